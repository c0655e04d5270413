import type { Connection } from '../../engine/program-api/network.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { BadOption, type Options, parseOptions } from '../options.ts'
import { type Call, fail, print, type Tool } from '../tool.ts'

/** The kernel gives up connecting after about two minutes. */
const MINUTES_2 = 120_000

/** nc: -z probes a port, -l listens (-k, -ll again and again), -e runs a program on the line; else it copies both ways. */
export const nc: Tool = function* (call) {
  const e = call.args.findIndex((arg) => arg === '-e' || arg === '-c')
  const command = e < 0 ? [] : call.args.slice(e + 1)
  const options = parseOptions(e < 0 ? call.args : call.args.slice(0, e), 'zlvknup:w:i:q:N46s:', {
    zero: 'z',
    listen: 'l',
    keep: 'k',
  })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  return options.has('l') ? yield* listen(call, options, command) : yield* connect(call, options, command)
}

function* listen(call: Call, options: Options, command: readonly string[]): Task<number> {
  const port = Number(options.value('p') ?? options.operands.at(-1))
  if (!Number.isInteger(port)) return yield* fail(call, `invalid port '${options.operands.at(-1) ?? ''}'`)
  const waiting: Connection[] = []
  const bell = call.sys.pipe()
  const ring = bell.writer
  const accept = (connection: Connection): void => {
    waiting.push(connection)
    ring.write('.').next()
  }
  const listener = call.sys.listen(port, { kind: 'tcp', accept })
  if (typeof listener === 'string') return yield* fail(call, 'bind: Address already in use')
  const again = options.has('k') || call.args.some((arg) => /^-\w*ll/.test(arg))
  for (;;) {
    let connection = waiting.shift()
    while (!connection) {
      yield* bell.reader.read()
      connection = waiting.shift()
    }
    // Whoever listens for one connection refuses the next.
    if (!again) listener.close()
    const status = yield* talk(call, connection, command)
    if (!again) return status
  }
}

function* connect(call: Call, options: Options, command: readonly string[]): Task<number> {
  const [host, text] = options.operands
  const port = Number(text)
  if (host === undefined || !Number.isInteger(port)) return yield* fail(call, 'missing operand')
  const wait = options.value('w')
  const timeout = wait === undefined ? MINUTES_2 : Number(wait) * 1000
  const [address] = call.sys.resolve(host)
  if (address === undefined) return yield* fail(call, `bad address '${host}'`)
  const connection = yield* call.sys.dial(host, port, timeout)
  const loud = options.has('v') || !options.has('z')
  if (connection === 'refused' || connection === 'unknownHost')
    return loud ? yield* fail(call, `can't connect to remote host (${address}): Connection refused`) : 1
  if (connection === 'timeout') return loud ? yield* fail(call, 'timed out') : 1
  if (options.has('v')) yield* call.stderr.write(`${host} (${address}:${port}) open\n`)
  if (options.has('z')) {
    connection.close()
    return 0
  }
  return yield* talk(call, connection, command)
}

/** Copies both ways until the other side has no more to say, or lets a program do the talking. */
function* talk(call: Call, connection: Connection, command: readonly string[]): Task<number> {
  if (command.length > 0) {
    const stdio = { stdin: connection.input, stdout: connection.output }
    const child = call.sys.spawn({ argv: command, stdio })
    if (typeof child === 'string')
      return yield* fail(call, `can't execute '${command[0]}': No such file or directory`, 127)
    yield* call.sys.wait(child)
    connection.close()
    return 0
  }
  const sender = call.sys.fork(function* (sys) {
    for (let text = yield* sys.stdin.read(); text !== undefined; text = yield* sys.stdin.read())
      if (!(yield* connection.output.write(text))) break
    connection.output.close()
    return 0
  })
  for (let text = yield* connection.input.read(); text !== undefined; text = yield* connection.input.read()) {
    const printed = yield* print(call, text)
    if (printed !== 0) break
  }
  if (sender.status === undefined) call.sys.kill(sender.pid, 'SIGKILL')
  connection.close()
  return 0
}

export const telnet: Tool = function* (call) {
  const options = parseOptions(call.args, 'al:e:', {})
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const [host, text = '23'] = options.operands
  if (host === undefined) return yield* fail(call, 'missing operand')
  const [address] = call.sys.resolve(host)
  if (address === undefined) return yield* fail(call, `bad address '${host}'`)
  const connection = yield* call.sys.dial(host, Number(text), MINUTES_2)
  if (typeof connection === 'string') {
    const why = connection === 'timeout' ? 'Connection timed out' : 'Connection refused'
    return yield* fail(call, `can't connect to remote host (${address}): ${why}`)
  }
  yield* print(call, `Connected to ${host}\n\nEntering character mode\nEscape character is '^]'.\n\n`)
  const status = yield* talk(call, connection, [])
  yield* call.stderr.write('Connection closed by foreign host\n')
  return status || 1
}
