import { BadOption, parseOptions } from '../options.ts'
import { BROKEN_PIPE, fail, isGnu, print, type Tool } from '../tool.ts'

/** A port that nobody listens on: whether it is refused or not answered tells if anybody is there at all. */
const ECHO_PORT = 7
const SECOND = 1000

export const ping: Tool = function* (call) {
  const options = parseOptions(call.args, 'c:w:W:i:q46s:t:I:n', {})
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const [host] = options.operands
  const gnu = isGnu(call.sys)
  const address = host === undefined ? undefined : call.sys.resolve(host)[0]
  if (host === undefined || address === undefined) {
    return gnu
      ? yield* fail(call, `${host ?? ''}: Name or service not known`, 2)
      : yield* fail(call, `bad address '${host ?? ''}'`)
  }
  yield* print(call, `PING ${host} (${address})${gnu ? ' 56(84) bytes of data.' : ': 56 data bytes'}\n`)
  const count = Number(options.value('c') ?? Number.POSITIVE_INFINITY)
  const interval = Math.max(200, Number(options.value('i') ?? 1) * SECOND)
  const deadline = options.value('w')
  const end = deadline === undefined ? Number.POSITIVE_INFINITY : call.sys.now() + Number(deadline) * SECOND
  call.sys.on('SIGINT', 'catch')
  let sent = 0
  let received = 0
  for (; sent < count && call.sys.now() < end; ) {
    const start = call.sys.now()
    const patience = Number(options.value('W') ?? (sent + 1 < count ? interval / SECOND : 10)) * SECOND
    const outcome = yield* call.sys.connect(address, ECHO_PORT, Math.min(patience, interval))
    const ms = call.sys.now() - start
    sent++
    if (outcome !== 'timeout') {
      received++
      const line = gnu
        ? `64 bytes from ${address}: icmp_seq=${sent} ttl=64 time=${ms.toFixed(2)} ms`
        : `64 bytes from ${address}: seq=${sent - 1} ttl=64 time=${ms.toFixed(3)} ms`
      if (!options.has('q') && (yield* print(call, `${line}\n`)) !== 0) return BROKEN_PIPE
    }
    if (sent < count && (yield* call.sys.sleep(interval - ms)).kind === 'interrupted') break
  }
  const lost = sent === 0 ? 0 : Math.round(((sent - received) / sent) * 100)
  yield* print(
    call,
    `\n--- ${host} ping statistics ---\n${sent} packets transmitted, ${gnu ? `${received} received` : `${received} packets received`}, ${lost}% packet loss${gnu ? ', time 0ms' : ''}\n`,
  )
  return received > 0 ? 0 : 1
}

/** Over a flat network there is the node in between, and then the other end. */
export const traceroute: Tool = function* (call) {
  const options = parseOptions(call.args, 'nm:w:q:I46', {})
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const [host] = options.operands
  const address = host === undefined ? undefined : call.sys.resolve(host)[0]
  if (host === undefined || address === undefined) return yield* fail(call, `bad address '${host ?? ''}'`)
  const hops = Number(options.value('m') ?? 30)
  yield* print(call, `traceroute to ${host} (${address}), ${hops} hops max, 46 byte packets\n`)
  const gateway = call.sys.podIP.replace(/\d+$/, '1')
  yield* print(call, ` 1  ${gateway} (${gateway})  0.010 ms  0.005 ms  0.005 ms\n`)
  const wait = Number(options.value('w') ?? 5) * SECOND
  for (let hop = 2; hop <= hops; hop++) {
    if ((yield* call.sys.connect(address, ECHO_PORT, wait)) !== 'timeout')
      return yield* print(call, ` ${hop}  ${host} (${address})  0.100 ms  0.050 ms  0.050 ms\n`)
    yield* call.sys.sleep(2 * wait)
    if ((yield* print(call, `${String(hop).padStart(2)}  *  *  *\n`)) !== 0) return BROKEN_PIPE
  }
  return 0
}
