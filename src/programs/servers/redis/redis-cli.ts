import type { Connection } from '../../../engine/program-api/network.ts'
import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { baseName } from '../../tool.ts'
import { encodeCommand, type Reply, RespReader, splitWords } from './resp.ts'

interface Options {
  host: string
  port: number
  user: string | undefined
  password: string | undefined
  /** The password stands on the command line, where `ps` shows it. */
  warns: boolean
  failsOnError: boolean
  repeat: number
  intervalMs: number
  database: string | undefined
  command: readonly string[]
}

// redis: redis-cli.c parseOptions (7.4)
function parse(sys: Sys): Options | { readonly problem: string; readonly code: number } {
  const options: Options = {
    host: '127.0.0.1',
    port: 6379,
    user: undefined,
    password: sys.env.get('REDISCLI_AUTH') ?? sys.env.get('VALKEYCLI_AUTH'),
    warns: false,
    failsOnError: false,
    repeat: 1,
    intervalMs: 0,
    database: undefined,
    command: [],
  }
  const args = sys.argv.slice(1)
  let silent = false
  let i = 0
  for (; i < args.length; i++) {
    const arg = args[i] as string
    const value = (): string => args[++i] ?? ''
    if (arg === '-h') options.host = value()
    else if (arg === '-p') options.port = Number(value())
    else if (arg === '-a' || arg === '--pass') {
      options.password = value()
      options.warns = true
    } else if (arg === '--user') options.user = value()
    else if (arg === '-n') options.database = value()
    else if (arg === '-r') options.repeat = Number(value())
    else if (arg === '-i') options.intervalMs = Number(value()) * 1000
    else if (arg === '-t') value()
    else if (arg === '-u') {
      const [, user, password, host = '127.0.0.1', port] =
        /^rediss?:\/\/(?:([^:@]*):([^@]*)@)?([^:/]+)(?::(\d+))?/.exec(value()) ?? []
      options.host = host
      if (port !== undefined) options.port = Number(port)
      if (password !== undefined) {
        options.user = user || undefined
        options.password = password
        options.warns = true
      }
    } else if (arg === '-e') options.failsOnError = true
    else if (arg === '--no-auth-warning') silent = true
    else if (arg === '-v' || arg === '--version')
      return {
        problem: `${baseName(sys.argv[0] ?? '')} ${sys.env.get('REDIS_VERSION') ?? sys.env.get('VALKEY_VERSION') ?? '8.2.1'}\n`,
        code: 0,
      }
    else if (
      /^--(?:raw|no-raw|tls|csv|json|askpass|latency.*|stat|bigkeys|cacert|cert|key|cluster|pipe|rdb|eval|scan)$/.test(
        arg,
      ) ||
      arg === '-c' ||
      arg === '-x' ||
      arg === '-3' ||
      arg === '-2'
    ) {
      if (/^--(?:cluster|pipe|rdb|eval|stat|bigkeys|latency.*)$/.test(arg))
        return { problem: `not simulated: ${arg}\n`, code: 1 }
      if (/^--(?:cacert|cert|key)$/.test(arg)) value()
    } else if (arg.startsWith('-') && arg !== '-')
      return { problem: `Unrecognized option or bad number of args for: '${arg}'\n`, code: 1 }
    else break
  }
  options.command = args.slice(i)
  if (silent) options.warns = false
  return options
}

/** redis-cli with a command, or with commands on its standard input. An error of the server is no failure, unless -e says so. */
export const redisCli: Program = function* (sys) {
  const options = parse(sys)
  if ('problem' in options) {
    yield* (options.code === 0 ? sys.stdout : sys.stderr).write(options.problem)
    return options.code
  }
  if (options.warns)
    yield* sys.stderr.write(
      "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n",
    )
  const { host, port } = options
  const connection = yield* sys.dial(host, port, 5000)
  if (typeof connection === 'string') {
    const why =
      connection === 'timeout'
        ? 'Connection timed out'
        : connection === 'unknownHost'
          ? 'Name or service not known'
          : 'Connection refused'
    yield* sys.stderr.write(`Could not connect to Redis at ${host}:${port}: ${why}\n`)
    return 1
  }
  const reader = new RespReader(connection.input)
  const login = yield* logIn(connection, reader, options)
  if (login !== undefined) yield* sys.stderr.write(`AUTH failed: ${login}\n`)
  if (options.database !== undefined) yield* ask(connection, reader, ['SELECT', options.database])
  let status = 0
  for (let left = options.repeat; left !== 0 && options.command.length > 0; left--) {
    const reply = yield* ask(connection, reader, options.command)
    status = (yield* show(sys, reply, options.command)) && options.failsOnError ? 1 : status
    if (left !== 1 && options.intervalMs > 0) yield* sys.sleep(options.intervalMs)
    if (!reply) {
      status = 1
      break
    }
  }
  while (options.command.length === 0) {
    const line = yield* sys.stdin.readLine()
    if (line === undefined) break
    const words = splitWords(line)
    if (words.length > 0) yield* show(sys, yield* ask(connection, reader, words), words)
    if (/^(?:quit|exit)$/i.test(words[0] ?? '')) break
  }
  connection.close()
  return status
}

function* logIn(connection: Connection, reader: RespReader, { user, password }: Options): Task<string | undefined> {
  if (password === undefined) return undefined
  const words = ['AUTH', ...(user === undefined ? [] : [user]), password]
  const reply = yield* ask(connection, reader, words)
  return reply?.kind === 'error' ? reply.text : undefined
}

function* ask(connection: Connection, reader: RespReader, words: readonly string[]): Task<Reply | undefined> {
  yield* connection.output.write(encodeCommand(words))
  return yield* reader.reply()
}

/** True: it was an error. What is no terminal gets the bare text; behind an error there is an empty line. */
function* show(sys: Sys, reply: Reply | undefined, words: readonly string[]): Task<boolean> {
  if (!reply) {
    if (!/^(?:shutdown|quit)$/i.test(words[0] ?? '')) yield* sys.stderr.write('Error: Server closed the connection\n')
    return true
  }
  yield* sys.stdout.write(`${shown(reply)}\n`)
  return reply.kind === 'error'
}

function shown(reply: Reply): string {
  switch (reply.kind) {
    case 'status':
    case 'text':
      return reply.text
    case 'error':
      return `${reply.text}\n`
    case 'number':
      return String(reply.value)
    case 'nil':
      return ''
    case 'list':
      return reply.items.map(shown).join('\n')
  }
}
