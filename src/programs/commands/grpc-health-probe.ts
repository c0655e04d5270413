import { parseGoDuration, SECOND } from '../../lib/time.ts'
import { fail, type Tool } from '../tool.ts'

/** Go's flags: -name=value or -name value, with one dash or two. */
const VALUED = new Set(['addr', 'service', 'connect-timeout', 'rpc-timeout', 'user-agent', 'rpc-header'])
const PLAIN = new Set(['v', 'gzip', 'tls', 'tls-no-verify', 'spiffe'])

/** grpc_health_probe -addr=HOST:PORT: 1 bad usage, 2 no connection, 3 no answer, 4 an answer that is not SERVING. */
export const grpcHealthProbe: Tool = function* (call) {
  const values = new Map<string, string>()
  for (let i = 0; i < call.args.length; i++) {
    const [, name = '', joined] = /^--?([\w-]+)(?:=(.*))?$/s.exec(call.args[i] as string) ?? []
    if (VALUED.has(name)) values.set(name, joined ?? call.args[++i] ?? '')
    else if (!PLAIN.has(name)) {
      yield* call.stderr.write(`flag provided but not defined: ${call.args[i]}\n`)
      return 1
    }
  }
  const address = values.get('addr') ?? ''
  if (address === '') return yield* usage(call, '-addr not specified')
  const connectTimeout = parseGoDuration(values.get('connect-timeout') ?? '1s') ?? SECOND
  const rpcTimeout = parseGoDuration(values.get('rpc-timeout') ?? '1s') ?? SECOND
  const colon = address.lastIndexOf(':')
  const host = address.slice(0, colon) || 'localhost'
  // Connecting and asking are one step here.
  const timeout = Math.max(connectTimeout, rpcTimeout)
  const outcome = yield* call.sys.grpcHealth(
    host,
    Number(address.slice(colon + 1)),
    values.get('service') ?? '',
    timeout,
  )
  const say = (text: string) => call.stderr.write(`${text}\n`)
  switch (outcome.kind) {
    case 'unconnected':
      yield* say(`timeout: failed to connect service "${address}" within ${values.get('connect-timeout') ?? '1s'}`)
      return 2
    case 'slow':
      yield* say(`timeout: health rpc did not complete within ${values.get('rpc-timeout') ?? '1s'}`)
      return 3
    case 'health':
      if (outcome.health === 'UNIMPLEMENTED') {
        yield* say(
          'error: this server does not implement the grpc health protocol (grpc.health.v1.Health): unknown service grpc.health.v1.Health',
        )
        return 3
      }
      if (outcome.health === 'SERVICE_UNKNOWN') {
        yield* say('error: health rpc failed: rpc error: code = NotFound desc = unknown service')
        return 3
      }
      yield* call.stdout.write(outcome.health === 'SERVING' ? 'status: SERVING\n' : '')
      if (outcome.health === 'SERVING') return 0
      yield* say(`service unhealthy (responded with "${outcome.health}")`)
      return 4
  }
}

function usage(call: Parameters<Tool>[0], problem: string) {
  return fail({ ...call, name: 'error' }, problem, 1)
}
