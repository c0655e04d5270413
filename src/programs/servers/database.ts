import type { Task } from '../../engine/kernel/task.ts'
import type { Program, Sys } from '../../engine/runtime/program.ts'
import type { Duration } from '../../lib/time.ts'
import { touchMemory } from '../memory.ts'
import { errorText } from '../tool.ts'
import { client } from './client.ts'
import { type Daemon, daemon, hasAny, isEmpty, say, startingIn } from './daemon.ts'

const MIB = 1024 * 1024

/** A database whose entry point makes its files first. */
interface Database {
  readonly server: Daemon
  /** The server's name on the command line. */
  readonly name: string
  readonly dataDir: (sys: Sys) => string
  /** One of these must be set, or the entry point refuses. */
  readonly passwords: string
  readonly refusal: string
  /** How long making the files takes, and what it says. */
  readonly initMs: Duration
  readonly init: readonly string[]
  /** What the entry point says before it hands over. */
  readonly handsOver?: string
  /** What the server itself says where there are no files. */
  readonly without: string
}

/** The entry point: a shell script, so that SIGTERM to PID 1 does nothing before the server has taken its place. */
function entryOf(database: Database): Program {
  const startup = database.initMs + (database.server.startMs ?? 0)
  return startingIn(startup, function* (sys): Task<number> {
    const { name, server, passwords, refusal, initMs, init } = database
    const given = sys.argv.slice(1)
    const argv = given[0]?.startsWith('-') ? [name, ...given] : given
    const dir = database.dataDir(sys)
    if (argv[0] === name && isEmpty(sys, dir)) {
      if (!hasAny(sys, passwords)) {
        yield* say(sys, refusal)
        return 1
      }
      if (typeof server.memoryMiB === 'number') yield* touchMemory(sys, server.memoryMiB * MIB)
      for (const line of init) {
        yield* say(sys, line)
        yield* sys.sleep(initMs / init.length)
      }
      sys.files.makeDirectory(dir, true)
      const error = sys.files.write(`${dir}/PG_VERSION`, '')
      if (error) {
        yield* say(sys, `${dir}: ${errorText(error)}`)
        return 1
      }
    }
    if (argv[0] === name) yield* say(sys, database.handsOver)
    const running = sys.exec(argv)
    if (typeof running !== 'string') return yield* running
    yield* say(sys, `exec: ${argv[0]}: not found`)
    return 127
  })
}

/** Started past the entry point it is root and has no files. */
function serverOf(database: Database): Program {
  const refuses = (sys: Sys) => (isEmpty(sys, database.dataDir(sys)) ? ([1, database.without] as const) : undefined)
  return daemon({ ...database.server, refuses })
}

const MYSQL_NOTE = '%F %T+00:00 [Note] [Entrypoint]:'
const MYSQL_INIT = [
  `${MYSQL_NOTE} Entrypoint script started.\n${MYSQL_NOTE} Initializing database files`,
  `${MYSQL_NOTE} Database files initialized\n${MYSQL_NOTE} Starting temporary server`,
  `${MYSQL_NOTE} Temporary server started.\n${MYSQL_NOTE} Stopping temporary server`,
]
const MYSQL_REFUSAL = '%F %T+00:00 [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified'
const MYSQL_DONE = `${MYSQL_NOTE} MySQL init process done. Ready for start up.`

const mysql: Database = {
  name: 'mysqld',
  dataDir: () => '/var/lib/mysql',
  passwords: 'MYSQL_ROOT_PASSWORD MYSQL_ALLOW_EMPTY_PASSWORD MYSQL_RANDOM_ROOT_PASSWORD',
  refusal: `${MYSQL_REFUSAL}\n    You need to specify one of the following as an environment variable:\n    - MYSQL_ROOT_PASSWORD\n    - MYSQL_ALLOW_EMPTY_PASSWORD\n    - MYSQL_RANDOM_ROOT_PASSWORD`,
  initMs: 9000,
  init: MYSQL_INIT,
  handsOver: MYSQL_DONE,
  without:
    '%FT%T.000000Z 0 [ERROR] [MY-010123] [Server] Fatal error: Please read "Security" section of the manual to find out how to run mysqld as root!\n%FT%T.000000Z 0 [ERROR] [MY-010119] [Server] Aborting',
  server: {
    startMs: 1500,
    memoryMiB: 380,
    ports: [{ port: 3306, flag: /--port[= ](\d+)/ }, { port: 33060 }],
    ready: '%FT%T.000000Z 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections.',
    stop: {
      afterMs: 1500,
      says: '%FT%T.000000Z 0 [System] [MY-013172] [Server] Received SHUTDOWN from user <via user signal>. Shutting down mysqld.',
    },
  },
}

const mariadb: Database = {
  ...mysql,
  name: 'mariadbd',
  passwords: `${mysql.passwords} MARIADB_ROOT_PASSWORD MARIADB_ROOT_PASSWORD_HASH MARIADB_ALLOW_EMPTY_ROOT_PASSWORD MARIADB_RANDOM_ROOT_PASSWORD`,
  refusal: `${MYSQL_REFUSAL}\n\tYou need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD`,
  initMs: 5000,
  handsOver: `${MYSQL_NOTE} MariaDB init process done. Ready for start up.`,
  without:
    '%F %T 0 [ERROR] mariadbd: Please consult the Knowledge Base to find out how to run mysqld as root!\n%F %T 0 [ERROR] Aborting',
  server: {
    startMs: 800,
    memoryMiB: 90,
    ports: [{ port: 3306, flag: /--port[= ](\d+)/ }],
    ready: '%F %T 0 [Note] mariadbd: ready for connections.',
    stop: { afterMs: 800, says: '%F %T 0 [Note] mariadbd (initiated by: unknown): Normal shutdown' },
  },
}

const POSTGRES_LOG = '%F %T.%L UTC [1] LOG: '

const postgres: Database = {
  name: 'postgres',
  dataDir: (sys) => sys.env.get('PGDATA') ?? '/var/lib/postgresql/data',
  passwords: 'POSTGRES_PASSWORD POSTGRES_PASSWORD_FILE POSTGRES_HOST_AUTH_METHOD',
  refusal:
    'Error: Database is uninitialized and superuser password is not specified.\n       You must specify POSTGRES_PASSWORD to a non-empty value for the\n       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".\n\n       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all\n       connections without a password. This is *not* recommended.',
  initMs: 2500,
  init: [
    'The files belonging to this database system will be owned by user "postgres".',
    'waiting for server to start.... done\nserver started',
  ],
  handsOver: 'PostgreSQL init process complete; ready for start up.',
  without: '"root" execution of the PostgreSQL server is not permitted.',
  server: {
    startMs: 200,
    memoryMiB: 30,
    ports: [{ port: 5432, flag: /-p ?(\d+)/, env: 'PGPORT' }],
    says: `${POSTGRES_LOG} starting PostgreSQL`,
    ready: `${POSTGRES_LOG} listening on IPv4 address "0.0.0.0", port 5432\n${POSTGRES_LOG} database system is ready to accept connections`,
    stop: {
      on: ['SIGTERM', 'SIGINT', 'SIGQUIT'],
      afterMs: 100,
      says: `${POSTGRES_LOG} received fast shutdown request\n${POSTGRES_LOG} database system is shut down`,
    },
  },
}

const MYSQL_DEAD = "Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)"

export const DATABASES: Readonly<Record<string, Program>> = {
  'mysql-entrypoint': entryOf(mysql),
  mysqld: serverOf(mysql),
  'mariadb-entrypoint': entryOf(mariadb),
  mariadbd: serverOf(mariadb),
  'postgres-entrypoint': entryOf(postgres),
  postgres: serverOf(postgres),
  mongod: daemon({
    startMs: 900,
    memoryMiB: 110,
    toStdout: true,
    ports: [{ port: 27017, flag: /--port[= ](\d+)/ }],
    ready:
      '{"t":{"$date":"%FT%T.%L+00:00"},"s":"I",  "c":"NETWORK",  "id":23016,   "ctx":"listener","msg":"Waiting for connections","attr":{"port":27017,"ssl":"off"}}',
    stop: { afterMs: 300 },
  }),
  memcached: daemon({
    memoryMiB: 2,
    ports: [{ port: 11211, flag: /(?:-p|--port)[= ]?(\d+)/ }],
    stop: { says: 'Signal handled: Terminated.' },
  }),
  cassandra: daemon({
    startMs: 25_000,
    memoryMiB: 1100,
    toStdout: true,
    says: 'INFO  [main] %F %T,%L CassandraDaemon.java - Hostname',
    ready:
      'INFO  [main] %F %T,%L PipelineConfigurator.java - Starting listening for CQL clients on /0.0.0.0:9042 (unencrypted)...',
    ports: [{ port: 7000 }, { port: 7199, loopback: true }, { port: 9042 }],
    stop: { code: 143, afterMs: 2000 },
  }),
  mysqladmin: client({
    port: 3306,
    alive: 'mysqld is alive',
    dead: `mysqladmin: connect to server at 'localhost' failed\nerror: '${MYSQL_DEAD}'`,
    code: 1,
  }),
  mysql: client({ port: 3306, alive: '1', dead: `ERROR 2002 (HY000): ${MYSQL_DEAD}`, code: 1 }),
  pg_isready: client({
    port: 5432,
    alive: '/var/run/postgresql:5432 - accepting connections',
    dead: '/var/run/postgresql:5432 - no response',
    code: 2,
  }),
  psql: client({
    port: 5432,
    alive: '1',
    dead: 'psql: error: connection to server failed: No such file or directory',
    code: 2,
  }),
  mongosh: client({
    port: 27017,
    alive: '{ ok: 1 }',
    dead: 'MongoNetworkError: connect ECONNREFUSED 127.0.0.1:27017',
    code: 1,
  }),
  nodetool: client({
    port: 7199,
    alive: 'Datacenter: datacenter1\nUN  127.0.0.1',
    dead: "nodetool: Failed to connect to '127.0.0.1:7199' - ConnectException: 'Connection refused (Connection refused)'.",
    code: 1,
  }),
}
