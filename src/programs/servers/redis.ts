import type { Task } from '../../engine/kernel/task.ts'
import type { Program, Sys } from '../../engine/runtime/program.ts'
import { formatDate } from '../calendar.ts'
import { untilSignal } from './server-loop.ts'

const MIB = 1024 * 1024

/** redis-server: SIGTERM saves and ends with 0. */
export const redisServer: Program = function* (sys) {
  const args = sys.argv.slice(1)
  const port = Number(args.includes('--port') ? args[args.indexOf('--port') + 1] : 6379)
  yield* log(sys, 'C', '* oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo')
  const listener = sys.listen(port, { kind: 'tcp' })
  if (typeof listener === 'string') {
    yield* log(
      sys,
      'M',
      `# Warning: Could not create server TCP listening socket *:${port}: bind: Address already in use`,
    )
    yield* log(sys, 'M', '# Failed listening on port 6379 (tcp), aborting.')
    return 1
  }
  yield* sys.setMemory(8 * MIB)
  yield* log(sys, 'M', `* Running mode=standalone, port=${port}.`)
  yield* log(sys, 'M', '* Server initialized')
  yield* log(sys, 'M', '* Ready to accept connections tcp')
  yield* untilSignal(sys, ['SIGTERM', 'SIGINT'])
  yield* log(sys, 'signal-handler', 'Received SIGTERM scheduling shutdown...')
  yield* log(sys, 'M', '# User requested shutdown...')
  yield* log(sys, 'M', '# Redis is now ready to exit, bye bye...')
  return 0
}

function* log(sys: Sys, role: string, text: string): Task<void> {
  const when = formatDate(sys.now(), '%d %b %Y %H:%M:%S.%N').slice(0, 24)
  const who =
    role === 'signal-handler'
      ? `${sys.pid}:signal-handler (${formatDate(sys.now(), '%s')})`
      : `${sys.pid}:${role} ${when}`
  yield* sys.stdout.write(`${who} ${text}\n`)
}

/** redis-cli ping, for probes. */
export const redisCli: Program = function* (sys) {
  const args = sys.argv.slice(1)
  const value = (flag: string): string | undefined => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined)
  const host = value('-h') ?? '127.0.0.1'
  const port = Number(value('-p') ?? 6379)
  const outcome = yield* sys.connect(host, port, 5000)
  if (outcome !== 'connected') {
    yield* sys.stderr.write(`Could not connect to Redis at ${host}:${port}: Connection refused\n`)
    return 1
  }
  yield* sys.stdout.write(args.some((arg) => arg.toLowerCase() === 'ping') ? 'PONG\n' : 'OK\n')
  return 0
}
