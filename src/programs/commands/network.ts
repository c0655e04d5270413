import { BadOption, parseOptions } from '../options.ts'
import { BROKEN_PIPE, fail, print, type Tool } from '../tool.ts'

const MINUTES_2 = 120_000

/** nc: -z probes a port, -l listens, without either it connects and waits for stdin's end. */
export const nc: Tool = function* (call) {
  const options = parseOptions(call.args, '+zlvknup:w:e:i:q:', { zero: 'z', listen: 'l' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  if (options.has('l')) {
    const port = Number(options.value('p') ?? options.operands.at(-1))
    const listener = call.sys.listen(port, { kind: 'tcp' })
    if (typeof listener === 'string') return yield* fail(call, 'bind: Address already in use')
    yield* call.sys.pause()
    return 0
  }
  const [host, text] = options.operands
  const port = Number(text)
  if (host === undefined || !Number.isInteger(port)) return yield* fail(call, 'missing operand')
  const wait = options.value('w')
  const outcome = yield* call.sys.connect(host, port, wait === undefined ? MINUTES_2 : Number(wait) * 1000)
  const address = call.sys.resolve(host)[0] ?? host
  switch (outcome) {
    case 'connected':
      if (options.has('v')) yield* call.stderr.write(`${host} (${address}:${port}) open\n`)
      return 0
    case 'refused':
      if (options.has('v') || !options.has('z'))
        yield* fail(call, `can't connect to remote host (${address}): Connection refused`)
      return 1
    case 'timeout':
      if (options.has('v') || !options.has('z')) yield* fail(call, 'timed out')
      return 1
    case 'unknownHost':
      return yield* fail(call, `bad address '${host}'`)
  }
}

/** The cluster's DNS answers at once, that it knows no such name as well. */
export const nslookup: Tool = function* (call) {
  const [host] = call.args.filter((arg) => !arg.startsWith('-'))
  if (host === undefined) return yield* fail(call, 'missing operand')
  yield* call.sys.compute(2)
  const addresses = call.sys.resolve(host)
  yield* print(call, 'Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n')
  if (addresses.length === 0) {
    yield* print(call, `** server can't find ${host}: NXDOMAIN\n\n`)
    return 1
  }
  return yield* print(call, addresses.map((address) => `Name:\t${host}\nAddress: ${address}\n\n`).join(''))
}

export const ping: Tool = function* (call) {
  const options = parseOptions(call.args, 'c:w:W:i:q46s:', {})
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const [host] = options.operands
  const address = host === undefined ? undefined : call.sys.resolve(host)[0]
  if (host === undefined || address === undefined) return yield* fail(call, `bad address '${host ?? ''}'`)
  yield* print(call, `PING ${host} (${address}): 56 data bytes\n`)
  const count = Number(options.value('c') ?? Number.POSITIVE_INFINITY)
  const interval = Number(options.value('i') ?? 1) * 1000
  call.sys.on('SIGINT', 'catch')
  for (let i = 0; i < count; i++) {
    if (i > 0 && (yield* call.sys.sleep(Math.max(200, interval))).kind === 'interrupted') break
    if ((yield* print(call, `64 bytes from ${address}: seq=${i} ttl=64 time=0.100 ms\n`)) !== 0) return BROKEN_PIPE
  }
  const sent = Number.isFinite(count) ? count : 0
  return yield* print(
    call,
    `\n--- ${host} ping statistics ---\n${sent} packets transmitted, ${sent} packets received, 0% packet loss\n`,
  )
}

/** iptables changes nothing in the simulated network; it says what it says about mistakes. */
export const iptables: Tool = function* (call) {
  const bad = call.args.find((arg) => /^--[a-z-]+:/.test(arg))
  if (bad !== undefined) {
    yield* call.stderr.write(`Bad argument \`${bad}'\nTry \`iptables -h' or 'iptables --help' for more information.\n`)
    return 2
  }
  if (!call.sys.hasCapability('NET_ADMIN')) {
    yield* call.stderr.write(
      `iptables v1.8.9 (nf_tables): Could not fetch rule set generation id: Permission denied (you must be root)\n`,
    )
    return 4
  }
  return 0
}
