import { described } from './described.ts'
import type { ImageSpec } from './image.ts'
import { REDIS } from './redis.ts'

const directory = { kind: 'directory' } as const
const MYSQL_CLIENTS = '/usr/bin/mysqladmin /usr/bin/mysql'

export const DATABASES: readonly ImageSpec[] = [
  ...REDIS,
  described({
    names: 'mysql percona',
    base: 'rhel',
    mib: 230,
    entrypoint: 'docker-entrypoint.sh',
    cmd: 'mysqld',
    ports: [3306, 33060],
    programs: `/usr/local/bin/docker-entrypoint.sh=mysql-entrypoint /usr/sbin/mysqld ${MYSQL_CLIENTS}`,
    files: { '/var/lib/mysql': directory },
    byTag: (tag) => (/debian/.test(tag) ? { base: 'debian', mib: 155 } : {}),
  }),
  described({
    names: 'mariadb',
    mib: 110,
    entrypoint: 'docker-entrypoint.sh',
    cmd: 'mariadbd',
    ports: [3306],
    programs: `/usr/local/bin/docker-entrypoint.sh=mariadb-entrypoint /usr/sbin/mariadbd /usr/bin/mariadb-admin=mysqladmin /usr/bin/mariadb=mysql ${MYSQL_CLIENTS}`,
    files: { '/var/lib/mysql': directory },
  }),
  described({
    names: 'postgres',
    mib: [150, 100],
    entrypoint: 'docker-entrypoint.sh',
    cmd: 'postgres',
    env: { PGDATA: '/var/lib/postgresql/data', LANG: 'en_US.utf8' },
    ports: [5432],
    stop: 'SIGINT',
    programs:
      '/usr/local/bin/docker-entrypoint.sh=postgres-entrypoint /usr/local/bin/postgres /usr/local/bin/pg_isready /usr/local/bin/psql',
    files: { '/var/lib/postgresql/data': directory },
  }),
  described({
    names: 'mongo',
    mib: 270,
    takesOptionsOf: 'mongod',
    cmd: 'mongod',
    ports: [27017],
    programs: '/usr/bin/mongod /usr/bin/mongosh /usr/bin/mongo=mongosh',
  }),
  described({
    names: 'memcached',
    mib: [30, 5],
    takesOptionsOf: 'memcached',
    cmd: 'memcached',
    user: 'memcache',
    ports: [11211],
    programs: '/usr/local/bin/memcached',
  }),
  described({
    names: 'cassandra',
    mib: 140,
    takesOptionsOf: 'cassandra -f',
    cmd: 'cassandra -f',
    ports: [7000, 7001, 7199, 9042, 9160],
    programs: '/opt/cassandra/bin/cassandra /opt/cassandra/bin/nodetool',
    env: { PATH: '/opt/cassandra/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
  }),
]
