import type { Location, VirtualServer } from './config.ts'
import type { Listen } from './listen.ts'

export interface Listening {
  readonly listen: Listen
  readonly server: VirtualServer
}

/** Who takes a request to a port: by the name that it asks for, else the port's default server. */
// nginx: http/ngx_http_request.c ngx_http_find_virtual_server (1.27)
export function findServer(candidates: readonly Listening[], host: string): Listening {
  const name = host.toLowerCase().replace(/\.$/, '')
  const exact = candidates.find(({ server }) =>
    server.names.some((each) =>
      each.kind === 'exact' ? each.name === name : each.kind === 'suffix' && each.name === `.${name}`,
    ),
  )
  if (exact) return exact
  const longest = (kind: 'suffix' | 'prefix', fits: (pattern: string) => boolean): Listening | undefined => {
    let best: { readonly found: Listening; readonly length: number } | undefined
    for (const found of candidates) {
      for (const each of found.server.names) {
        if (each.kind !== kind || !fits(each.name) || each.name.length <= (best?.length ?? 0)) continue
        best = { found, length: each.name.length }
      }
    }
    return best?.found
  }
  return (
    longest('suffix', (pattern) => name.endsWith(pattern.replace(/^\*/, ''))) ??
    longest('prefix', (pattern) => name.startsWith(pattern.slice(0, -1))) ??
    candidates.find(({ server }) =>
      server.names.some((each) => each.kind === 'pattern' && each.pattern.match(name) !== undefined),
    ) ??
    candidates.find(({ listen }) => listen.isDefault) ??
    (candidates[0] as Listening)
  )
}

export interface FoundLocation {
  readonly location: Location
  readonly captures: readonly (string | undefined)[]
  readonly named: Readonly<Record<string, string>>
}

/** Equal paths first, then the longest prefix; an expression that matches wins over a prefix without ^~. */
// nginx: http/ngx_http_core_module.c ngx_http_core_find_location (1.27)
export function findLocation(locations: readonly Location[], uri: string): FoundLocation | undefined {
  const exact = locations.find(({ kind, path }) => kind === '=' && path === uri)
  if (exact) return { location: exact, captures: [], named: {} }
  let prefix: Location | undefined
  for (const location of locations) {
    if ((location.kind !== '' && location.kind !== '^~') || !uri.startsWith(location.path)) continue
    if (location.path.length > (prefix?.path.length ?? -1)) prefix = location
  }
  const inner = prefix && prefix.locations.length > 0 ? findLocation(prefix.locations, uri) : undefined
  if (inner && (inner.location.kind === '=' || inner.location.kind === '~' || inner.location.kind === '^~'))
    return inner
  if (prefix?.kind !== '^~') {
    for (const location of locations) {
      const captures = location.pattern?.match(uri)
      if (!captures || !location.pattern) continue
      const deeper = location.locations.length > 0 ? findLocation(location.locations, uri) : undefined
      return deeper ?? { location, captures, named: location.pattern.named(uri) }
    }
  }
  return inner ?? (prefix && { location: prefix, captures: [], named: {} })
}

export function namedLocation(server: VirtualServer, name: string): Location | undefined {
  return server.locations.find(({ kind, path }) => kind === '@' && path === name)
}
