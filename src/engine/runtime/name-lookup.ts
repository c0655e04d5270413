import type { FileSystem } from '../program-api/files.ts'
import type { DnsReply } from '../program-api/network.ts'

const ADDRESS = /^\d+\.\d+\.\d+\.\d+$/

/** Addresses of a name as libc finds them: in /etc/hosts, then of the first name server, along the search list. */
export function lookUp(
  files: FileSystem,
  host: string,
  ask: (server: string, name: string) => DnsReply,
): readonly string[] {
  if (ADDRESS.test(host) || host.includes(':')) return [host]
  const inHosts = fromHosts(linesOf(files, '/etc/hosts'), host)
  if (inHosts.length > 0) return inHosts
  const { server, search, ndots } = resolverConfig(linesOf(files, '/etc/resolv.conf'))
  if (server === undefined) return []
  for (const name of namesToAsk(host, search, ndots)) {
    const { addresses } = ask(server, name)
    if (addresses.length > 0) return addresses
  }
  return []
}

function linesOf(files: FileSystem, path: string): string[][] {
  const file = files.read(path)
  if (typeof file === 'string') return []
  return file.text.split('\n').map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
}

function fromHosts(lines: readonly (readonly string[])[], host: string): string[] {
  const wanted = host.toLowerCase()
  const addresses: string[] = []
  for (const [address = '', ...names] of lines)
    if (ADDRESS.test(address) && names.some((name) => name.toLowerCase() === wanted)) addresses.push(address)
  return addresses
}

function resolverConfig(lines: readonly (readonly string[])[]): {
  readonly server: string | undefined
  readonly search: readonly string[]
  readonly ndots: number
} {
  let search: readonly string[] = []
  let ndots = 1
  for (const [word, ...values] of lines) {
    if (word === 'search') search = values
    if (word === 'options') ndots = Number(values.find((each) => each.startsWith('ndots:'))?.slice(6) ?? ndots)
  }
  return { server: lines.find(([word]) => word === 'nameserver')?.[1], search, ndots }
}

/** A name with fewer dots than `ndots` is tried in the search list first. */
function namesToAsk(host: string, search: readonly string[], ndots: number): string[] {
  if (host.endsWith('.')) return [host]
  const inSearch = search.map((domain) => `${host}.${domain}`)
  return host.split('.').length > ndots ? [host, ...inSearch] : [...inSearch, host]
}
