import type { AccessRule, Content, Location, ProxyTarget, Rewrite, Settings } from './config.ts'
import { ConfigProblem, type Directive, lastOf, problemAt } from './directive.ts'
import { patternOf } from './pattern.ts'
import { rewritesOf } from './rewrite-directives.ts'
import { accessOf, settingsOf } from './settings.ts'

/** What stands in a location or a server, read. `prefix`: where relative names start. */
// nginx: http/ngx_http_core_module.c ngx_http_core_location (1.27)
function locationOf(directive: Directive, outer: Settings, prefix: string): Location {
  const [first = '', second] = directive.args
  const modifier = second === undefined ? (/^(?:=|\^~|~\*|~)/.exec(first)?.[0] ?? '') : first
  const path = second ?? first.slice(modifier.length)
  if (!/^(?:=|\^~|~|~\*|)$/.test(modifier)) throw problemAt(directive, `invalid location modifier "${modifier}"`)
  const kind = modifier === '~*' ? '~' : path.startsWith('@') && modifier === '' ? '@' : (modifier as Location['kind'])
  const block = directive.block ?? []
  const settings = settingsOf(block, outer, prefix)
  const limit = lastOf(block, 'limit_except')
  const content = contentOf(block, { kind, path })
  return {
    kind,
    path,
    pattern: kind === '~' ? patternOf(path, directive, modifier === '~*') : undefined,
    settings,
    rewrites: rewritesIn(block, settings, prefix),
    tryFiles: lastOf(block, 'try_files')?.args,
    content,
    internal: lastOf(block, 'internal') !== undefined,
    limits: limit && { methods: limit.args, access: (accessOf(limit.block ?? []) ?? []) as readonly AccessRule[] },
    locations: locationsOf(block, settings, prefix),
  }
}

export function locationsOf(block: readonly Directive[], settings: Settings, prefix: string): readonly Location[] {
  const seen = new Set<string>()
  return block
    .filter(({ name }) => name === 'location')
    .map((directive) => {
      const location = locationOf(directive, settings, prefix)
      const key = `${location.kind === '^~' ? '' : location.kind} ${location.path}`
      if (location.kind !== '~' && seen.has(key)) throw problemAt(directive, `duplicate location "${location.path}"`)
      seen.add(key)
      return location
    })
}

export function rewritesIn(block: readonly Directive[], settings: Settings, prefix: string): readonly Rewrite[] {
  return rewritesOf(block, ({ block: inner = [] }) => ({
    settings: settingsOf(inner, settings, prefix),
    content: contentOf(inner, { kind: 'if', path: '' }),
  }))
}

interface Where {
  readonly kind: Location['kind'] | 'if'
  readonly path: string
}

function contentOf(block: readonly Directive[], where: Where): Content | undefined {
  const proxy = lastOf(block, 'proxy_pass')
  if (proxy) return { kind: 'proxy', target: targetOf(proxy, where) }
  const gateway = block.findLast(({ name }) => /^(?:fastcgi|uwsgi|scgi|grpc|memcached)_pass$/.test(name))
  if (gateway) return { kind: 'gateway', directive: gateway.name, address: gateway.args[0] ?? '' }
  if (lastOf(block, 'stub_status')) return { kind: 'stub_status' }
  return lastOf(block, 'empty_gif') ? { kind: 'empty_gif' } : undefined
}

// nginx: http/modules/ngx_http_proxy_module.c ngx_http_proxy_pass (1.27)
function targetOf(directive: Directive, { kind }: Where): ProxyTarget {
  const url = directive.args[0] ?? ''
  const hasVariables = url.includes('$')
  const [, scheme, authority = '', uri] = /^(https?):\/\/([^/?]*)([/?].*)?$/is.exec(url) ?? []
  if (hasVariables) {
    return { scheme: scheme === 'https' ? 'https' : 'http', authority: url, uri: undefined, hasVariables }
  }
  if (scheme === undefined) throw problemAt(directive, 'invalid URL prefix')
  if (authority === '') throw problemAt(directive, `no host in upstream "${authority}"`)
  if (uri !== undefined && (kind === '~' || kind === '@' || kind === 'if')) {
    throw new ConfigProblem(
      `"proxy_pass" cannot have URI part in location given by regular expression, or inside named location, or inside "if" statement, or inside "limit_except" block in ${directive.file}:${directive.line}`,
    )
  }
  return { scheme: scheme.toLowerCase() as 'http', authority, uri, hasVariables }
}
