import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { userName } from '../../commands/accounts.ts'
import { baseName } from '../../tool.ts'
import { type Asked, ask, socketPort } from '../config/question.ts'
import { pgVersion, SOCKETS } from './postgres.ts'
import type { Said } from './statements.ts'

interface Call {
  readonly name: string
  readonly user: string
  readonly password: string | undefined
  /** A directory: the socket in it. */
  readonly host: string
  readonly port: number
  readonly database: string | undefined
  readonly commands: readonly string[]
  readonly switches: ReadonlySet<string>
  readonly file: string | undefined
}

const NAMES = new Map(
  Object.entries({
    U: 'username',
    h: 'host',
    p: 'port',
    d: 'dbname',
    c: 'command',
    f: 'file',
    t: 'tuples-only',
    A: 'no-align',
    q: 'quiet',
    V: 'version',
    w: 'no-password',
    W: 'password',
    X: 'no-psqlrc',
    l: 'list',
    v: 'set',
    F: 'format',
  }),
)
const TAKES_VALUE = new Set('username host port dbname command file timeout set format schema table'.split(' '))

function parse(sys: Sys): Call {
  const options = new Map<string, string[]>()
  const operands: string[] = []
  const args = sys.argv.slice(1)
  const add = (name: string, value: string): void => void options.set(name, [...(options.get(name) ?? []), value])
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    const [, long, value] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(arg) ?? []
    if (long !== undefined) add(long, value ?? (TAKES_VALUE.has(long) ? (args[++i] ?? '') : ''))
    else if (/^-\w/.test(arg)) {
      // Letters without a value stand together: -tAc "select 1".
      for (let at = 1; at < arg.length; at++) {
        const letter = arg.charAt(at)
        const name = letter === 't' && /isready/.test(sys.argv[0] ?? '') ? 'timeout' : (NAMES.get(letter) ?? letter)
        if (!TAKES_VALUE.has(name)) add(name, '')
        else {
          add(name, at + 1 < arg.length ? arg.slice(at + 1) : (args[++i] ?? ''))
          break
        }
      }
    } else operands.push(arg)
  }
  const one = (name: string): string | undefined => options.get(name)?.at(-1)
  const target = one('dbname') ?? operands[0]
  const [, urlUser, urlPassword, urlHost, urlPort, urlDatabase] =
    /^postgres(?:ql)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^:/?]*)(?::(\d+))?(?:\/([^?]*))?/.exec(target ?? '') ?? []
  const isUrl = urlHost !== undefined
  const user =
    (isUrl ? urlUser : undefined) ??
    one('username') ??
    (isUrl ? undefined : operands[1]) ??
    sys.env.get('PGUSER') ??
    userName(sys, sys.uid)
  return {
    name: baseName(sys.argv[0] ?? ''),
    user,
    password: urlPassword ?? sys.env.get('PGPASSWORD'),
    host: urlHost || one('host') || sys.env.get('PGHOST') || SOCKETS,
    port: Number(urlPort ?? one('port') ?? sys.env.get('PGPORT') ?? 5432),
    database: isUrl ? urlDatabase : (target ?? sys.env.get('PGDATABASE')),
    commands: options.get('command') ?? [],
    switches: new Set(options.keys()),
    file: one('file'),
  }
}

function* query(sys: Sys, call: Call, statement: string): Task<Asked> {
  const { user, password, host, database } = call
  const local = host.startsWith('/')
  const port = local ? socketPort(sys, `${host}/.s.PGSQL.${call.port}`) : call.port
  if (port === undefined) return 'refused'
  if (port === 0) return { text: '[]' }
  const question = {
    user,
    statement,
    ...(password === undefined ? {} : { password }),
    ...(database ? { database } : {}),
  }
  return yield* ask(sys, 'postgres', local ? '127.0.0.1' : host, port, question)
}

function whyNot(sys: Sys, { host, port }: Call, asked: Exclude<Asked, object>): string {
  if (host.startsWith('/'))
    return `connection to server on socket "${host}/.s.PGSQL.${port}" failed: No such file or directory\n\tIs the server running locally and accepting connections on that socket?`
  if (asked === 'unknownHost') return `could not translate host name "${host}" to address: Name or service not known`
  const reason =
    asked === 'timeout'
      ? 'Connection timed out'
      : asked === 'foreign'
        ? 'received invalid response to SSL negotiation'
        : 'Connection refused'
  return `connection to server at "${host}" (${sys.resolve(host)[0] ?? host}), port ${port} failed: ${reason}\n\tIs the server running on that host and accepting TCP/IP connections?`
}

function place({ host, port }: Call): string {
  return host.startsWith('/')
    ? `connection to server on socket "${host}/.s.PGSQL.${port}" failed: `
    : `connection to server at "${host}", port ${port} failed: `
}

function* versioned(sys: Sys, call: Call): Task<boolean> {
  if (!call.switches.has('version')) return false
  const full = sys.env.get('PG_VERSION') ?? pgVersion(sys)
  const packaged = /-/.test(full) ? ` (Debian ${full})` : ''
  yield* sys.stdout.write(`${call.name} (PostgreSQL) ${pgVersion(sys)}${packaged}\n`)
  return true
}

/** 0: it takes connections; 2: nobody is there. Over the socket the server of an entry point that still makes its files answers. */
export const pgIsReady: Program = function* (sys) {
  const call = parse(sys)
  if (yield* versioned(sys, call)) return 0
  const asked = yield* query(sys, call, '')
  const there = typeof asked !== 'string'
  if (!call.switches.has('quiet'))
    yield* sys.stdout.write(`${call.host}:${call.port} - ${there ? 'accepting connections' : 'no response'}\n`)
  return there ? 0 : 2
}

export const psql: Program = function* (sys) {
  const call = parse(sys)
  if (yield* versioned(sys, call)) return 0
  let statement = call.switches.has('list') ? '\\l' : call.commands.join(';')
  if (call.file !== undefined && call.file !== '-') {
    const file = sys.files.read(call.file)
    if (typeof file === 'string') {
      yield* sys.stderr.write(`psql: error: ${call.file}: No such file or directory\n`)
      return 1
    }
    statement = file.text
  } else if (statement === '')
    for (let text = yield* sys.stdin.read(); text !== undefined; text = yield* sys.stdin.read()) statement += text
  const asked = yield* query(sys, call, statement)
  if (typeof asked === 'string') {
    yield* sys.stderr.write(`psql: error: ${whyNot(sys, call, asked)}\n`)
    return 2
  }
  if (asked.error !== undefined) {
    const refusedAtDoor = asked.text === undefined
    yield* sys.stderr.write(refusedAtDoor ? `psql: error: ${place(call)}${asked.error}\n` : `${asked.error}\n`)
    return refusedAtDoor ? 2 : 1
  }
  for (const said of JSON.parse(asked.text ?? '[]') as Said[]) yield* sys.stdout.write(shown(said, call))
  if (asked.note) yield* sys.stderr.write(`psql: ${asked.note}\n`)
  return 0
}

function shown({ columns, rows, tag }: Said, { switches }: Call): string {
  if (!columns || !rows) return switches.has('quiet') || !tag ? '' : `${tag}\n`
  const bare = switches.has('tuples-only')
  if (switches.has('no-align'))
    return (
      [...(bare ? [] : [columns]), ...rows].map((row) => `${row.join('|')}\n`).join('') +
      (bare ? '' : `(${rows.length} row${rows.length === 1 ? '' : 's'})\n`)
    )
  const width = Math.max(...[columns, ...rows].map(([cell = '']) => cell.length))
  const head = bare
    ? ''
    : ` ${(columns[0] ?? '').padStart(Math.floor((width + (columns[0] ?? '').length) / 2)).padEnd(width)} \n${'-'.repeat(width + 2)}\n`
  const align = (cell: string): string => (/^-?\d+$/.test(cell) ? cell.padStart(width) : cell)
  const foot = bare ? '' : `(${rows.length} row${rows.length === 1 ? '' : 's'})\n`
  return `${head}${rows.map(([cell = '']) => ` ${align(cell)}\n`).join('')}${foot}\n`
}

/** pg_dump and pg_dumpall: the frame of a dump; what is in tables nobody knows. */
export const pgDump: Program = function* (sys) {
  const call = parse(sys)
  if (yield* versioned(sys, call)) return 0
  const asked = yield* query(sys, call, 'select 1')
  const error =
    typeof asked === 'string'
      ? whyNot(sys, call, asked)
      : asked.error === undefined
        ? undefined
        : `${place(call)}${asked.error}`
  if (error !== undefined) {
    yield* sys.stderr.write(`${call.name}: error: ${error}\n`)
    return 1
  }
  yield* sys.stderr.write(`${call.name}: not simulated: tables; the dump has none\n`)
  const text = `--\n-- PostgreSQL database ${call.name === 'pg_dumpall' ? 'cluster ' : ''}dump\n--\n\n-- Dumped from database version ${pgVersion(sys)}\n-- Dumped by pg_dump version ${pgVersion(sys)}\n\n--\n-- PostgreSQL database ${call.name === 'pg_dumpall' ? 'cluster ' : ''}dump complete\n--\n\n`
  if (call.file !== undefined) {
    const failed = sys.files.write(call.file.startsWith('/') ? call.file : `${sys.cwd}/${call.file}`, text)
    if (failed) {
      yield* sys.stderr.write(`${call.name}: error: could not open output file "${call.file}"\n`)
      return 1
    }
  } else yield* sys.stdout.write(text)
  return 0
}

/** createdb and dropdb. */
export const pgDatabase: Program = function* (sys) {
  const call = parse(sys)
  if (yield* versioned(sys, call)) return 0
  const name = call.database ?? call.user
  const verb = call.name.replace(/db$/, '')
  const asked = yield* query(sys, { ...call, database: 'postgres' }, `${verb} database ${name}`)
  const error = typeof asked === 'string' ? whyNot(sys, call, asked) : asked.error
  if (error === undefined) return 0
  yield* sys.stderr.write(
    `${call.name}: error: ${typeof asked === 'string' ? error : `database ${verb === 'create' ? 'creation' : 'removal'} failed: ${error}`}\n`,
  )
  return 1
}
