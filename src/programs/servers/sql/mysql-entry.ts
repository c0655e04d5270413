import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { fileEnv, handOver, leaveRoot } from '../config/entry-point.ts'
import { refused, say, startingIn } from '../daemon.ts'
import { saveAccounts } from './accounts.ts'
import { runInitFiles } from './init-files.ts'
import { accountsFile, dataDirectory, makeFiles, mysqlSettings } from './mysql.ts'
import type { Family } from './mysql-family.ts'

const NOTE = '%F %T+00:00 [Note] [Entrypoint]:'
const ERROR = '%F %T+00:00 [ERROR] [Entrypoint]:'

/**
 * The entry point: a shell script, so that SIGTERM to PID 1 does nothing before the server has taken its place. While it
 * makes its files a server without a port listens on the socket.
 */
// github.com/docker-library/mysql (8.4), MariaDB/mariadb-docker (11.x): docker-entrypoint.sh
export function mysqlEntry(family: Family): Program {
  return startingIn(family.initMs + family.startMs, function* (sys): Task<number> {
    const given = sys.argv.slice(1)
    const argv = given[0]?.startsWith('-') ? [family.server, ...given] : given
    const isServer = argv[0] === 'mysqld' || argv[0] === family.server
    if (!isServer || argv.some((arg) => /^(?:-\?|--help|-V|--version|--print-defaults)$/.test(arg)))
      return yield* handOver(sys, argv)
    const note = (text: string): Task<void> => say(sys, `${NOTE} ${text}`, true)
    yield* note(`Entrypoint script for ${family.title} Server ${family.version(sys)} started.`)
    const settings = mysqlSettings(sys)
    const unknown = family.removed(sys, settings)
    if (unknown !== undefined)
      return yield* refused(sys, [
        1,
        `${ERROR} mysqld failed while attempting to check config\n\tcommand was: ${argv.join(' ')} --verbose --help\n\t${family.unknown(unknown)}`,
      ])
    // Files with passwords are read as who the container starts as, before it leaves root.
    const values = readValues(sys, family)
    if ('problem' in values) return yield* refused(sys, [1, `${ERROR} ${values.problem}`])
    const directory = dataDirectory(settings)
    const made = sys.files.makeDirectory(directory, true)
    if (made && typeof sys.files.stat(directory) === 'string')
      return yield* refused(sys, [
        1,
        `mkdir: cannot create directory '${directory}': ${made === 'EROFS' ? 'Read-only file system' : 'Permission denied'}`,
      ])
    if (sys.uid === 0) {
      const failed = yield* leaveRoot(sys, { user: 'mysql', by: 'gosu', owns: [directory, '/var/run/mysqld'] })
      if (failed !== undefined) return failed
      yield* note("Switching to dedicated user 'mysql'")
      yield* note(`Entrypoint script for ${family.title} Server ${family.version(sys)} started.`)
    }
    if (typeof sys.files.stat(`${directory}/mysql`) === 'string') {
      const failed = yield* makeDatabase(sys, family, values, directory, settings.text('socket') ?? family.socket)
      if (failed !== undefined) return failed
    }
    return yield* handOver(sys, argv)
  })
}

function readValues(sys: Sys, family: Family): Map<string, string> | { readonly problem: string } {
  const values = new Map<string, string>()
  for (const name of ['ROOT_PASSWORD', 'DATABASE', 'USER', 'PASSWORD']) {
    for (const prefix of family.name === 'mariadb' ? ['MYSQL', 'MARIADB'] : ['MYSQL']) {
      const value = fileEnv(sys, `${prefix}_${name}`)
      if (typeof value === 'object') return value
      if (value !== undefined) values.set(name, value)
    }
  }
  return values
}

function* makeDatabase(
  sys: Sys,
  family: Family,
  values: ReadonlyMap<string, string>,
  directory: string,
  socket: string,
): Task<number | undefined> {
  const note = (text: string): Task<void> => say(sys, `${NOTE} ${text}`, true)
  if (!family.passwords.some((name) => sys.env.get(name) || sys.env.get(`${name}_FILE`)))
    return yield* refused(sys, [1, family.needsPassword])
  if (family.name === 'mysql' && values.get('USER') === 'root')
    return yield* refused(sys, [
      1,
      `${ERROR} MYSQL_USER="root", MYSQL_USER and MYSQL_PASSWORD are for configuring a regular user and cannot be used for the root user`,
    ])
  yield* note('Initializing database files')
  const failed = yield* makeFiles(sys, family, directory)
  if (failed) return yield* refused(sys, failed)
  yield* note('Database files initialized')
  yield* note('Starting temporary server')
  yield* sys.sleep(family.initMs / 4)
  const locked = sys.files.write(socket, '0')
  if (locked)
    return yield* refused(sys, [
      1,
      `${family.cannotLock(`${socket}.lock`, locked === 'EROFS' ? 'Read-only file system' : 'Permission denied')}\n${ERROR} Unable to start server.`,
    ])
  yield* note('Temporary server started.')
  const random = family.passwords.find((name) => /RANDOM/.test(name) && sys.env.get(name))
  const root = random ? randomPassword(sys) : (values.get('ROOT_PASSWORD') ?? '')
  if (random) yield* note(`GENERATED ROOT PASSWORD: ${root}`)
  const accounts = { users: new Map([['root', root]]), databases: new Set<string>() }
  const [database, user, password] = [values.get('DATABASE'), values.get('USER'), values.get('PASSWORD')]
  if (database) {
    yield* note(`Creating database ${database}`)
    accounts.databases.add(database)
  }
  if (user && password) {
    yield* note(`Creating user ${user}`)
    accounts.users.set(user, password)
    if (database) yield* note(`Giving user ${user} access to schema ${database}`)
  }
  saveAccounts(sys, accountsFile(directory), accounts)
  yield* sys.sleep(family.initMs / 4)
  const status = yield* runInitFiles(
    sys,
    /\.sql(?:\.(?:gz|bz2|xz|zst))?$/,
    (path) => `${NOTE} /usr/local/bin/docker-entrypoint.sh: running ${path}`,
  )
  if (status !== 0) return status
  yield* note('Stopping temporary server')
  sys.files.removeFile(socket)
  yield* note('Temporary server stopped')
  yield* note(`${family.title} init process done. Ready for start up.`)
  return undefined
}

function randomPassword(sys: Sys): string {
  const letters = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  const random = sys.random('root-password')
  return Array.from({ length: 32 }, () => letters[random.integer(letters.length)]).join('')
}
