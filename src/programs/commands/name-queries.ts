import type { Task } from '../../engine/kernel/task.ts'
import type { DnsReply, Sys } from '../../engine/runtime/program.ts'
import { BadOption, parseOptions } from '../options.ts'
import { type Call, fail, isGnu, print, type Tool } from '../tool.ts'

interface Resolver {
  readonly server: string
  readonly search: readonly string[]
  readonly ndots: number
}

/** /etc/resolv.conf; `given`: a server named on the command line. */
function resolverOf(sys: Sys, given: string | undefined): Resolver {
  const file = sys.files.read('/etc/resolv.conf')
  const lines = typeof file === 'string' ? [] : file.text.split('\n').map((line) => line.trim().split(/\s+/))
  const named = given === undefined ? undefined : (sys.resolve(given)[0] ?? given)
  const ndots = /ndots:(\d+)/.exec(lines.find(([word]) => word === 'options')?.join(' ') ?? '')?.[1]
  return {
    server: named ?? lines.find(([word]) => word === 'nameserver')?.[1] ?? '127.0.0.1',
    search: lines.findLast(([word]) => word === 'search')?.slice(1) ?? [],
    ndots: Number(ndots ?? 1),
  }
}

interface Answer extends DnsReply {
  readonly name: string
}

/** busybox asks along the search list only for a name without a dot, and then shows what comes of each. */
function askAsBusybox(sys: Sys, name: string, { server, search }: Resolver): Answer[] {
  const names = name.includes('.') || search.length === 0 ? [name] : search.map((domain) => `${name}.${domain}`)
  return names.map((each) => ({ ...sys.askName(server, each), name: each.replace(/\.$/, '') }))
}

/** Others take the first that is known. */
function askInTurn(sys: Sys, name: string, { server, search, ndots }: Resolver): Answer {
  const listed = search.map((domain) => `${name}.${domain}`)
  const dots = name.split('.').length - 1
  const names = name.endsWith('.') ? [name] : dots >= ndots ? [name, ...listed] : [...listed, name]
  for (const each of names) {
    const reply = sys.askName(server, each)
    if (reply.status !== 'nxdomain' || reply.canonicalName !== undefined)
      return { ...reply, name: each.replace(/\.$/, '') }
  }
  return { status: 'nxdomain', addresses: [], name }
}

/** How long a client waits where nobody answers. */
const UNREACHABLE_AFTER = 10_000

function* unreachable(call: Call, { server }: Resolver): Task<number> {
  yield* call.sys.sleep(UNREACHABLE_AFTER)
  yield* print(call, isGnu(call.sys) ? `;; communications error to ${server}#53: timed out\n` : '')
  yield* print(call, ';; connection timed out; no servers could be reached\n\n')
  return 1
}

export const nslookup: Tool = function* (call) {
  const [host, given] = call.args.filter((arg) => !arg.startsWith('-'))
  if (host === undefined) return yield* fail(call, 'missing operand')
  const resolver = resolverOf(call.sys, given)
  yield* call.sys.compute(2)
  const answers = isGnu(call.sys) ? [askInTurn(call.sys, host, resolver)] : askAsBusybox(call.sys, host, resolver)
  if (answers.some(({ status }) => status === 'unreachable')) return yield* unreachable(call, resolver)
  const port = isGnu(call.sys) ? `${resolver.server}#53` : `${resolver.server}:53`
  yield* print(call, `Server:\t\t${resolver.server}\nAddress:\t${port}\n\n`)
  let unknown = false
  for (const { name, addresses, canonicalName } of answers) {
    if (canonicalName !== undefined) yield* print(call, `${name}\tcanonical name = ${canonicalName}\n\n`)
    else if (addresses.length > 0)
      yield* print(call, `${addresses.map((address) => `Name:\t${name}\nAddress: ${address}\n`).join('')}\n`)
    else {
      unknown = true
      yield* print(call, `** server can't find ${name}: NXDOMAIN\n\n`)
    }
  }
  return unknown ? 1 : 0
}

/** The nslookup that busybox had up to 1.28, which asks as any other program does. */
export const oldNslookup: Tool = function* (call) {
  const [host, given] = call.args
  if (host === undefined) return yield* fail(call, 'missing operand')
  const resolver = resolverOf(call.sys, given)
  yield* call.sys.compute(2)
  const { server } = resolver
  const own = server === '10.96.0.10' ? ' kube-dns.kube-system.svc.cluster.local' : ''
  yield* call.stderr.write(`Server:    ${server}\nAddress 1: ${server}${own}\n\n`)
  const { name, addresses } = askInTurn(call.sys, host, resolver)
  if (addresses.length === 0) {
    yield* call.stderr.write(`nslookup: can't resolve '${host}'\n`)
    return 1
  }
  const lines = addresses.map((address, index) => `Address ${index + 1}: ${address} ${name}\n`)
  return yield* print(call, `Name:      ${host}\n${lines.join('')}`)
}

export const dig: Tool = function* (call) {
  const at = call.args.find((arg) => arg.startsWith('@'))?.slice(1)
  const words = call.args.filter((arg) => !/^[@+-]/.test(arg) && !/^(A|AAAA|SRV|CNAME|NS|MX|TXT|ANY|IN)$/.test(arg))
  const [host] = words
  if (host === undefined) return yield* fail(call, "couldn't get address for '': not found", 10)
  const resolver = resolverOf(call.sys, at)
  yield* call.sys.compute(2)
  const searches = call.args.includes('+search')
  const answer = searches
    ? askInTurn(call.sys, host, resolver)
    : { ...call.sys.askName(resolver.server, host), name: host.replace(/\.$/, '') }
  if (answer.status === 'unreachable') {
    yield* call.sys.sleep(UNREACHABLE_AFTER)
    yield* print(call, `;; communications error to ${resolver.server}#53: timed out\n;; no servers could be reached\n`)
    return 9
  }
  const { name, addresses, canonicalName, status } = answer
  if (call.args.includes('+short')) return yield* print(call, addresses.map((address) => `${address}\n`).join(''))
  const records =
    canonicalName === undefined
      ? addresses.map((address) => `${name}.\t5\tIN\tA\t${address}\n`)
      : [`${name}.\t5\tIN\tCNAME\t${canonicalName}.\n`]
  const known = status === 'ok' || canonicalName !== undefined
  return yield* print(
    call,
    `\n; <<>> DiG 9.18.28 <<>> ${call.args.join(' ')}\n;; global options: +cmd\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${known ? 'NOERROR' : 'NXDOMAIN'}, id: 1\n;; flags: qr aa rd; QUERY: 1, ANSWER: ${records.length}, AUTHORITY: 0, ADDITIONAL: 1\n\n;; QUESTION SECTION:\n;${name}.\t\tIN\tA\n${records.length > 0 ? `\n;; ANSWER SECTION:\n${records.join('')}` : ''}\n;; Query time: 1 msec\n;; SERVER: ${resolver.server}#53(${resolver.server}) (UDP)\n\n`,
  )
}

export const host: Tool = function* (call) {
  const options = parseOptions(call.args, 'at:vW:', {})
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const [name, server] = options.operands
  if (name === undefined) return yield* fail(call, 'usage: host [-t type] {name} [server]')
  const resolver = resolverOf(call.sys, server)
  yield* call.sys.compute(2)
  const answer = askInTurn(call.sys, name, resolver)
  if (answer.status === 'unreachable') return yield* unreachable(call, resolver)
  if (answer.canonicalName !== undefined)
    return yield* print(call, `${answer.name} is an alias for ${answer.canonicalName}.\n`)
  if (answer.addresses.length > 0)
    return yield* print(call, answer.addresses.map((each) => `${answer.name} has address ${each}\n`).join(''))
  yield* print(call, `Host ${name} not found: 3(NXDOMAIN)\n`)
  return 1
}
