import type { FileError } from '../../../engine/program-api/files.ts'
import type { Sys } from '../../../engine/program-api/program.ts'
import type { Duration } from '../../../lib/time.ts'
import { errorText } from '../../tool.ts'
import type { Settings } from '../config/settings.ts'

/** What MySQL and MariaDB say and do differently. */
export interface Family {
  readonly name: 'mysql' | 'mariadb'
  readonly server: string
  readonly title: string
  readonly distribution: string
  readonly socket: string
  /** Times and memory are assumed: about what they take on an idle node. */
  readonly startMs: Duration
  readonly initMs: Duration
  readonly stopMs: Duration
  readonly memoryMiB: number
  readonly bufferPoolMiB: number
  readonly xProtocol: boolean
  readonly asRoot: string
  readonly shutdown: string
  /** One of these has to be set, or the entry point refuses. */
  readonly passwords: readonly string[]
  readonly needsPassword: string
  version(sys: Sys): string
  ready(socket: string, port: number): string
  noFiles(directory: string): string
  cannotLock(path: string, reason: string): string
  cannotWrite(path: string, reason: string): string
  cannotInitialize(directory: string, error: FileError): string
  unknown(option: string): string
  /** An option that this version does not know any more; others are taken to be known. */
  removed(sys: Sys, settings: Settings): string | undefined
}

const ERRNO: Readonly<Partial<Record<FileError, number>>> = { EACCES: 13, EROFS: 30, ENOSPC: 28, ENOENT: 2, EPERM: 1 }
const MY = (code: string, text: string, level = 'ERROR'): string =>
  `%FT%T.000000Z 0 [${level}] [${code}] [Server] ${text}`
const MY_ABORTING = MY('MY-010119', 'Aborting')
const MARIA = (text: string, level = 'ERROR'): string => `%F %T 0 [${level}] ${text}`
const NOT_SPECIFIED = '%F %T+00:00 [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified'

export const MYSQL: Family = {
  name: 'mysql',
  server: 'mysqld',
  title: 'MySQL',
  distribution: 'MySQL Community Server - GPL',
  socket: '/var/run/mysqld/mysqld.sock',
  startMs: 1500,
  initMs: 6000,
  stopMs: 1500,
  memoryMiB: 380,
  bufferPoolMiB: 128,
  xProtocol: true,
  asRoot: `${MY('MY-010123', 'Fatal error: Please read "Security" section of the manual to find out how to run mysqld as root!')}\n${MY_ABORTING}`,
  shutdown: MY('MY-013172', 'Received SHUTDOWN from user <via user signal>. Shutting down mysqld.', 'System'),
  passwords: ['MYSQL_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD'],
  needsPassword: `${NOT_SPECIFIED}\n    You need to specify one of the following as an environment variable:\n    - MYSQL_ROOT_PASSWORD\n    - MYSQL_ALLOW_EMPTY_PASSWORD\n    - MYSQL_RANDOM_ROOT_PASSWORD`,
  version: (sys) => sys.env.get('MYSQL_VERSION')?.replace(/-.*$/, '') ?? '8.4.6',
  ready: (socket, port) =>
    MY(
      'MY-010931',
      `/usr/sbin/mysqld: ready for connections. Version: '8'  socket: '${socket}'  port: ${port}  MySQL Community Server - GPL.`,
      'System',
    ),
  noFiles: (directory) =>
    `${MY('MY-013276', `Failed to set datadir to '${directory}/' (OS errno: 2 - No such file or directory)`)}\n${MY_ABORTING}`,
  cannotLock: (path, reason) =>
    `${MY('MY-010273', `Could not create unix socket lock file ${path}: ${reason}`)}\n${MY('MY-010268', 'Unable to setup unix socket lock file.')}\n${MY_ABORTING}`,
  cannotWrite: (path, reason) => `${MY('MY-012592', `Operating system error: ${reason}: ${path}`)}\n${MY_ABORTING}`,
  cannotInitialize: (directory, error) =>
    `mysqld: Can't create/write to file '${directory}/is_writable' (OS errno ${ERRNO[error] ?? 2} - ${errorText(error)})\n${MY('MY-013236', `The designated data directory ${directory}/ is unusable. You can remove all files that the server added to it.`)}\n${MY_ABORTING}`,
  unknown: (option) => `${MY('MY-000067', `unknown variable '${option}'.`)}\n${MY_ABORTING}`,
  removed: (sys, settings) => {
    const [major = 0, minor = 0] = MYSQL.version(sys).split('.').map(Number)
    const newer = (at: number, atMinor: number): boolean => major > at || (major === at && minor >= atMinor)
    // mysql: release notes of 8.0.11, 8.4.0 and 9.0.0, "removed"
    const gone = [
      ...(newer(8, 0)
        ? [
            'query_cache_size',
            'query_cache_type',
            'query_cache_limit',
            'innodb_file_format',
            'innodb_large_prefix',
            'log_syslog',
          ]
        : []),
      ...(newer(8, 4)
        ? [
            'default_authentication_plugin',
            'expire_logs_days',
            'master_info_repository',
            'relay_log_info_repository',
            'skip_host_cache',
            'old_style_user_limits',
            'ssl',
            'slave_rows_search_algorithms',
          ]
        : []),
      ...(newer(9, 0) ? ['mysql_native_password'] : []),
    ]
    const name = gone.find((each) => settings.has(each))
    return name && `${name.replaceAll('_', '-')}=${settings.text(name)}`
  },
}

export const MARIADB: Family = {
  ...MYSQL,
  name: 'mariadb',
  server: 'mariadbd',
  title: 'MariaDB',
  distribution: 'mariadb.org binary distribution',
  socket: '/run/mysqld/mysqld.sock',
  startMs: 800,
  initMs: 3500,
  stopMs: 800,
  memoryMiB: 90,
  xProtocol: false,
  asRoot: `${MARIA('mariadbd: Please consult the Knowledge Base to find out how to run mysqld as root!')}\n${MARIA('Aborting')}`,
  shutdown: MARIA('mariadbd (initiated by: unknown): Normal shutdown', 'Note'),
  passwords: [
    ...MYSQL.passwords,
    ...[
      'MARIADB_ROOT_PASSWORD',
      'MARIADB_ROOT_PASSWORD_HASH',
      'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD',
      'MARIADB_RANDOM_ROOT_PASSWORD',
    ],
  ],
  needsPassword: `${NOT_SPECIFIED}\n\tYou need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD`,
  version: (sys) => `${sys.env.get('MARIADB_VERSION')?.replace(/^1:|\+.*$/g, '') ?? '11.8.3'}-MariaDB`,
  ready: (socket, port) =>
    MARIA(
      `mariadbd: ready for connections.\nVersion: 'MariaDB'  socket: '${socket}'  port: ${port}  mariadb.org binary distribution`,
      'Note',
    ),
  noFiles: (directory) =>
    `${MARIA(`mariadbd: Can't change dir to '${directory}/' (Errcode: 2 "No such file or directory")`)}\n${MARIA('Aborting')}`,
  cannotLock: (path, reason) =>
    `${MARIA(`mariadbd: Can't create/write to file '${path}' (${reason})`)}\n${MARIA('Aborting')}`,
  cannotWrite: (path, reason) =>
    `${MARIA(`InnoDB: File ${path} could not be opened: ${reason}`)}\n${MARIA('Aborting')}`,
  cannotInitialize: (directory, error) => `mkdir: cannot create directory '${directory}/mysql': ${errorText(error)}`,
  unknown: (option) => `${MARIA(`mariadbd: unknown variable '${option}'`)}\n${MARIA('Aborting')}`,
  removed: () => undefined,
}
