import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { baseName } from '../../tool.ts'
import { type Asked, ask } from '../config/question.ts'
import type { Fields } from './mongo-answers.ts'
import { mongoVersion } from './mongod.ts'

interface Call {
  readonly name: string
  readonly host: string
  readonly port: number
  readonly user: string | undefined
  readonly password: string | undefined
  readonly lines: readonly string[]
  readonly file: string | undefined
  readonly switches: ReadonlySet<string>
}

const TAKES_VALUE = new Set(
  'host port username password authenticationDatabase eval file db collection out type uri archive tls tlsCAFile tlsCertificateKeyFile authenticationMechanism'.split(
    ' ',
  ),
)
const LETTERS = new Map(
  Object.entries({ u: 'username', p: 'password', h: 'host', d: 'db', c: 'collection', o: 'out', f: 'file' }),
)

function parse(sys: Sys): Call {
  const options = new Map<string, string[]>()
  const operands: string[] = []
  const args = sys.argv.slice(1)
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    const [, long, value] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(arg) ?? []
    const name = long ?? (/^-\w$/.test(arg) ? (LETTERS.get(arg.charAt(1)) ?? arg.charAt(1)) : undefined)
    if (name === undefined) operands.push(arg)
    else
      options.set(name, [
        ...(options.get(name) ?? []),
        value ?? (TAKES_VALUE.has(name) && !args[i + 1]?.startsWith('--') ? (args[++i] ?? '') : ''),
      ])
  }
  const one = (name: string): string | undefined => options.get(name)?.at(-1)
  const url = [one('uri'), ...operands].find((each) => each?.startsWith('mongodb'))
  const [, urlUser, urlPassword, urlHost, urlPort] =
    /^mongodb(?:\+srv)?:\/\/(?:([^:@/]*):([^@/]*)@)?([^:/,?]+)(?::(\d+))?/.exec(url ?? '') ?? []
  const [, host, hostPort] =
    /^(?:\w+\/)?([^:/,]+)(?::(\d+))?/.exec(one('host') ?? operands.find((each) => /^[\w.-]+:\d+/.test(each)) ?? '') ??
    []
  return {
    name: baseName(sys.argv[0] ?? ''),
    host: urlHost ?? host ?? '127.0.0.1',
    port: Number(urlPort ?? one('port') ?? hostPort ?? 27_017),
    user: urlUser || one('username'),
    password: urlPassword ?? one('password'),
    lines: options.get('eval') ?? [],
    file: operands.find((each) => /\.js$/.test(each)) ?? one('file'),
    switches: new Set(options.keys()),
  }
}

function* query(sys: Sys, { host, port, user, password }: Call, statement: string): Task<Asked> {
  return yield* ask(sys, 'mongo', host === 'localhost' ? '127.0.0.1' : host, port, {
    statement,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
  })
}

/** mongosh, and mongo before it: other words for the same questions. */
function shell(legacy: boolean): Program {
  return function* (sys): Task<number> {
    const call = parse(sys)
    if (call.switches.has('version')) {
      yield* sys.stdout.write(legacy ? `MongoDB shell version v${mongoVersion(sys)}\n` : '2.5.6\n')
      return 0
    }
    if (call.switches.has('nodb')) return 0
    let lines = call.lines
    if (lines.length === 0 && call.file === undefined) {
      let text = ''
      for (let more = yield* sys.stdin.read(); more !== undefined; more = yield* sys.stdin.read()) text += more
      lines = text.split('\n').filter((line) => line.trim() !== '')
    }
    const { host, port } = call
    if (legacy && !call.switches.has('quiet'))
      yield* sys.stdout.write(
        `MongoDB shell version v${mongoVersion(sys)}\nconnecting to: mongodb://${host}:${port}/?compressors=disabled&gssapiServiceName=mongodb\n`,
      )
    for (const line of lines.length > 0 ? lines : ['']) {
      const asked = yield* query(sys, call, line)
      if (typeof asked === 'string') {
        yield* sys.stderr.write(
          legacy
            ? `Error: couldn't connect to server ${host}:${port}, connection attempt failed: SocketException: Error connecting to ${host}:${port} :: caused by :: Connection refused :\nconnect@src/mongo/shell/mongo.js:372:17\n@(connect):2:6\nexception: connect failed\nexiting with code 1\n`
            : asked === 'unknownHost'
              ? `MongoNetworkError: getaddrinfo ENOTFOUND ${host}\n`
              : `MongoNetworkError: connect ECONNREFUSED ${host}:${port}\n`,
        )
        return 1
      }
      if (asked.error !== undefined) {
        yield* sys.stderr.write(`${legacy ? asked.error.replace('MongoServerError', 'Error') : asked.error}\n`)
        return 1
      }
      if (asked.note) yield* sys.stderr.write(`${call.name}: ${asked.note}\n`)
      if (asked.text) yield* sys.stdout.write(`${shown(asked.text, line, legacy)}\n`)
    }
    if (call.file !== undefined && lines.length === 0)
      yield* sys.stderr.write(`${call.name}: not simulated: what ${call.file} does\n`)
    return 0
  }
}

/** A field that the line asks for behind the call: `….ok`. */
function shown(text: string, line: string, legacy: boolean): string {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null) return String(value)
  const document = value as Fields
  const field = /\)\.(\w+)\)?;?\s*$/.exec(line)?.[1]
  if (field !== undefined) return Object.hasOwn(document, field) ? String(document[field]) : ''
  const rows = Object.entries(document).map(([name, each]) =>
    legacy ? `"${name}" : ${JSON.stringify(each)}` : `${name}: ${typeof each === 'string' ? `'${each}'` : each}`,
  )
  return legacy ? `{ ${rows.join(', ')} }` : `{ ${rows.join(', ')} }`
}

export const mongosh = shell(false)
export const mongo = shell(true)

const TOOLS_VERSION = '100.13.0'

/** mongodump, mongorestore, mongoexport, mongoimport: they find the server, and no collection. */
export const mongoTool: Program = function* (sys) {
  const call = parse(sys)
  if (call.switches.has('version')) {
    yield* sys.stdout.write(
      `${call.name} version: ${TOOLS_VERSION}\ngit version: none\nGo version: go1.23.11\n   os: linux\n   arch: amd64\n   compiler: gc\n`,
    )
    return 0
  }
  const asked = yield* query(sys, call, 'db.stats()')
  if (typeof asked === 'string') {
    yield* sys.stderr.write(
      `Failed: can't create session: failed to connect to mongodb://${call.host}:${call.port}/: server selection error: connection() error occurred during connection handshake: dial tcp ${call.host}:${call.port}: connect: connection refused\n`,
    )
    return 1
  }
  if (asked.error !== undefined) {
    const words = /requires authentication/.test(asked.error)
      ? 'error getting database names: command listDatabases requires authentication'
      : 'can\'t create session: failed to connect: connection() error occurred during connection handshake: auth error: sasl conversation error: unable to authenticate using mechanism "SCRAM-SHA-256": (AuthenticationFailed) Authentication failed.'
    yield* sys.stderr.write(`Failed: ${words}\n`)
    return 1
  }
  if (
    call.name === 'mongoimport' &&
    call.file !== undefined &&
    typeof sys.files.stat(call.file.startsWith('/') ? call.file : `${sys.cwd}/${call.file}`) === 'string'
  ) {
    yield* sys.stderr.write(
      `Failed: open ${call.file}: no such file or directory\n0 document(s) imported successfully. 0 document(s) failed to import.\n`,
    )
    return 1
  }
  yield* sys.stderr.write(`${call.name}: not simulated: collections; none is read or written\n`)
  return 0
}
