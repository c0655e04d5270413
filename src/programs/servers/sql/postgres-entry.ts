import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { readText } from '../../commands/system.ts'
import { touchMemory } from '../../memory.ts'
import { errorText } from '../../tool.ts'
import { fileEnv, handOver, leaveRoot } from '../config/entry-point.ts'
import { refused, say, startingIn } from '../daemon.ts'
import { saveAccounts } from './accounts.ts'
import { runInitFiles } from './init-files.ts'
import { accountsFile, pgVersion, SOCKETS } from './postgres.ts'

const MIB = 1024 * 1024
/** About what initdb and the first start take on an idle node. */
const INIT_MS = 2500
const USUAL = '/var/lib/postgresql/data'

const NO_PASSWORD =
  'Error: Database is uninitialized and superuser password is not specified.\n       You must specify POSTGRES_PASSWORD to a non-empty value for the\n       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".\n\n       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all\n       connections without a password. This is *not* recommended.\n\n       See PostgreSQL documentation about "trust":\n       https://www.postgresql.org/docs/current/auth-trust.html'

/** Until the server has taken the script's place nobody hears SIGTERM. */
// github.com/docker-library/postgres (17, 18): docker-entrypoint.sh
export const postgresEntry: Program = startingIn(INIT_MS + 200, function* (sys): Task<number> {
  const given = sys.argv.slice(1)
  const argv = given[0]?.startsWith('-') ? ['postgres', ...given] : given
  if (argv[0] !== 'postgres' || argv.some((arg) => /^(?:-\?|--help|--describe-config|-V|--version)$/.test(arg)))
    return yield* handOver(sys, argv)
  const directory = sys.env.get('PGDATA') ?? USUAL
  // Files with passwords are read as who the container starts as, before it leaves root.
  const values = readValues(sys)
  if ('problem' in values) return yield* refused(sys, [1, `error: ${values.problem}`])
  const failed = yield* prepare(sys, directory)
  if (failed !== undefined) return failed
  if (sys.uid === 0) {
    const stopped = yield* leaveRoot(sys, { user: 'postgres', by: 'gosu', owns: [directory, SOCKETS] })
    if (stopped !== undefined) return stopped
  }
  if (typeof sys.files.stat(`${directory}/PG_VERSION`) === 'string') {
    const status = yield* makeDatabase(sys, directory, values)
    if (status !== undefined) return status
  } else
    yield* say(sys, '\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n', true)
  return yield* handOver(sys, argv)
})

function* prepare(sys: Sys, directory: string): Task<number | undefined> {
  const made = sys.files.makeDirectory(directory, true)
  if (made && typeof sys.files.stat(directory) === 'string')
    return yield* refused(sys, [1, `mkdir: cannot create directory '${directory}': ${errorText(made)}`])
  // What cannot be changed here is looked at again by who needs it.
  const mode = sys.files.chmod(directory, 0o700)
  if (mode) yield* say(sys, `chmod: changing permissions of '${directory}': ${errorText(mode)}`)
  const socket = sys.files.makeDirectory(SOCKETS, true) ?? sys.files.chmod(SOCKETS, 0o3775)
  if (socket) yield* say(sys, `chmod: changing permissions of '${SOCKETS}': ${errorText(socket)}`)
  return undefined
}

function readValues(sys: Sys): Map<string, string> | { readonly problem: string } {
  const values = new Map<string, string>()
  for (const name of ['PASSWORD', 'USER', 'DB', 'HOST_AUTH_METHOD', 'INITDB_ARGS']) {
    const value = fileEnv(sys, `POSTGRES_${name}`)
    if (typeof value === 'object') return value
    if (value !== undefined) values.set(name, value)
  }
  return values
}

function* makeDatabase(sys: Sys, directory: string, values: ReadonlyMap<string, string>): Task<number | undefined> {
  const [user = 'postgres', trust] = [values.get('USER'), values.get('HOST_AUTH_METHOD') === 'trust']
  const database = values.get('DB') ?? user
  const password = values.get('PASSWORD')
  if (password === undefined && !trust) return yield* refused(sys, [1, NO_PASSWORD])
  const old = oldVolume(sys, directory)
  if (old !== undefined) return yield* refused(sys, [1, old])
  yield* say(
    sys,
    `The files belonging to this database system will be owned by user "${userOf(sys)}".\nThis user must also own the server process.\n`,
    true,
  )
  const { files } = sys
  const mode = files.chmod(directory, 0o700)
  if (mode) {
    yield* say(sys, `fixing permissions on existing directory ${directory} ... `, true)
    return yield* refused(sys, [
      1,
      `initdb: error: could not change permissions of directory "${directory}": ${errorText(mode)}`,
    ])
  }
  const names = files.list(directory)
  if (typeof names !== 'string' && names.length > 0)
    return yield* refused(sys, [
      1,
      `initdb: error: directory "${directory}" exists but is not empty\ninitdb: hint: If you want to create a new database system, either remove or empty the directory "${directory}" or run initdb with an argument other than "${directory}".`,
    ])
  const error = files.makeDirectory(`${directory}/global`) ?? files.makeDirectory(`${directory}/base`)
  if (error)
    return yield* refused(sys, [
      1,
      `initdb: error: could not create directory "${directory}/global": ${errorText(error)}`,
    ])
  yield* touchMemory(sys, 30 * MIB)
  yield* sys.sleep(INIT_MS / 2)
  const access = `local all all trust\nhost all all 127.0.0.1/32 trust\nhost all all all ${trust ? 'trust' : 'scram-sha-256'}\n`
  files.write(`${directory}/PG_VERSION`, `${pgVersion(sys).split('.')[0]}\n`)
  files.write(`${directory}/postgresql.conf`, "# Made by initdb.\nlisten_addresses = '*'\n")
  files.write(`${directory}/pg_hba.conf`, access)
  yield* say(
    sys,
    'Success. You can now start the database server using:\n\n    pg_ctl -D /var/lib/postgresql/data -l logfile start\n\nwaiting for server to start....',
    true,
  )
  const socket = `${SOCKETS}/.s.PGSQL.5432`
  const locked = files.write(`${socket}.lock`, '')
  if (locked) {
    const words = `FATAL:  could not create lock file "${socket}.lock": ${errorText(locked)}`
    return yield* refused(sys, [
      1,
      `%F %T.%L UTC [1] ${words}\npg_ctl: could not start server\nExamine the log output.`,
    ])
  }
  files.write(socket, '0')
  yield* sys.sleep(INIT_MS / 4)
  yield* say(sys, ' done\nserver started', true)
  const users = new Map([[user, password ?? '']])
  if (user !== 'postgres' && !users.has('postgres')) users.delete('postgres')
  if (trust) users.set('*', 'trust')
  if (database !== 'postgres') yield* say(sys, 'CREATE DATABASE\n', true)
  saveAccounts(sys, accountsFile(directory), { users, databases: new Set(['postgres', database]) })
  const status = yield* runInitFiles(
    sys,
    /\.sql(?:\.(?:gz|xz|zst))?$/,
    (path) => `/usr/local/bin/docker-entrypoint.sh: running ${path}`,
  )
  if (status !== 0) return status
  yield* sys.sleep(INIT_MS / 4)
  for (const path of [socket, `${socket}.lock`]) files.removeFile(path)
  yield* say(
    sys,
    'waiting for server to shut down.... done\nserver stopped\n\nPostgreSQL init process complete; ready for start up.\n',
    true,
  )
  return undefined
}

/** Since 18 the files lie elsewhere, and a volume at the place of old would be left unused. */
function oldVolume(sys: Sys, directory: string): string | undefined {
  if (Number(pgVersion(sys).split('.')[0]) < 18 || !/^\/var\/lib\/postgresql\/\d+\//.test(directory)) return undefined
  if (!sys.files.mounts().some(({ path }) => path === USUAL) && !readText(sys, '/proc/mounts').includes(` ${USUAL} `))
    return undefined
  return `Error: in 18+, these Docker images are configured to store database data in a\n       format which is compatible with "pg_ctlcluster" (specifically, using\n       major-version-specific directory names).\n\n       Counter to that, there appears to be PostgreSQL data in:\n         ${USUAL} (unused mount/volume)\n\n       The suggested container configuration for 18+ is to place a single mount\n       at /var/lib/postgresql.`
}

function userOf(sys: Sys): string {
  return sys.uid === 999 || sys.uid === 70 ? 'postgres' : String(sys.uid)
}
