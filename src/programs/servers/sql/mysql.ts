import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { touchMemory } from '../../memory.ts'
import { errorText } from '../../tool.ts'
import { sections } from '../config/config-text.ts'
import { isRefusal } from '../config/configured.ts'
import { readFlags } from '../config/flags.ts'
import { type Answer, answering, type Question } from '../config/question.ts'
import { isLoopback, Settings } from '../config/settings.ts'
import { type Daemon, type Refusal, refused, runDaemon, startingIn } from '../daemon.ts'
import { loadAccounts, saveAccounts } from './accounts.ts'
import type { Family } from './mysql-family.ts'
import { NOT_KNOWN, statements } from './statements.ts'

const MIB = 1024 * 1024
const MYSQL_FLAGS = {
  letters: { P: 'port', u: 'user', h: 'datadir', D: 'database' },
  underscores: true,
} as const

/** Options of the groups that a server reads, in its files; then its command line. */
// mysql: my_default.cc; the images' /etc/my.cnf and /etc/mysql/my.cnf
export function mysqlSettings(sys: Sys): Settings {
  const line = readFlags(sys.argv.slice(1), MYSQL_FLAGS).settings
  const only = line.text('defaults_file')
  const listed = (directory: string): string[] => {
    const names = sys.files.list(directory)
    return typeof names === 'string'
      ? []
      : names.filter((name) => /\.cnf$/.test(name)).map((name) => `${directory}/${name}`)
  }
  const paths = only
    ? [only]
    : [
        '/etc/my.cnf',
        '/etc/mysql/my.cnf',
        ...listed('/etc/mysql/conf.d'),
        ...listed('/etc/mysql/mariadb.conf.d'),
        ...line.all('defaults_extra_file'),
      ]
  const settings = new Settings()
  for (const path of paths) {
    const file = sys.files.read(path)
    if (typeof file === 'string') continue
    const read = sections(file.text)
    const own = new Settings()
    for (const name of read.names()) {
      const option = /^(?:mysqld|server|mariadb|mariadbd)(?:-[\d.]+)?\.(.+)$/.exec(name)?.[1]
      if (option !== undefined) own.add(option.replaceAll('-', '_'), read.text(name) ?? '')
    }
    settings.override(own)
  }
  settings.override(line)
  return settings
}

export function dataDirectory(settings: Settings): string {
  return (settings.text('datadir') ?? '/var/lib/mysql').replace(/\/$/, '')
}

export function accountsFile(directory: string): string {
  return `${directory}/mysql/accounts`
}

/** The server itself. Started past the entry point it is root, which it does not like, and has no files. */
export function mysqlServer(family: Family): Program {
  return startingIn(family.startMs, function* (sys): Task<number> {
    const settings = mysqlSettings(sys)
    if (settings.has('version') || sys.argv.includes('-V')) {
      yield* sys.stdout.write(
        `${family.server}  Ver ${family.version(sys)} for Linux on x86_64 (${family.distribution})\n`,
      )
      return 0
    }
    const unknown = family.removed(sys, settings)
    if (unknown !== undefined) return yield* refused(sys, [1, family.unknown(unknown)])
    const description = describe(family, settings, sys)
    return yield* isRefusal(description) ? refused(sys, description) : runDaemon(sys, description)
  })
}

function describe(family: Family, settings: Settings, sys: Sys): Daemon | Refusal {
  const directory = dataDirectory(settings)
  const port = settings.number('port') ?? 3306
  const socket = settings.text('socket') ?? family.socket
  const networking = !settings.is('skip_networking')
  if (sys.uid === 0 && !settings.has('user')) return [1, family.asRoot]
  if (typeof sys.files.stat(`${directory}/mysql`) === 'string') return [1, family.noFiles(directory)]
  const accounts = loadAccounts(sys, accountsFile(directory))
  const shutdown = (): void => void sys.kill(sys.pid, 'SIGTERM')
  const answers = (question: Question, from: string): Answer =>
    answer(family, sys, { ...question }, { accounts, directory, shutdown, local: isLoopback(from) })
  const cannot =
    (path: string) =>
    (error: Parameters<typeof errorText>[0]): Refusal => [1, family.cannotLock(path, errorText(error))]
  return {
    startMs: family.startMs,
    memoryMiB: family.memoryMiB + bufferPool(settings, family.bufferPoolMiB),
    writes: [
      {
        path: `${directory}/ibdata1`,
        text: '',
        cannot: (error) => [1, family.cannotWrite(`${directory}/ibdata1`, errorText(error))],
      },
      { path: `${socket}.lock`, text: `${sys.pid}\n`, cannot: cannot(`${socket}.lock`) },
      { path: socket, text: String(port), cannot: cannot(socket) },
      ...(settings.text('pid_file')
        ? [
            {
              path: settings.text('pid_file') as string,
              text: `${sys.pid}\n`,
              cannot: cannot(settings.text('pid_file') as string),
            },
          ]
        : []),
    ],
    ports: networking
      ? [
          { port, loopback: isLoopback(settings.text('bind_address')), talks: answering('mysql', answers) },
          ...(family.xProtocol ? [{ port: settings.number('mysqlx_port') ?? 33_060 }] : []),
        ]
      : [],
    ready: family.ready(socket, port),
    // mysql: mysqld.cc signal_hand: SIGTERM and SIGQUIT end it, SIGHUP reloads grant tables, SIGINT it has blocked.
    hears: { SIGHUP: '', SIGINT: '', SIGUSR1: '' },
    leaves: () => {
      sys.files.removeFile(socket)
      sys.files.removeFile(`${socket}.lock`)
    },
    stop: { on: ['SIGTERM', 'SIGQUIT'], afterMs: family.stopMs, says: family.shutdown },
  }
}

/** What is set aside for pages grows as they are used; a tenth of it is taken for what an idle server touches. */
function bufferPool(settings: Settings, usual: number): number {
  const [, digits, unit = ''] = /^(\d+)([KMG]?)$/i.exec(settings.text('innodb_buffer_pool_size') ?? '') ?? []
  if (digits === undefined) return 0
  const bytes = Number(digits) * ({ K: 1024, M: MIB, G: 1024 * MIB }[unit.toUpperCase()] ?? 1)
  return Math.max(0, (bytes / MIB - usual) / 10)
}

interface Held {
  readonly accounts: ReturnType<typeof loadAccounts>
  readonly directory: string
  readonly local: boolean
  shutdown(): void
}

function answer(family: Family, sys: Sys, question: Question, { accounts, directory, local, shutdown }: Held): Answer {
  const { user = '', password, database, statement = '' } = question
  const from = local ? 'localhost' : sys.podIP
  const expected = accounts.users.get(user)
  if (expected === undefined || expected !== (password ?? ''))
    return {
      error: `1045 (28000): Access denied for user '${user}'@'${from}' (using password: ${password ? 'YES' : 'NO'})`,
    }
  if (database && !accounts.databases.has(database) && !SYSTEM.includes(database))
    return { error: `1049 (42000): Unknown database '${database}'` }
  if (/^shutdown$/i.test(statement)) {
    shutdown()
    return { text: '' }
  }
  const result = statements({ accounts, version: family.version(sys), system: SYSTEM }, statement)
  if ('error' in result) {
    const [what, name = ''] = (result.error ?? '').split(' ')
    return {
      error:
        what === 'exists'
          ? `1007 (HY000): Can't create database '${name}'; database exists`
          : `1008 (HY000): Can't drop database '${name}'; database doesn't exist`,
    }
  }
  if (!('said' in result)) return result
  if (result.said.some(({ changes }) => changes)) saveAccounts(sys, accountsFile(directory), accounts)
  const text = result.said
    .map(({ columns, rows }) =>
      columns && rows ? [columns, ...rows].map((row) => `${row.join('\t')}\n`).join('') : '',
    )
    .join('')
  return { text, ...(result.known ? {} : { note: NOT_KNOWN }) }
}

const SYSTEM = ['information_schema', 'mysql', 'performance_schema', 'sys']

/** Takes its memory and its time to make the files: what `--initialize-insecure` or mariadb-install-db does. */
export function* makeFiles(sys: Sys, family: Family, directory: string): Task<Refusal | undefined> {
  const error = sys.files.makeDirectory(`${directory}/mysql`, true) ?? sys.files.write(`${directory}/ibdata1`, '')
  if (error) return [1, family.cannotInitialize(directory, error)]
  yield* touchMemory(sys, family.memoryMiB * MIB)
  yield* sys.sleep(family.initMs)
  return undefined
}
