import { type Behind, behindOf } from './pass-on.ts'

export interface HaproxyConfig {
  readonly frontends: readonly Frontend[]
  readonly backends: ReadonlyMap<string, Backend>
  readonly notSimulated: readonly string[]
}

export interface Frontend {
  readonly name: string
  readonly binds: readonly { readonly port: number; readonly loopback: boolean; readonly tls: boolean }[]
  readonly http: boolean
  readonly acls: ReadonlyMap<string, Acl>
  readonly uses: readonly { readonly backend: string; readonly when: readonly string[] }[]
  readonly standard: string | undefined
  readonly stats: string | undefined
  readonly monitor: string | undefined
  readonly returns: readonly { readonly status: number; readonly body: string; readonly when: readonly string[] }[]
}

export interface Acl {
  readonly kind: 'path_beg' | 'path' | 'path_end' | 'host'
  readonly values: readonly string[]
}

export interface Backend {
  readonly name: string
  readonly servers: readonly (Behind & { readonly name: string; readonly backup: boolean; readonly line: number })[]
  readonly serverTimeout: number | undefined
  readonly connectTimeout: number | undefined
}

/** Why it does not start: what stands after [ALERT]. */
export class HaproxyProblem {
  readonly lines: readonly string[]

  constructor(...lines: readonly string[]) {
    this.lines = lines
  }
}

interface Section {
  readonly kind: string
  readonly name: string
  readonly lines: { readonly words: readonly string[]; readonly line: number }[]
}

const SECTIONS =
  /^(?:global|defaults|frontend|backend|listen|userlist|peers|resolvers|mailers|cache|program|http-errors|ring|log-forward|fcgi-app|crt-store|traces|acme|log-profile)$/

/** Keywords whose effect would be seen, and is not here. */
const NOT_SIMULATED =
  /^(?:stick-table|stick|http-request (?:deny|redirect|auth|tarpit|set-path|replace-path|add-header|set-header)|filter|compression|errorfile|redirect|cookie|option httpchk|rate-limit|lua-load)/

// haproxy: src/cfgparse.c readcfgfile (3.0)
export function readHaproxyConfig(text: string, path: string): HaproxyConfig {
  const sections = sectionsOf(text, path)
  const frontends: Frontend[] = []
  const backends = new Map<string, Backend>()
  const defaults: Section['lines'] = []
  const notSimulated: string[] = []
  for (const section of sections) {
    for (const { words, line } of section.lines) {
      const found = NOT_SIMULATED.exec(words.join(' '))?.[0]
      if (found !== undefined) notSimulated.push(`"${found}" in ${path}:${line}`)
    }
    if (section.kind === 'defaults') {
      defaults.length = 0
      defaults.push(...section.lines)
    }
    if (section.kind === 'frontend' || section.kind === 'listen') frontends.push(frontendOf(section, defaults, path))
    if (section.kind === 'backend' || section.kind === 'listen')
      backends.set(section.name, backendOf(section, defaults))
  }
  for (const { name, standard, uses } of frontends) {
    for (const wanted of [...uses.map(({ backend }) => backend), ...(standard === undefined ? [] : [standard])]) {
      if (!backends.has(wanted) && !wanted.includes('%')) {
        throw new HaproxyProblem(
          `config : Proxy '${name}': unable to find required ${wanted === standard ? 'default_backend' : 'use_backend'}: '${wanted}'.`,
          'config : Fatal errors found in configuration.',
        )
      }
    }
  }
  return { frontends, backends, notSimulated }
}

function sectionsOf(text: string, path: string): readonly Section[] {
  const sections: Section[] = []
  for (const [index, raw] of text.split('\n').entries()) {
    const words = wordsOf(raw)
    const [first = ''] = words
    if (first === '') continue
    if (SECTIONS.test(first)) sections.push({ kind: first, name: words[1] ?? '', lines: [] })
    else {
      const current = sections.at(-1)
      if (!current) {
        throw new HaproxyProblem(
          `config : parsing [${path}:${index + 1}] : unknown keyword '${first}' out of section.`,
          `config : Error(s) found in configuration file : ${path}`,
          'config : Fatal errors found in configuration.',
        )
      }
      current.lines.push({ words, line: index + 1 })
    }
  }
  if (sections.length === 0)
    throw new HaproxyProblem("config : No enabled listener found (check for 'bind' directives) ! Exiting.")
  return sections
}

/** Words with quotes and backslashes; a hash starts a comment. */
function wordsOf(line: string): string[] {
  const words: string[] = []
  for (const [, quoted, single, bare = ''] of line.matchAll(
    /"((?:[^"\\]|\\.)*)"|'([^']*)'|((?:[^\s#"'\\]|\\.)+)|#.*$/g,
  )) {
    const word = quoted ?? single ?? bare
    if (quoted !== undefined || single !== undefined || word !== '') words.push(word.replace(/\\(.)/g, '$1'))
  }
  return words
}

function frontendOf({ name, lines }: Section, defaults: Section['lines'], path: string): Frontend {
  const all = [...defaults, ...lines]
  const last = (keyword: string): readonly string[] | undefined =>
    all.findLast(({ words }) => words[0] === keyword)?.words
  const conditionOf = (words: readonly string[]): readonly string[] => {
    const at = words.indexOf('if')
    return at < 0 ? [] : words.slice(at + 1)
  }
  const acls = new Map<string, Acl>()
  for (const { words } of lines) {
    if (words[0] !== 'acl') continue
    const [, aclName = '', fetch = '', ...rest] = words
    const values = rest.filter((word) => !word.startsWith('-'))
    const kind = /^hdr(?:_\w+)?\(host\)/i.test(fetch)
      ? 'host'
      : (['path_beg', 'path_end', 'path'] as const).find((each) => each === fetch)
    if (kind) acls.set(aclName, { kind, values })
  }
  return {
    name,
    binds: lines.filter(({ words }) => words[0] === 'bind').flatMap(({ words, line }) => bindsOf(words, line, path)),
    http: last('mode')?.[1] === 'http',
    acls,
    uses: lines
      .filter(({ words }) => words[0] === 'use_backend')
      .map(({ words }) => ({ backend: words[1] ?? '', when: conditionOf(words) })),
    standard: last('default_backend')?.[1] ?? (lines.some(({ words }) => words[0] === 'server') ? name : undefined),
    stats: lines.some(({ words }) => words[0] === 'stats')
      ? (lines.findLast(({ words }) => words[0] === 'stats' && words[1] === 'uri')?.words[2] ?? '/haproxy?stats')
      : undefined,
    monitor: last('monitor-uri')?.[1],
    returns: lines
      .filter(({ words }) => words[0] === 'http-request' && words[1] === 'return')
      .map(({ words }) => ({
        status: Number(words[words.indexOf('status') + 1]) || 200,
        body: words.includes('string')
          ? (words[words.indexOf('string') + 1] ?? '')
          : words.includes('lf-string')
            ? (words[words.indexOf('lf-string') + 1] ?? '')
            : '',
        when: conditionOf(words),
      })),
  }
}

function bindsOf(words: readonly string[], line: number, path: string): Frontend['binds'] {
  return (words[1] ?? '').split(',').flatMap((address) => {
    if (/^(?:unix@|\/|abns@|fd@)/.test(address)) return []
    const [, host = '', port = ''] = /^(.*?):(\d{1,5})$/.exec(address) ?? []
    if (port === '') {
      throw new HaproxyProblem(
        `config : parsing [${path}:${line}] : 'bind' : missing port number: '${address}'`,
        `config : Error(s) found in configuration file : ${path}`,
        'config : Fatal errors found in configuration.',
      )
    }
    return [{ port: Number(port), loopback: /^127\./.test(host), tls: words.includes('ssl') }]
  })
}

function backendOf({ name, lines }: Section, defaults: Section['lines']): Backend {
  const timeout = (which: string): number | undefined =>
    timeOf([...defaults, ...lines].findLast(({ words }) => words[0] === 'timeout' && words[1] === which)?.words[2])
  return {
    name,
    servers: lines
      .filter(({ words }) => words[0] === 'server')
      .flatMap(({ words, line }) => {
        const behind = behindOf(words[2] ?? '')
        return behind ? [{ ...behind, name: words[1] ?? '', backup: words.includes('backup'), line }] : []
      }),
    serverTimeout: timeout('server'),
    connectTimeout: timeout('connect'),
  }
}

/** 5s, 1m, 5000 (milliseconds). */
function timeOf(text: string | undefined): number | undefined {
  const [, number, unit = 'ms'] = /^(\d{1,9})(us|ms|s|m|h|d)?$/.exec(text ?? '') ?? []
  const factor = { us: 0.001, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit] ?? 1
  return number === undefined ? undefined : Math.round(Number(number) * factor)
}
