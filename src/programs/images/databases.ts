import type { FileTree } from '../../engine/program-api/files.ts'
import { type Description, described } from './described.ts'
import type { ImageSpec } from './image.ts'
import { REDIS } from './redis.ts'
import { ALPINE_TOOLS, DEBIAN_TOOLS, executables, RHEL_TOOLS, withAccount } from './tools.ts'
import { versionIn } from './version.ts'

/** Executables in a directory: `name`, or `name=program`. */
function in_(directory: string, names: string): string {
  return names
    .split(/\s+/)
    .map((name) => (name.includes('=') ? `${directory}/${name}` : `${directory}/${name}=${name}`))
    .join(' ')
}

const ENTRY = 'docker-entrypoint.sh'
const INIT = { '/docker-entrypoint-initdb.d': { kind: 'directory' } } as const satisfies FileTree
const GOSU = executables('/usr/local/bin', 'gosu')

function directory(uid: number, mode?: number): FileTree[string] {
  return { kind: 'directory', uid, ...(mode === undefined ? {} : { mode }) }
}

// github.com/docker-library/mysql, MariaDB/mariadb-docker: Dockerfile: user mysql 999, directories 1777
const MYSQL_DIRECTORIES: FileTree = {
  '/var/lib/mysql': directory(999, 0o1777),
  '/run/mysqld': directory(999, 0o1777),
  ...INIT,
  ...GOSU,
}

function mysqlOf(tag: string): Partial<Description> {
  const debian = /debian/.test(tag)
  const version = versionIn(tag, '9.4.0 8.4.6 8.0.43 5.7.44 5.6.51')
  return {
    ...(debian ? { base: 'debian', mib: 155 } : {}),
    env: { MYSQL_VERSION: `${version.text}-1.el9`, MYSQL_MAJOR: `${version.major}.${version.minor}` },
    files: { ...withAccount(debian ? DEBIAN_TOOLS : RHEL_TOOLS, 'mysql', 999, '/var/lib/mysql'), ...MYSQL_DIRECTORIES },
  }
}

/** The names with mysql in them went with 11.0; the server was mysqld up to 10.5. */
// mariadb.com/kb: docker-official-image-frequently-asked-questions; release notes of mariadb-docker
function mariadbOf(tag: string): Partial<Description> {
  const version = versionIn(tag, '12.0.2 11.8.3 11.4.8 10.11.14 10.6.23 10.5.29')
  const old = !version.atLeast(11)
  return {
    cmd: version.atLeast(10, 6) ? 'mariadbd' : 'mysqld',
    env: { MARIADB_VERSION: `1:${version.text}+maria~ubu2404` },
    programs: [
      `/usr/local/bin/${ENTRY}=mariadb-entrypoint`,
      in_('/usr/sbin', `mariadbd${old ? ' mysqld=mariadbd' : ''}`),
      in_(
        '/usr/bin',
        `mariadb mariadb-admin mariadb-dump${old ? ' mysql=mariadb mysqladmin=mariadb-admin mysqldump=mariadb-dump' : ''}`,
      ),
    ].join(' '),
    files: {
      ...withAccount(DEBIAN_TOOLS, 'mysql', 999, '/home/mysql'),
      ...MYSQL_DIRECTORIES,
      '/usr/local/bin/healthcheck.sh': { kind: 'file', mode: 0o755, content: HEALTHCHECK },
    },
  }
}

/** Tests by name, all of which have to succeed: with a server that answers they do. */
const HEALTHCHECK =
  '#!/bin/sh\n[ $# -gt 0 ] || { echo "At least one argument required" >&2; exit 1; }\nexec mariadb-admin ping >/dev/null\n'

/** Since 18 the files lie under the major version's number. */
function postgresOf(tag: string): Partial<Description> {
  const alpine = /alpine/.test(tag)
  const version = versionIn(tag, '18.0 17.6 16.10 15.14 14.19 13.22 12.22')
  const uid = alpine ? 70 : 999
  const data = version.atLeast(18) ? `/var/lib/postgresql/${version.major}/docker` : '/var/lib/postgresql/data'
  return {
    env: {
      PGDATA: data,
      LANG: 'en_US.utf8',
      PG_MAJOR: String(version.major),
      PG_VERSION: alpine ? version.text : `${version.text}-1.pgdg13+1`,
    },
    files: {
      ...withAccount(
        alpine ? { ...ALPINE_TOOLS, ...executables('/bin', 'bash') } : DEBIAN_TOOLS,
        'postgres',
        uid,
        '/var/lib/postgresql',
      ),
      '/var/lib/postgresql': directory(uid, 0o1777),
      ...(version.atLeast(18) ? {} : { [data]: directory(uid, 0o1777) }),
      '/run/postgresql': directory(uid, 0o3777),
      ...INIT,
      ...GOSU,
    },
  }
}

/** The old shell went with 6.0; the new one came with 5.0. */
// github.com/docker-library/mongo: Dockerfiles; mongodb.com/docs: release notes of 6.0
function mongoOf(tag: string): Partial<Description> {
  const version = versionIn(tag, '8.0.13 7.0.24 6.0.26 5.0.31 4.4.29 4.2.24 4.0.28 3.6.23')
  const shells = `${version.atLeast(5) ? 'mongosh' : ''} ${version.atLeast(6) ? '' : 'mongo'}`.trim()
  return {
    env: { MONGO_VERSION: version.text },
    programs: `/usr/local/bin/${ENTRY}=mongo-entrypoint ${in_('/usr/bin', `mongod mongos ${shells} mongodump=mongo-tool mongorestore=mongo-tool mongoexport=mongo-tool mongoimport=mongo-tool`)}`,
    files: {
      ...withAccount(DEBIAN_TOOLS, 'mongodb', 999, '/data/db'),
      '/data/db': directory(999),
      '/data/configdb': directory(999),
      ...INIT,
      ...GOSU,
    },
  }
}

const CASSANDRA_PATH = '/opt/cassandra/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
const CASSANDRA_TOOLS = in_('/opt/cassandra/bin', 'cassandra nodetool cqlsh')

export const DATABASES: readonly ImageSpec[] = [
  ...REDIS,
  described({
    names: 'mysql percona',
    base: 'rhel',
    mib: 230,
    entrypoint: ENTRY,
    cmd: 'mysqld',
    ports: [3306, 33060],
    programs: `/usr/local/bin/${ENTRY}=mysql-entrypoint /usr/sbin/mysqld ${in_('/usr/bin', 'mysql mysqladmin mysqldump')}`,
    byTag: mysqlOf,
  }),
  described({ names: 'mariadb', mib: 110, entrypoint: ENTRY, cmd: 'mariadbd', ports: [3306], byTag: mariadbOf }),
  described({
    names: 'postgres',
    mib: [150, 100],
    entrypoint: ENTRY,
    cmd: 'postgres',
    ports: [5432],
    stop: 'SIGINT',
    programs: `/usr/local/bin/${ENTRY}=postgres-entrypoint ${in_('/usr/local/bin', 'postgres psql pg_isready pg_dump pg_dumpall=pg_dump createdb=pg-database dropdb=pg-database pg_restore=pg-other pg_basebackup=pg-other pg_ctl=pg-other initdb=pg-other')}`,
    byTag: postgresOf,
  }),
  described({ names: 'mongo', mib: 270, entrypoint: ENTRY, cmd: 'mongod', ports: [27017], byTag: mongoOf }),
  described({
    names: 'memcached',
    mib: [30, 5],
    takesOptionsOf: 'memcached',
    cmd: 'memcached',
    user: 'memcache',
    ports: [11211],
    programs: '/usr/local/bin/memcached',
    byTag: (tag) => ({
      files: withAccount(/alpine/.test(tag) ? ALPINE_TOOLS : DEBIAN_TOOLS, 'memcache', 11_211, '/nonexistent'),
    }),
  }),
  described({
    names: 'cassandra',
    mib: 140,
    entrypoint: ENTRY,
    cmd: 'cassandra -f',
    ports: [7000, 7001, 7199, 9042, 9160],
    programs: `/usr/local/bin/${ENTRY}=cassandra-entrypoint ${CASSANDRA_TOOLS}`,
    env: { PATH: CASSANDRA_PATH },
    files: {
      ...withAccount(DEBIAN_TOOLS, 'cassandra', 999, '/var/lib/cassandra'),
      '/var/lib/cassandra': directory(999, 0o777),
      ...GOSU,
    },
  }),
  // github.com/kubernetes/examples: cassandra/image
  described({
    names: 'google-samples/cassandra',
    mib: 120,
    entrypoint: '/usr/bin/dumb-init --',
    cmd: '/run.sh',
    ports: [7000, 7001, 7199, 9042],
    programs: `/ready-probe.sh=cassandra-ready-probe ${in_('/usr/local/apache-cassandra/bin', 'cassandra nodetool cqlsh')}`,
    user: '999',
    env: { PATH: `/usr/local/apache-cassandra/bin:${CASSANDRA_PATH}` },
    files: {
      ...withAccount(DEBIAN_TOOLS, 'cassandra', 999, '/home/cassandra'),
      '/usr/bin/dumb-init': { kind: 'file', content: '#!/bin/sh\nshift\nexec "$@"\n', mode: 0o755 },
      '/run.sh': { kind: 'file', content: '#!/bin/sh\nexec cassandra -f -R\n', mode: 0o755 },
      '/var/lib/cassandra': directory(999, 0o777),
      '/cassandra_data': directory(999, 0o777),
    },
  }),
]
