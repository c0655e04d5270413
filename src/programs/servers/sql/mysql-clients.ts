import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { formatDate } from '../../calendar.ts'
import { userName } from '../../commands/accounts.ts'
import { baseName } from '../../tool.ts'
import { sections } from '../config/config-text.ts'
import { type Asked, ask, socketPort } from '../config/question.ts'
import type { Family } from './mysql-family.ts'

interface Call {
  readonly name: string
  readonly user: string
  readonly password: string | undefined
  readonly host: string | undefined
  readonly port: number
  readonly socket: string
  readonly operands: readonly string[]
  readonly options: ReadonlyMap<string, string>
}

const LETTERS = new Map(
  Object.entries({
    u: 'user',
    h: 'host',
    P: 'port',
    S: 'socket',
    D: 'database',
    e: 'execute',
    B: 'batch',
    N: 'skip-column-names',
    s: 'silent',
    V: 'version',
    A: 'all-databases',
    r: 'result-file',
    i: 'sleep',
    c: 'count',
    w: 'wait',
  }),
)
const TAKES_VALUE = new Set(
  'user host port socket database execute protocol result-file sleep count defaults-file defaults-extra-file connect-timeout databases ssl-mode default-character-set'.split(
    ' ',
  ),
)

/** -u root -pSECRET, --user=root --password=SECRET, MYSQL_PWD, and [client] in an options file. */
function parse(sys: Sys, family: Family): Call {
  const options = new Map<string, string>()
  const operands: string[] = []
  const args = sys.argv.slice(1)
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    const [, long, value] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(arg) ?? []
    if (long !== undefined) options.set(long, value ?? (TAKES_VALUE.has(long) ? (args[++i] ?? '') : ''))
    else if (/^-p/.test(arg)) options.set('password', arg.slice(2))
    else if (/^-[A-Za-z]/.test(arg)) {
      const name = LETTERS.get(arg.charAt(1)) ?? arg.charAt(1)
      options.set(name, arg.length > 2 ? arg.slice(2) : TAKES_VALUE.has(name) ? (args[++i] ?? '') : '')
    } else operands.push(arg)
  }
  const path =
    options.get('defaults-extra-file') ?? options.get('defaults-file') ?? `${sys.env.get('HOME') ?? '/root'}/.my.cnf`
  const file = sys.files.read(path)
  const own = typeof file === 'string' ? undefined : sections(file.text)
  const said = (name: string): string | undefined => options.get(name) || own?.text(`client.${name}`)
  const host = said('host') ?? sys.env.get('MYSQL_HOST')
  return {
    name: baseName(sys.argv[0] ?? ''),
    user: said('user') ?? userName(sys, sys.uid),
    password: said('password') ?? sys.env.get('MYSQL_PWD'),
    host:
      host === 'localhost' && options.get('protocol')?.toLowerCase() !== 'tcp'
        ? undefined
        : host === 'localhost'
          ? '127.0.0.1'
          : host,
    port: Number(said('port') ?? sys.env.get('MYSQL_TCP_PORT') ?? 3306),
    socket: said('socket') ?? family.socket,
    operands,
    options,
  }
}

/** Over the socket where no other host is named. What the server of an entry point that still makes its files says: yes. */
function* connect(
  sys: Sys,
  call: Call,
  database: string | undefined,
  statement: string,
): Task<Asked | { readonly connect: string }> {
  const { user, password, host, socket } = call
  const question = {
    user,
    statement,
    ...(password === undefined ? {} : { password }),
    ...(database ? { database } : {}),
  }
  const port = host === undefined ? socketPort(sys, socket) : call.port
  if (port === 0) return { text: '' }
  const asked = port === undefined ? 'refused' : yield* ask(sys, 'mysql', host ?? '127.0.0.1', port, question)
  if (typeof asked !== 'string') return asked
  if (host === undefined)
    return { connect: `2002 (HY000): Can't connect to local MySQL server through socket '${socket}' (2)` }
  if (asked === 'unknownHost') return { connect: `2005 (HY000): Unknown MySQL server host '${host}' (-2)` }
  return {
    connect: `2003 (HY000): Can't connect to MySQL server on '${host}:${call.port}' (${asked === 'timeout' ? 110 : 111})`,
  }
}

function* begin(sys: Sys, family: Family, call: Call): Task<number | undefined> {
  if (call.options.has('version')) {
    const version = family.version(sys)
    const text =
      family.name === 'mysql'
        ? `${call.name}  Ver ${version} for Linux on x86_64 (${family.distribution})`
        : `${call.name} from ${version}, client 15.2 for debian-linux-gnu (x86_64)`
    yield* sys.stdout.write(`${text}\n`)
    return 0
  }
  if (family.name === 'mysql' && call.options.get('password'))
    yield* sys.stderr.write(`${call.name}: [Warning] Using a password on the command line interface can be insecure.\n`)
  return undefined
}

/** mysql, mariadb: statements of -e or of standard input. */
export function mysqlClient(family: Family): Program {
  return function* (sys): Task<number> {
    const call = parse(sys, family)
    const ended = yield* begin(sys, family, call)
    if (ended !== undefined) return ended
    let statement = call.options.get('execute')
    if (statement === undefined) {
      statement = ''
      for (let text = yield* sys.stdin.read(); text !== undefined; text = yield* sys.stdin.read()) statement += text
    }
    const answer = yield* connect(sys, call, call.options.get('database') ?? call.operands[0], statement)
    if (typeof answer === 'string') return 1
    const error = 'connect' in answer ? answer.connect : answer.error
    if (error !== undefined) {
      yield* sys.stderr.write(`ERROR ${error}\n`)
      return 1
    }
    if ('connect' in answer) return 1
    const bare = call.options.has('skip-column-names') || /^s+$/.test(call.options.get('silent') ?? 'x')
    yield* sys.stdout.write(bare ? (answer.text ?? '').replace(/^[^\n]*\n/, '') : (answer.text ?? ''))
    if (answer.note) yield* sys.stderr.write(`${call.name}: ${answer.note}\n`)
    return 0
  }
}

/** mysqladmin, mariadb-admin. To `ping` a server that refuses one is alive. */
// mysql: client/mysqladmin.cc main
export function mysqlAdmin(family: Family): Program {
  return function* (sys): Task<number> {
    const call = parse(sys, family)
    const ended = yield* begin(sys, family, call)
    if (ended !== undefined) return ended
    const [command = ''] = call.operands
    const statement =
      command === 'shutdown'
        ? 'shutdown'
        : command === 'create'
          ? `create database ${call.operands[1] ?? ''}`
          : command === 'drop'
            ? `drop database ${call.operands[1] ?? ''}`
            : 'select 1'
    const tries = call.options.has('wait') ? Number(call.options.get('wait') || 30) + 1 : 1
    for (let left = tries; ; left--) {
      const answer = yield* connect(sys, call, undefined, statement)
      if (typeof answer === 'string') return 1
      if ('connect' in answer && left > 1) {
        yield* sys.sleep(1000)
        continue
      }
      const error = 'connect' in answer ? answer.connect : answer.error
      if (error !== undefined) {
        const words = error.replace(/^\d+ \(\w+\): /, '')
        yield* sys.stderr.write(
          `${call.name}: connect to server at '${call.host ?? 'localhost'}' failed\nerror: '${words}'\n`,
        )
        if ('connect' in answer && call.host === undefined)
          yield* sys.stderr.write(`Check that mysqld is running and that the socket: '${call.socket}' exists!\n`)
        return 'connect' in answer || command !== 'ping' ? 1 : 0
      }
      if (command === 'ping') yield* sys.stdout.write('mysqld is alive\n')
      else if (/^(?:status|version|extended-status|processlist|variables)$/.test(command))
        yield* sys.stdout.write(`Uptime: ${Math.floor(sys.now() / 1000)}  Threads: 2  Questions: 1\n`)
      return 0
    }
  }
}

/** mysqldump, mariadb-dump: the frame of a dump; what is in tables nobody knows. */
export function mysqlDump(family: Family): Program {
  return function* (sys): Task<number> {
    const call = parse(sys, family)
    const ended = yield* begin(sys, family, call)
    if (ended !== undefined) return ended
    const [database] = call.operands
    if (database === undefined && !call.options.has('all-databases') && !call.options.has('databases')) {
      yield* sys.stdout.write(`Usage: ${call.name} [OPTIONS] database [tables]\n`)
      return 1
    }
    const answer = yield* connect(sys, call, database, 'select 1')
    if (typeof answer === 'string') return 2
    const error = 'connect' in answer ? answer.connect : answer.error
    if (error !== undefined) {
      const [, code, words] = /^(\d+) \(\w+\): (.*)$/.exec(error) ?? []
      yield* sys.stderr.write(`${call.name}: Got error: ${code}: ${words} when trying to connect\n`)
      return 2
    }
    const head = `-- ${family.title} dump 10.13  Distrib ${family.version(sys)}, for Linux (x86_64)\n--\n-- Host: ${call.host ?? 'localhost'}    Database: ${database ?? ''}\n-- ------------------------------------------------------\n`
    const text = `${head}-- Dump completed on ${formatDate(sys.now(), '%F %T')}\n`
    yield* sys.stderr.write(`${call.name}: not simulated: tables; the dump has none\n`)
    const path = call.options.get('result-file')
    if (path) sys.files.write(path, text)
    else yield* sys.stdout.write(text)
    return 0
  }
}
