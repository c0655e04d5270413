import type { Program, Sys } from '../../../engine/program-api/program.ts'
import { errorText } from '../../tool.ts'
import { assignments } from '../config/config-text.ts'
import { configured } from '../config/configured.ts'
import type { FlagSyntax } from '../config/flags.ts'
import { type Answer, answering, type Question } from '../config/question.ts'
import { isLoopback, type Settings } from '../config/settings.ts'
import type { Daemon, Refusal } from '../daemon.ts'
import { type Accounts, loadAccounts, saveAccounts } from './accounts.ts'
import { NOT_KNOWN, statements } from './statements.ts'

export const SOCKETS = '/var/run/postgresql'
const LOG = (level: string, text: string): string => `%F %T.%L UTC [1] ${level}:  ${text}`

// postgresql: postmaster.c PostmasterMain; `-o` and the one-letter switches for developers are not read
const FLAGS: FlagSyntax = {
  assigns: ['-c'],
  letters: {
    p: 'port',
    D: 'data_directory',
    h: 'listen_addresses',
    k: 'unix_socket_directories',
    N: 'max_connections',
    B: 'shared_buffers',
  },
  underscores: true,
}

export function accountsFile(directory: string): string {
  return `${directory}/global/pg_authid`
}

function dataDirectory(sys: Sys, settings: Settings): string {
  return settings.text('data_directory') ?? sys.env.get('PGDATA') ?? '/var/lib/postgresql/data'
}

export const postgresServer: Program = configured({
  startMs: 200,
  flags: FLAGS,
  env: { PGPORT: 'port', PGDATA: 'data_directory' },
  file: (settings) => {
    const said = settings.text('config_file')
    return {
      path: said ?? `${settings.text('data_directory') ?? '/var/lib/postgresql/data'}/postgresql.conf`,
      format: assignments,
      ...(said === undefined
        ? {}
        : {
            missing: (error) => [
              2,
              `postgres: could not access the server configuration file "${said}": ${errorText(error)}`,
            ],
          }),
    }
  },
  run: (settings, sys) => describe(settings, sys),
})

function describe(settings: Settings, sys: Sys): Daemon | Refusal {
  if (sys.argv[1] === '--version' || sys.argv[1] === '-V') return [0, `postgres (PostgreSQL) ${pgVersion(sys)}`]
  if (sys.uid === 0)
    return [
      1,
      '"root" execution of the PostgreSQL server is not permitted.\nThe server must be started under an unprivileged user ID to prevent\npossible system security compromise.  See the documentation for\nmore information on how to properly start the server.',
    ]
  const directory = dataDirectory(sys, settings)
  const stat = sys.files.stat(directory)
  if (typeof stat === 'string' || typeof sys.files.stat(`${directory}/PG_VERSION`) === 'string')
    return [
      2,
      `postgres: could not access directory "${directory}": No such file or directory\nRun initdb or pg_basebackup to initialize a PostgreSQL data directory.`,
    ]
  if (stat.uid !== sys.uid)
    return [
      1,
      `${LOG('FATAL', `data directory "${directory}" has wrong ownership`)}\n${LOG('HINT', 'The server must be started by the user that owns the data directory.')}`,
    ]
  if ((stat.mode & 0o027) !== 0)
    return [
      1,
      `${LOG('FATAL', `data directory "${directory}" has invalid permissions`)}\n${LOG('DETAIL', 'Permissions should be u=rwx (0700) or u=rwx,g=rx (0750).')}`,
    ]
  const made = sys.files.read(`${directory}/PG_VERSION`)
  const major = pgVersion(sys).split('.')[0]
  if (typeof made !== 'string' && made.text.trim() !== '' && made.text.trim() !== major)
    return [
      1,
      `${LOG('FATAL', 'database files are incompatible with server')}\n${LOG('DETAIL', `The data directory was initialized by PostgreSQL version ${made.text.trim()}, which is not compatible with this version ${pgVersion(sys)}.`)}`,
    ]
  const port = settings.number('port') ?? 5432
  const addresses = (settings.text('listen_addresses') ?? '*').split(/\s*,\s*/)
  const sockets = settings.text('unix_socket_directories') ?? SOCKETS
  const socket = `${sockets}/.s.PGSQL.${port}`
  const accounts = loadAccounts(sys, accountsFile(directory))
  const answers = (question: Question, from: string): Answer =>
    answer(sys, question, accounts, directory, isLoopback(from))
  const cannot =
    (path: string) =>
    (error: Parameters<typeof errorText>[0]): Refusal => [
      1,
      LOG('FATAL', `could not create lock file "${path}": ${errorText(error)}`),
    ]
  const listens = addresses.some((each) => each !== '')
  return {
    startMs: 200,
    // A tenth of shared_buffers is taken for what an idle server touches.
    memoryMiB: 30 + Math.max(0, (megabytes(settings.text('shared_buffers')) ?? 128) - 128) / 10,
    says: LOG('LOG', `starting PostgreSQL ${pgVersion(sys)} on x86_64-pc-linux-gnu, 64-bit`),
    writes: [
      {
        path: `${directory}/postmaster.pid`,
        text: `${sys.pid}\n${directory}\n`,
        cannot: cannot(`${directory}/postmaster.pid`),
      },
      { path: `${socket}.lock`, text: `${sys.pid}\n`, cannot: cannot(`${socket}.lock`) },
      { path: socket, text: String(port), cannot: cannot(socket) },
    ],
    ports: listens
      ? [{ port, loopback: addresses.every((each) => isLoopback(each)), talks: answering('postgres', answers) }]
      : [],
    ready: `${listens ? `${LOG('LOG', `listening on IPv4 address "${addresses.every((each) => isLoopback(each)) ? '127.0.0.1' : '0.0.0.0'}", port ${port}`)}\n` : ''}${LOG('LOG', `listening on Unix socket "${socket}"`)}\n${LOG('LOG', 'database system is ready to accept connections')}`,
    // postgresql: postmaster.c process_pm_shutdown_request, process_pm_reload_request (16): each ends with 0 where no session is open
    hears: { SIGHUP: LOG('LOG', 'received SIGHUP, reloading configuration files'), SIGUSR1: '', SIGUSR2: '' },
    leaves: () => {
      for (const path of [socket, `${socket}.lock`, `${directory}/postmaster.pid`]) sys.files.removeFile(path)
    },
    stop: {
      on: ['SIGTERM', 'SIGINT', 'SIGQUIT'],
      afterMs: 100,
      says: {
        SIGTERM: `${LOG('LOG', 'received smart shutdown request')}\n${LOG('LOG', 'shutting down')}\n${LOG('LOG', 'database system is shut down')}`,
        SIGINT: `${LOG('LOG', 'received fast shutdown request')}\n${LOG('LOG', 'aborting any active transactions')}\n${LOG('LOG', 'shutting down')}\n${LOG('LOG', 'database system is shut down')}`,
        SIGQUIT: `${LOG('LOG', 'received immediate shutdown request')}\n${LOG('LOG', 'database system is shut down')}`,
      },
    },
  }
}

function megabytes(text: string | undefined): number | undefined {
  const [, digits, unit = ''] = /^(\d+)\s*(kB|MB|GB)?$/.exec(text ?? '') ?? []
  return digits === undefined
    ? undefined
    : Number(digits) * (unit === 'GB' ? 1024 : unit === 'MB' ? 1 : unit === 'kB' ? 1 / 1024 : 8 / 1024)
}

export function pgVersion(sys: Sys): string {
  return sys.env.get('PG_VERSION')?.replace(/-.*$/, '') ?? '17.6'
}

const SYSTEM = ['postgres', 'template0', 'template1']

/** Local sockets and loopback are trusted; others give their password (what the image's pg_hba.conf says). */
function answer(sys: Sys, question: Question, accounts: Accounts, directory: string, local: boolean): Answer {
  const { user = '', password, statement = '' } = question
  const database = question.database ?? user
  const expected = accounts.users.get(user)
  const trusted = local || accounts.users.get('*') === 'trust'
  if (!trusted && password === undefined) return { error: 'fe_sendauth: no password supplied' }
  if (!trusted && expected !== password) return { error: `FATAL:  password authentication failed for user "${user}"` }
  if (expected === undefined) return { error: `FATAL:  role "${user}" does not exist` }
  if (!accounts.databases.has(database) && !SYSTEM.includes(database))
    return { error: `FATAL:  database "${database}" does not exist` }
  const version = `PostgreSQL ${pgVersion(sys)} on x86_64-pc-linux-gnu, 64-bit`
  const result = statements({ accounts, version, system: SYSTEM }, statement)
  if ('error' in result) {
    const [what, name = ''] = (result.error ?? '').split(' ')
    return {
      text: '',
      error:
        what === 'exists' ? `ERROR:  database "${name}" already exists` : `ERROR:  database "${name}" does not exist`,
    }
  }
  if (!('said' in result)) return result
  if (result.said.some(({ changes }) => changes)) saveAccounts(sys, accountsFile(directory), accounts)
  return { text: JSON.stringify(result.said), ...(result.known ? {} : { note: NOT_KNOWN }) }
}
