import { BadOption, parseOptions } from '../../options.ts'
import { fail, print, type Tool } from '../../tool.ts'
import {
  type Answer,
  ask,
  askInTurn,
  resolverOf,
  reverseName,
  UNREACHABLE_AFTER,
  unreachable,
  withoutDot,
} from './resolver.ts'

/** The words of bind's tools that name a type of record. */
const TYPE = /^(?:A|AAAA|SRV|CNAME|NS|MX|TXT|PTR|SOA|ANY)$/i

/** bind's nslookup: along the search list, as far as `ndots` says, until a name is known. */
// bind9: bin/dig/nslookup.c, dighost.c
export const bindNslookup: Tool = function* (call) {
  const types = call.args.flatMap((arg) => /^-(?:type|q|querytype)=(.*)$/i.exec(arg)?.[1] ?? [])
  const [host, given] = call.args.filter((arg) => !arg.startsWith('-'))
  if (host === undefined) return yield* fail(call, 'missing operand')
  const resolver = resolverOf(call.sys, given)
  yield* call.sys.compute(2)
  const reversed = reverseName(host)
  const answer = reversed ? ask(call.sys, reversed, resolver.server) : askInTurn(call.sys, host, resolver)
  if (answer.status === 'unreachable') return yield* unreachable(call, resolver)
  const { server } = resolver
  const heading = reversed ? '' : `Server:\t\t${server}\nAddress:\t${server}#53\n\n`
  const records = linesOf(answer)
  if (records.length === 0) {
    const reason = answer.status === 'ok' ? 'No answer' : 'NXDOMAIN'
    const words =
      reason === 'No answer'
        ? `*** Can't find ${answer.name}: No answer\n\n`
        : `** server can't find ${answer.name}: NXDOMAIN\n\n`
    yield* print(call, heading + words)
    return 1
  }
  const other = types.find((type) => TYPE.test(type) && !/^(?:A|ANY|SRV|PTR|CNAME)$/i.test(type))
  if (other) {
    yield* print(call, `${heading}*** Can't find ${answer.name}: No answer\n\n`)
    return 1
  }
  return yield* print(call, `${heading}${records.join('')}\n`)
}

function linesOf({ name, addresses, canonicalName, pointers = [], services = [] }: Answer): string[] {
  return [
    ...(canonicalName === undefined ? [] : [`${name}\tcanonical name = ${withoutDot(canonicalName)}.\n`]),
    ...addresses.map((address) => `Name:\t${withoutDot(canonicalName ?? name)}\nAddress: ${address}\n`),
    ...pointers.map((pointer) => `${name}\tname = ${pointer}.\n`),
    ...services.map(
      ({ priority, weight, port, target }) => `${name}\tservice = ${priority} ${weight} ${port} ${target}.\n`,
    ),
  ]
}

/** Seconds that CoreDNS lets its answers live. */
const TTL = 5

/** The records of an answer as a zone file has them. */
function recordsOf({ name, addresses, canonicalName, pointers = [], services = [] }: Answer): string[] {
  const last = canonicalName === undefined ? name : withoutDot(canonicalName)
  return [
    ...(canonicalName === undefined ? [] : [`${name}.\t${TTL}\tIN\tCNAME\t${last}.\n`]),
    ...addresses.map((address) => `${last}.\t${TTL}\tIN\tA\t${address}\n`),
    ...pointers.map((pointer) => `${name}.\t${TTL}\tIN\tPTR\t${pointer}.\n`),
    ...services.map(
      ({ priority, weight, port, target }) => `${name}.\t${TTL}\tIN\tSRV\t${priority} ${weight} ${port} ${target}.\n`,
    ),
  ]
}

/** Takes a name as it is, unless +search is said. */
// bind9: bin/dig/dig.c
export const dig: Tool = function* (call) {
  const { args } = call
  const at = args.find((arg) => arg.startsWith('@'))?.slice(1)
  const reversed = args.includes('-x') ? reverseName(args[args.indexOf('-x') + 1] ?? '') : undefined
  const words = args.filter((arg) => !/^[@+-]/.test(arg) && !TYPE.test(arg) && arg !== 'IN')
  const name = reversed ?? words[0]
  if (name === undefined) return yield* fail(call, "couldn't get address for '': not found", 10)
  const type = reversed ? 'PTR' : (args.find((arg) => TYPE.test(arg))?.toUpperCase() ?? 'A')
  const resolver = resolverOf(call.sys, at)
  yield* call.sys.compute(2)
  const answer = args.includes('+search') ? askInTurn(call.sys, name, resolver) : ask(call.sys, name, resolver.server)
  if (answer.status === 'unreachable') {
    yield* call.sys.sleep(UNREACHABLE_AFTER)
    yield* print(call, `;; communications error to ${resolver.server}#53: timed out\n;; no servers could be reached\n`)
    return 9
  }
  const records = recordsOf(answer).filter(
    (record) => new RegExp(`\\tIN\\t(?:${type}|CNAME)\\t`).test(record) || type === 'ANY',
  )
  if (args.includes('+short')) {
    return yield* print(call, records.map((record) => record.replace(/^.*?\tIN\t\w+\t/, '')).join(''))
  }
  const known = answer.status === 'ok' || answer.canonicalName !== undefined
  const head = [
    `; <<>> DiG 9.18.28 <<>> ${args.join(' ')}`,
    ';; global options: +cmd',
    ';; Got answer:',
    `;; ->>HEADER<<- opcode: QUERY, status: ${known ? 'NOERROR' : 'NXDOMAIN'}, id: 1`,
    `;; flags: qr aa rd; QUERY: 1, ANSWER: ${records.length}, AUTHORITY: 0, ADDITIONAL: 1`,
    '',
    ';; QUESTION SECTION:',
    `;${answer.name}.\t\tIN\t${type}`,
  ]
  const section = records.length > 0 ? `\n;; ANSWER SECTION:\n${records.join('')}` : ''
  const { server } = resolver
  const foot = `\n;; Query time: 1 msec\n;; SERVER: ${server}#53(${server}) (UDP)\n\n`
  return yield* print(call, `\n${head.join('\n')}\n${section}${foot}`)
}

// bind9: bin/dig/host.c
export const host: Tool = function* (call) {
  const options = parseOptions(call.args, 'at:vW:', {})
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const [name, server] = options.operands
  if (name === undefined) return yield* fail(call, 'usage: host [-t type] {name} [server]')
  const resolver = resolverOf(call.sys, server)
  yield* call.sys.compute(2)
  const reversed = reverseName(name)
  const answer = reversed ? ask(call.sys, reversed, resolver.server) : askInTurn(call.sys, name, resolver)
  if (answer.status === 'unreachable') return yield* unreachable(call, resolver)
  const { addresses, canonicalName, pointers = [], services = [] } = answer
  const last = canonicalName ?? answer.name
  const lines = [
    ...(canonicalName === undefined ? [] : [`${answer.name} is an alias for ${withoutDot(canonicalName)}.\n`]),
    ...addresses.map((each) => `${withoutDot(last)} has address ${each}\n`),
    ...pointers.map((pointer) => `${answer.name} domain name pointer ${pointer}.\n`),
    ...services.map(
      (each) => `${answer.name} has SRV record ${each.priority} ${each.weight} ${each.port} ${each.target}.\n`,
    ),
  ]
  if (lines.length > 0) return yield* print(call, lines.join(''))
  yield* print(call, `Host ${reversed ? `${reversed}.` : name} not found: 3(NXDOMAIN)\n`)
  return 1
}
