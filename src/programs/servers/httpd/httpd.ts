import type { HttpAnswer, HttpRequest, HttpResponse } from '../../../engine/program-api/network.ts'
import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { formatDate } from '../../calendar.ts'
import { PerlPattern } from '../../regex/perl-pattern.ts'
import { openToWrite } from '../../streams.ts'
import { errorNumber, errorText } from '../../tool.ts'
import { type Answered, type Port, runDaemon, say } from '../daemon.ts'
import { behindOf, handedBack, passOn } from '../proxies/pass-on.ts'
import { header, pathOf, writeNow } from '../server-loop.ts'
import {
  type ApacheDirective,
  ApacheProblem,
  type Reading,
  readApacheFile,
  readApacheLine,
  syntax,
} from './httpd-config.ts'
import { type ApacheSite, ruleFor, siteOf } from './httpd-site.ts'

const ROOT = '/usr/local/apache2'
const VERSION = 'Apache/2.4.62 (Unix)'
const STAMP = '[%a %b %d %T.%L000 %Y]'

/** Directives whose effect would be seen, and is not here. */
const NOT_SIMULATED =
  /^(?:rewriterule|rewritecond|authtype|setenvif|substitute|userdir|<if$|<limit|limitrequestbody|fallbackresource|proxypassmatch|ssl\w*cert)/

/** Apache httpd: SIGWINCH, its images' stop signal, ends it gracefully. */
export const httpd: Program = function* (sys) {
  const args = sys.argv.slice(1)
  const values = (letter: string): string[] =>
    args.flatMap((arg, i) =>
      arg === `-${letter}` ? [args[i + 1] ?? ''] : new RegExp(`^-${letter}.`).test(arg) ? [arg.slice(2)] : [],
    )
  if (args.includes('-v')) {
    yield* sys.stdout.write(`Server version: ${VERSION}\n`)
    return 0
  }
  const reading: Reading = {
    files: sys.files,
    root: values('d').at(-1) ?? ROOT,
    defines: new Map(values('D').map((name) => [name, ''])),
    env: sys.env,
    // Built in, not loaded.
    modules: new Set(['core_module', 'so_module', 'http_module']),
    count: 0,
  }
  const file = values('f').at(-1) ?? 'conf/httpd.conf'
  let directives: readonly ApacheDirective[]
  try {
    directives = [
      ...values('C').flatMap((line) => readApacheLine(reading, line)),
      ...readApacheFile(reading, file.startsWith('/') ? file : `${reading.root}/${file}`),
      ...values('c').flatMap((line) => readApacheLine(reading, line)),
    ]
    checkRoot(sys, directives, reading.root)
  } catch (error) {
    if (!(error instanceof ApacheProblem)) throw error
    yield* sys.stderr.write(`${error.text}\n`)
    return 1
  }
  if (args.includes('-t')) {
    yield* sys.stderr.write('Syntax OK\n')
    return 0
  }
  const start = (own: Sys): Task<number> => serve(own, directives, reading.root)
  if (reading.defines.has('FOREGROUND') || args.includes('-X') || /httpd-foreground$/.test(sys.argv[0] ?? ''))
    return yield* start(sys)
  sys.fork(start, { background: true })
  return 0
}

/** The main server's root has to be there; of a virtual host it is only said. */
function checkRoot(sys: Sys, directives: readonly ApacheDirective[], root: string): void {
  const directive = directives.findLast(({ name }) => name === 'documentroot')
  const said = directive?.args[0]
  if (!directive || said === undefined) return
  const stat = sys.files.stat(said.startsWith('/') ? said : `${root}/${said}`)
  if (typeof stat !== 'string' && stat.kind === 'directory') return
  throw syntax(directive.file, directive.line, `DocumentRoot '${said}' is not a directory, or is not readable`)
}

function* serve(sys: Sys, directives: readonly ApacheDirective[], root: string): Task<number> {
  const main = siteOf(directives, root)
  const hosts = directives
    .filter(({ name }) => name === '<virtualhost')
    .map(({ args, inside }) => {
      const port = Number(/:(\d+)$/.exec(args[0] ?? '')?.[1]) || undefined
      return siteOf(inside, root, main, port)
    })
  const listens = directives
    .filter(({ name }) => name === 'listen')
    .map(({ args: [where = ''] }) => ({
      port: Number(/(\d+)$/.exec(where)?.[1]),
      loopback: /^127\./.test(where),
    }))
  if (listens.length === 0) {
    yield* sys.stderr.write('no listening sockets available, shutting down\nAH00015: Unable to open logs\n')
    return 1
  }
  for (const { name, file, line } of everywhere(directives)) {
    if (NOT_SIMULATED.test(name)) yield* sys.stderr.write(`httpd: not simulated: ${name} in ${file}:${line}\n`)
  }
  if (main.names.length === 0) {
    const text = `AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using ${sys.podIP}. Set the 'ServerName' directive globally to suppress this message\n`
    yield* sys.stderr.write(text)
    yield* sys.stderr.write(text)
  }
  const taken = listens.find(({ port }) => sys.sockets().some((socket) => socket.port === port))
  if (taken) {
    yield* sys.stderr.write(
      `(98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:${taken.port}\nno listening sockets available, shutting down\nAH00015: Unable to open logs\n`,
    )
    return 1
  }
  const pidFile = directives.findLast(({ name }) => name === 'pidfile')?.args[0] ?? 'logs/httpd.pid'
  const pid = pidFile.startsWith('/') ? pidFile : `${root}/${pidFile}`
  const error = sys.files.write(pid, `${sys.pid}\n`)
  if (error) {
    yield* say(
      sys,
      `${STAMP} [core:error] [pid 1:tid 1] (${errorNumber(error)})${errorText(error)}: AH00099: could not create ${pid}`,
    )
    yield* say(sys, `${STAMP} [core:error] [pid 1:tid 1] AH00100: httpd: could not log pid to file ${pid}`)
    return 1
  }
  if (cannotLeaveRoot(sys, directives)) {
    yield* say(
      sys,
      `${STAMP} [unixd:alert] [pid 7:tid 7] (1)Operation not permitted: AH02156: setgid: unable to set group id to Group 33`,
    )
    yield* say(sys, `${STAMP} [mpm_event:alert] [pid 1:tid 1] Child 7 returned a Fatal error... Apache is exiting!`)
    return 0
  }
  const log = accessLog(sys, directives, root)
  const ports: Port[] = listens.map(({ port, loopback }) => ({
    port,
    loopback,
    http: {
      '*': (request) => logged(sys, log, request, answer(sys, siteFor(hosts, main, port, request), request, port)),
    },
  }))
  return yield* runDaemon(sys, {
    memoryMiB: 8,
    ready: `${STAMP} [mpm_event:notice] [pid 1:tid 1] AH00489: ${VERSION} configured -- resuming normal operations\n${STAMP} [core:notice] [pid 1:tid 1] AH00094: Command line: 'httpd -D FOREGROUND'`,
    ports,
    stop: {
      on: ['SIGTERM', 'SIGINT', 'SIGWINCH'],
      says: `${STAMP} [mpm_event:notice] [pid 1:tid 1] AH00491: caught SIGTERM, shutting down`,
    },
  })
}

function* everywhere(directives: readonly ApacheDirective[]): Generator<ApacheDirective> {
  for (const directive of directives) {
    yield directive
    yield* everywhere(directive.inside)
  }
}

/** Its children become the user that the configuration names. */
function cannotLeaveRoot(sys: Sys, directives: readonly ApacheDirective[]): boolean {
  const named = directives.some(({ name }) => name === 'user')
  return sys.uid === 0 && named && !(sys.hasCapability('SETGID') && sys.hasCapability('SETUID'))
}

function siteFor(hosts: readonly ApacheSite[], main: ApacheSite, port: number, request: HttpRequest): ApacheSite {
  const here = hosts.filter((host) => host.port === undefined || host.port === port)
  const name = (header(request, 'host') ?? '').replace(/:\d+$/, '').toLowerCase()
  return here.find(({ names }) => names.includes(name)) ?? here[0] ?? main
}

function answer(sys: Sys, site: ApacheSite, request: HttpRequest, port: number): Answered {
  const path = pathOf(request)
  for (const { status, from, to, pattern } of site.redirects) {
    const match = pattern
      ? safeMatch(from, path)
      : path === from || path.startsWith(from.endsWith('/') ? from : `${from}/`)
        ? [from]
        : undefined
    if (!match) continue
    if (status === 410) return failed(sys, site, 410)
    const target = pattern
      ? to.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '')
      : `${to}${path.slice(from.length)}`
    const location = target.startsWith('/') ? `${originOf(request, port)}${target}` : target
    return { ...ownPage(status), headers: { ...headersOf(site), Location: location } }
  }
  const proxied = site.proxies.find(
    ({ from }) => path === from || path.startsWith(from.endsWith('/') ? from : `${from}/`),
  )
  if (proxied && proxied.to !== '!') return forward(sys, site, request, proxied)
  const alias = site.aliases.find(
    ({ from }) => path === from || path.startsWith(from.endsWith('/') ? from : `${from}/`),
  )
  const file = alias ? `${alias.to}${path.slice(alias.from.length)}` : `${site.root}${path}`
  const rule = ruleFor(site, file.replace(/(?<=.)\/$/, ''), path)
  if (rule.handler === 'server-status')
    return {
      status: 200,
      headers: headersOf(site),
      body: 'Total Accesses: 0\nServerUptimeSeconds: 0\nBusyWorkers: 1\n',
    }
  if (rule.denied) return failed(sys, site, 403)
  const stat = sys.files.stat(file)
  if (typeof stat === 'string') return failed(sys, site, stat === 'EACCES' ? 403 : 404)
  if (stat.kind !== 'directory') return page(sys, site, file)
  if (!path.endsWith('/')) {
    return { ...ownPage(301), headers: { ...headersOf(site), Location: `${originOf(request, port)}${path}/` } }
  }
  const index = site.index.find((name) => typeof sys.files.stat(`${file}${name}`) !== 'string')
  if (index !== undefined) return page(sys, site, `${file}${index}`)
  const names = rule.indexes ? sys.files.list(file) : 'EACCES'
  if (typeof names === 'string') return failed(sys, site, 403)
  const items = names.map((name) => `<li><a href="${name}"> ${name}</a></li>\n`).join('')
  return {
    status: 200,
    headers: { ...headersOf(site), 'Content-Type': 'text/html;charset=ISO-8859-1' },
    body: `<html>\n <head>\n  <title>Index of ${path}</title>\n </head>\n <body>\n<h1>Index of ${path}</h1>\n<ul>${items}</ul>\n</body></html>\n`,
  }
}

const LONGEST_SUBJECT = 8192

function safeMatch(source: string, path: string): readonly (string | undefined)[] | undefined {
  try {
    return new PerlPattern(source).match(path.slice(0, LONGEST_SUBJECT))?.groups
  } catch {
    return undefined
  }
}

function originOf(request: HttpRequest, port: number): string {
  const host = header(request, 'host') ?? `localhost${port === 80 ? '' : `:${port}`}`
  return `http://${host}`
}

function headersOf({ headers }: ApacheSite): Record<string, string> {
  return { Server: VERSION, ...Object.fromEntries(headers.map(({ name, value }) => [name, value])) }
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  txt: 'text/plain',
}

function page(sys: Sys, site: ApacheSite, path: string): HttpResponse {
  const content = sys.files.read(path)
  if (typeof content === 'string') return failed(sys, site, content === 'EACCES' ? 403 : 404)
  const extension = /\.([^./]+)$/.exec(path)?.[1] ?? ''
  const type = Object.hasOwn(TYPES, extension) ? { 'Content-Type': TYPES[extension] as string } : {}
  return { status: 200, headers: { ...headersOf(site), ...type }, body: content.text }
}

const TITLES: Readonly<Record<number, readonly [title: string, text: string]>> = {
  301: ['Moved Permanently', 'The document has moved.'],
  302: ['Found', 'The document has moved.'],
  303: ['See Other', 'The answer is elsewhere.'],
  403: ['Forbidden', "You don't have permission to access this resource."],
  404: ['Not Found', 'The requested URL was not found on this server.'],
  410: ['Gone', 'The requested resource is no longer here.'],
  502: ['Proxy Error', 'The proxy server received an invalid response from an upstream server.'],
  503: ['Service Unavailable', 'The server is temporarily unable to service your request.'],
}

function ownPage(status: number): HttpResponse {
  const [title, text] = TITLES[status] ?? [String(status), '']
  return {
    status,
    body: `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${title}</title>\n</head><body>\n<h1>${title}</h1>\n<p>${text}</p>\n</body></html>\n`,
  }
}

/** ErrorDocument: a text, a path of its own, or another place. */
function failed(sys: Sys, site: ApacheSite, status: number): HttpResponse {
  const said = site.errors.get(status)
  const headers = { ...headersOf(site), 'Content-Type': 'text/html; charset=iso-8859-1' }
  if (said === undefined) return { ...ownPage(status), headers }
  if (/^https?:\/\//.test(said)) return { status: 302, headers: { ...headers, Location: said }, body: '' }
  if (!said.startsWith('/')) return { status, headers, body: said }
  const content = sys.files.read(`${site.root}${said}`)
  return typeof content === 'string' ? { ...ownPage(status), headers } : { status, headers, body: content.text }
}

const PROXY_TIMEOUT = 60_000

function* forward(
  sys: Sys,
  site: ApacheSite,
  request: HttpRequest,
  { from, to }: { readonly from: string; readonly to: string },
): Task<HttpAnswer> {
  const [, scheme = 'http', authority = '', base = ''] = /^(https?):\/\/([^/]*)(.*)$/.exec(to) ?? []
  const behind = behindOf(authority, scheme === 'https' ? 443 : 80)
  if (!behind) return failed(sys, site, 503)
  const outcome = yield* passOn(sys, request, behind, {
    timeoutMs: PROXY_TIMEOUT,
    path: `${base}${request.path.slice(from.length)}` || '/',
    scheme: scheme as 'http',
    headers: { Host: authority, 'X-Forwarded-For': request.remoteAddress ?? '127.0.0.1' },
  })
  if (outcome.kind === 'response') return handedBack(outcome.response)
  yield* say(sys, `${STAMP} [proxy:error] [pid 7:tid 7] AH00957: http: attempt to connect to ${authority} failed`)
  return failed(sys, site, outcome.kind === 'timeout' || outcome.kind === 'malformed' ? 502 : 503)
}

type Log = (line: string) => void

/** The first CustomLog; none where there is none. */
function accessLog(sys: Sys, directives: readonly ApacheDirective[], root: string): Log | undefined {
  const path = [...everywhere(directives)].find(({ name }) => name === 'customlog' || name === 'transferlog')?.args[0]
  if (path === undefined || path.startsWith('|')) return undefined
  const target = path === '/proc/self/fd/1' ? '/dev/stdout' : path === '/proc/self/fd/2' ? '/dev/stderr' : path
  const opened = openToWrite(sys, target.startsWith('/') ? target : `${root}/${target}`, true, sys)
  return typeof opened === 'string' ? undefined : (line) => writeNow(opened, line)
}

function logged(sys: Sys, log: Log | undefined, request: HttpRequest, given: Answered): Answered {
  const write = ({ status, body = '' }: HttpResponse): void => {
    const when = formatDate(sys.now(), '%d/%b/%Y:%H:%M:%S +0000')
    const client = request.remoteAddress ?? '127.0.0.1'
    log?.(
      `${client} - - [${when}] "${request.method} ${request.path} HTTP/1.1" ${status} ${body.length === 0 ? '-' : body.length}\n`,
    )
  }
  if (!('next' in given)) {
    write(given)
    return given
  }
  return (function* (): Task<HttpAnswer> {
    const answered = yield* given
    if (answered !== 'closed') write(answered)
    return answered
  })()
}
