import type { DnsReply } from '../../../engine/program-api/network.ts'
import type { Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { type Call, isGnu, print } from '../../tool.ts'

export interface Resolver {
  readonly server: string
  readonly search: readonly string[]
  readonly ndots: number
}

/** /etc/resolv.conf; `given`: a server named on the command line. */
export function resolverOf(sys: Sys, given: string | undefined): Resolver {
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

export interface Answer extends DnsReply {
  readonly name: string
}

/** Asks along the search list; the first name that is known counts. */
export function askInTurn(sys: Sys, name: string, { server, search, ndots }: Resolver): Answer {
  const listed = search.map((domain) => `${name}.${domain}`)
  const dots = name.split('.').length - 1
  const names = name.endsWith('.') ? [name] : dots >= ndots ? [name, ...listed] : [...listed, name]
  for (const each of names) {
    const answer = ask(sys, each, server)
    if (answer.status !== 'nxdomain' || answer.canonicalName !== undefined) return answer
  }
  return { status: 'nxdomain', addresses: [], name: withoutDot(name) }
}

export function ask(sys: Sys, name: string, server: string): Answer {
  return { ...sys.askName(server, name), name: withoutDot(name) }
}

/** The name that is asked for whoever has an address; undefined: it is no address. */
export function reverseName(host: string): string | undefined {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) ? `${host.split('.').reverse().join('.')}.in-addr.arpa` : undefined
}

export function withoutDot(name: string): string {
  return name.replace(/\.$/, '')
}

/** How long a client waits where nobody answers, ms. */
export const UNREACHABLE_AFTER = 10_000

export function* unreachable(call: Call, { server }: Resolver): Task<number> {
  yield* call.sys.sleep(UNREACHABLE_AFTER)
  yield* print(call, isGnu(call.sys) ? `;; communications error to ${server}#53: timed out\n` : '')
  yield* print(call, ';; connection timed out; no servers could be reached\n\n')
  return 1
}
