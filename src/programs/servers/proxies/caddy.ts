import type { HttpAnswer, HttpRequest, HttpResponse } from '../../../engine/program-api/network.ts'
import type { Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { absolute } from '../../tool.ts'
import { known } from '../config/unknown-config.ts'
import { type Answered, type Port, runDaemon } from '../daemon.ts'
import { serveFiles } from '../files-server.ts'
import { header, pathOf } from '../server-loop.ts'
import { type CaddyDirective, type Caddyfile, CaddyProblem, readCaddyfile, type Site } from './caddyfile.ts'
import { behindOf, handedBack, passOn, Turns } from './pass-on.ts'

const LOG = '{"level":"info","ts":%s.%L,"msg":'

/** Directives whose effect would be seen, and is not here. */
const NOT_SIMULATED =
  /^(?:basicauth|basic_auth|forward_auth|php_fastcgi|templates|map|intercept|acme_server|handle_errors|import|try_files)$/

/** caddy run, file-server, respond and reverse-proxy. */
export function* caddy(sys: Sys): Task<number> {
  const [verb = '', ...args] = sys.argv.slice(1)
  const option = (name: string): string | undefined => {
    const at = args.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`))
    return args[at]?.includes('=') ? args[at]?.slice(name.length + 3) : at < 0 ? undefined : args[at + 1]
  }
  if (verb === 'version') {
    yield* sys.stdout.write('v2.9.1\n')
    return 0
  }
  let config: Caddyfile
  let path = ''
  if (verb === 'run' || verb === 'validate' || verb === 'adapt') {
    path = absolute(sys.cwd, option('config') ?? 'Caddyfile')
    const file = sys.files.read(path)
    if (typeof file === 'string') {
      yield* sys.stderr.write(`Error: reading config from file: open ${path}: no such file or directory\n`)
      return 1
    }
    try {
      config = readCaddyfile(known(file.text, path), path, sys.env)
    } catch (error) {
      if (!(error instanceof CaddyProblem)) throw error
      yield* sys.stderr.write(`Error: ${error.message}\n`)
      return 1
    }
    if (verb !== 'run') {
      yield* sys.stdout.write('Valid configuration\n')
      return 0
    }
  } else {
    const made = siteOf(verb, args, option)
    if (!made) {
      yield* sys.stderr.write(`Error: unknown command "${verb}" for "caddy"\n`)
      return 1
    }
    config = { global: [], sites: [made] }
  }
  for (const { directives } of config.sites) {
    for (const { name, line } of directives)
      if (NOT_SIMULATED.test(name)) yield* sys.stderr.write(`caddy: not simulated: "${name}" in ${path}:${line}\n`)
  }
  return yield* runDaemon(sys, {
    memoryMiB: 15,
    says: `${LOG}"using config from file","file":"${path.replaceAll('%', '%%')}"}`,
    ready: `${LOG}"serving initial configuration"}`,
    ports: portsOf(sys, config),
    stop: { says: `${LOG}"shutdown complete","signal":"SIGTERM","exit_code":0}` },
  })
}

/** What the short commands mean as a site. */
function siteOf(verb: string, args: readonly string[], option: (name: string) => string | undefined): Site | undefined {
  const directive = (name: string, ...words: readonly string[]): CaddyDirective => ({
    name,
    args: words,
    block: [],
    line: 0,
  })
  switch (verb) {
    case 'file-server':
      return {
        address: option('listen') ?? ':80',
        directives: [
          directive('root', '*', option('root') ?? '.'),
          args.includes('--browse') ? directive('file_server', 'browse') : directive('file_server'),
        ],
      }
    case 'respond': {
      const body =
        option('body') ?? args.findLast((arg, i) => !arg.startsWith('-') && !args[i - 1]?.startsWith('--')) ?? ''
      return { address: option('listen') ?? ':80', directives: [directive('respond', body, option('status') ?? '200')] }
    }
    case 'reverse-proxy':
      return { address: option('from') ?? ':443', directives: [directive('reverse_proxy', option('to') ?? '')] }
    default:
      return undefined
  }
}

function portsOf(sys: Sys, { global, sites }: Caddyfile): Port[] {
  const globalArg = (name: string): string | undefined => global.find((each) => each.name === name)?.args[0]
  const httpPort = Number(globalArg('http_port') ?? 80)
  const httpsPort = Number(globalArg('https_port') ?? 443)
  const plain = globalArg('auto_https') === 'off'
  const byPort = new Map<number, { readonly host: string; readonly tls: boolean; readonly site: Site }[]>()
  for (const site of sites) {
    const [, scheme, host = '', port] = /^(?:(https?):\/\/)?([^:/]*)(?::(\d{1,5}))?/.exec(site.address) ?? []
    // A name asks for a certificate, unless it is told not to.
    const named = host !== '' && !/^[\d.*]+$/.test(host)
    const tls = scheme === 'https' || (scheme === undefined && named && !plain && port !== String(httpPort))
    const number = port === undefined ? (tls ? httpsPort : httpPort) : Number(port)
    byPort.set(number, [...(byPort.get(number) ?? []), { host, tls, site }])
  }
  const turns = new Turns()
  const ports: Port[] = [...byPort].map(([port, all]) => ({
    port,
    tls: all.every(({ tls }) => tls),
    http: {
      '*': (request) => {
        const asked = (header(request, 'host') ?? '').replace(/:\d+$/, '')
        const found = all.find(({ host }) => host === asked) ?? all.find(({ host }) => host === '' || host === '*')
        return found ? answer(sys, found.site.directives, request, turns) : { status: 200, headers: SERVER, body: '' }
      },
    },
  }))
  const secure = [...byPort.values()].flat().some(({ tls }) => tls)
  if (secure && !plain && !byPort.has(httpPort)) {
    ports.push({
      port: httpPort,
      http: {
        '*': (request) => ({
          status: 308,
          headers: { ...SERVER, Location: `https://${header(request, 'host') ?? ''}${request.path}` },
          body: '',
        }),
      },
    })
  }
  const admin = globalArg('admin')
  const adminPort = admin === undefined ? 2019 : Number(/:(\d+)$/.exec(admin)?.[1] ?? 0)
  if (admin !== 'off' && adminPort > 0)
    ports.push({
      port: adminPort,
      loopback: !/^(?:0\.0\.0\.0|:)/.test(admin ?? '127'),
      http: { '/config/': '{}\n', '*': '{}' },
    })
  return ports
}

const SERVER = { Server: 'Caddy' } as const

/** The order in which directives count, whatever order they stand in. */
const ORDER = [
  'header',
  'redir',
  'rewrite',
  'uri',
  'handle',
  'handle_path',
  'route',
  'abort',
  'error',
  'respond',
  'metrics',
  'reverse_proxy',
  'file_server',
]

function answer(
  sys: Sys,
  directives: readonly CaddyDirective[],
  request: HttpRequest,
  turns: Turns,
  inOrder = true,
): Answered {
  const matchers = new Map(directives.filter(({ name }) => name.startsWith('@')).map((each) => [each.name, each]))
  const rank = ({ name }: CaddyDirective): number => ORDER.indexOf(name)
  const known = directives.filter((each) => rank(each) >= 0)
  const sorted = inOrder ? known.toSorted((a, b) => rank(a) - rank(b)) : known
  const root = directives.findLast(({ name }) => name === 'root')?.args.at(-1) ?? sys.cwd
  const added: Record<string, string> = {}
  let asked = request
  for (const directive of sorted) {
    const { args, matches } = matched(directive, asked, matchers)
    if (!matches) continue
    const [first = '', second] = args
    switch (directive.name) {
      case 'header':
        if (first !== '' && second !== undefined && !first.startsWith('-')) added[first.replace(/^[+?>]/, '')] = second
        break
      case 'rewrite':
        asked = { ...asked, path: first }
        break
      case 'uri':
        if (first === 'strip_prefix' && second && asked.path.startsWith(second))
          asked = { ...asked, path: asked.path.slice(second.length) || '/' }
        break
      case 'redir': {
        const status = second === 'permanent' ? 301 : Number(second) || 302
        return { status, headers: { ...SERVER, ...added, Location: filled(sys, first, asked) }, body: '' }
      }
      case 'handle':
      case 'route':
        return answer(sys, withRoot(directive.block, root), asked, turns, directive.name === 'handle')
      case 'handle_path': {
        const prefix = (directive.args[0] ?? '').replace(/\*$/, '').replace(/\/$/, '')
        return answer(
          sys,
          withRoot(directive.block, root),
          { ...asked, path: asked.path.slice(prefix.length) || '/' },
          turns,
        )
      }
      case 'respond': {
        const isStatus = /^\d{3}$/.test(first) && second === undefined
        const body = isStatus ? '' : filled(sys, first, asked)
        const status = isStatus ? Number(first) : Number(second) || 200
        return { status, headers: { ...SERVER, 'Content-Type': 'text/plain; charset=utf-8', ...added }, body }
      }
      case 'error':
        return { status: Number(args.find((arg) => /^\d{3}$/.test(arg))) || 500, headers: SERVER, body: '' }
      case 'metrics':
        return { status: 200, headers: SERVER, body: 'caddy_config_last_reload_successful 1\n' }
      case 'reverse_proxy':
        return forward(
          sys,
          [...args, ...directive.block.filter(({ name }) => name === 'to').flatMap((each) => each.args)],
          asked,
          turns,
        )
      case 'file_server': {
        const lists = args.includes('browse') || directive.block.some(({ name }) => name === 'browse')
        const given = serveFiles(sys, absolute(sys.cwd, root), lists)(asked)
        const body = given.status === 200 ? (given.body ?? '') : ''
        return { ...given, status: given.status === 403 ? 404 : given.status, headers: { ...SERVER, ...added }, body }
      }
    }
  }
  return { status: 200, headers: { ...SERVER, ...added }, body: '' }
}

function withRoot(block: readonly CaddyDirective[], root: string): readonly CaddyDirective[] {
  return block.some(({ name }) => name === 'root')
    ? block
    : [...block, { name: 'root', args: ['*', root], block: [], line: 0 }]
}

/** A matcher is a path, `*`, or a name with an @. */
function matched(
  { args }: CaddyDirective,
  request: HttpRequest,
  matchers: ReadonlyMap<string, CaddyDirective>,
): { readonly args: readonly string[]; readonly matches: boolean } {
  const [first = ''] = args
  const path = pathOf(request)
  if (first.startsWith('@')) {
    const matcher = matchers.get(first)
    const conditions = matcher
      ? matcher.block.length > 0
        ? matcher.block
        : [{ name: matcher.args[0] ?? '', args: matcher.args.slice(1) }]
      : []
    return { args: args.slice(1), matches: conditions.every((each) => holds(each, request)) }
  }
  const isMatcher = first === '*' || first.startsWith('/')
  if (!isMatcher) return { args, matches: true }
  return { args: args.slice(1), matches: first === '*' || pathFits(first, path) }
}

function holds(
  { name, args }: { readonly name: string; readonly args: readonly string[] },
  request: HttpRequest,
): boolean {
  switch (name) {
    case 'path':
      return args.some((each) => pathFits(each, pathOf(request)))
    case 'method':
      return args.includes(request.method)
    case 'host':
      return args.includes((header(request, 'host') ?? '').replace(/:\d+$/, ''))
    case 'header':
      return args[1] === undefined
        ? header(request, args[0] ?? '') !== undefined
        : header(request, args[0] ?? '') === args[1]
    default:
      return false
  }
}

function pathFits(pattern: string, path: string): boolean {
  if (pattern.startsWith('*') && pattern.endsWith('*') && pattern.length > 1) return path.includes(pattern.slice(1, -1))
  if (pattern.startsWith('*')) return path.endsWith(pattern.slice(1))
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern
}

function filled(sys: Sys, text: string, request: HttpRequest): string {
  const host = header(request, 'host') ?? ''
  const values = new Map([
    ['uri', request.path],
    ['path', pathOf(request)],
    ['host', host.replace(/:\d+$/, '')],
    ['hostport', host],
    ['method', request.method],
    ['remote_host', request.remoteAddress ?? '127.0.0.1'],
    ['system.hostname', sys.hostname],
    ['http.request.uri', request.path],
    ['http.request.host', host.replace(/:\d+$/, '')],
  ])
  return text.replace(/\{([a-z_.]+)\}/g, (whole, name: string) => {
    const env = /^env\.(.+)$/.exec(name)?.[1]
    return env === undefined ? (values.get(name) ?? whole) : (sys.env.get(env) ?? '')
  })
}

function* forward(sys: Sys, targets: readonly string[], request: HttpRequest, turns: Turns): Task<HttpAnswer> {
  const addresses = targets.filter((target) => target !== '')
  const target = turns.take(addresses.join(' '), addresses)
  const secure = target?.startsWith('https://') ?? false
  const behind = target === undefined ? undefined : behindOf(target.replace(/^https?:\/\//, ''), secure ? 443 : 80)
  if (!behind) return { status: 502, headers: SERVER, body: '' }
  const outcome = yield* passOn(sys, request, behind, {
    timeoutMs: 86_400_000,
    scheme: secure ? 'https' : 'http',
    headers: { 'X-Forwarded-For': request.remoteAddress ?? '127.0.0.1', 'X-Forwarded-Proto': 'http' },
  })
  if (outcome.kind !== 'response') {
    yield* sys.stderr.write(
      `{"level":"error","logger":"http.log.error","msg":"dial tcp ${behind.host}:${behind.port}: ${outcome.kind === 'refused' ? 'connect: connection refused' : outcome.kind}","status":502}\n`,
    )
    return { status: 502, headers: SERVER, body: '' }
  }
  return withVia(handedBack(outcome.response))
}

function withVia(response: HttpResponse): HttpResponse {
  return { ...response, headers: { ...response.headers, Via: '1.1 Caddy' } }
}
