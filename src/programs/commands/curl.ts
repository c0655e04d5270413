import type { HttpOutcome, HttpResponse } from '../../engine/program-api/network.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { setOwn } from '../../lib/own.ts'
import { BadOption, type Options, parseOptions } from '../options.ts'
import { absolute, type Call, fail, print, type Tool } from '../tool.ts'
import { sayPlaceholder } from './placeholder.ts'
import { parseUrl, reasonOf, type Url } from './url.ts'

/** The kernel gives up connecting after about two minutes. */
const STANDARD_TIMEOUT = 130

const LONG: Readonly<Record<string, string>> = {
  silent: 's',
  'show-error': 'S',
  fail: 'f',
  'fail-with-body': 'f',
  output: 'o',
  request: 'X',
  data: 'd',
  'data-raw': 'd',
  json: 'd',
  header: 'H',
  head: 'I',
  include: 'i',
  location: 'L',
  insecure: 'k',
  'max-time': 'm',
  'connect-timeout': 'C',
  'write-out': 'w',
  verbose: 'v',
  'user-agent': 'A',
  retry: 'R',
  'retry-delay': 'D',
  'retry-connrefused': 'B',
  'retry-all-errors': 'B',
  url: 'U',
  get: 'G',
  compressed: 'z',
  'no-progress-meter': 's',
  http1: '0',
  'data-binary': 'd',
  'data-urlencode': 'd',
  'unix-socket': 'W',
  user: 'u',
  'remote-name': 'O',
  'no-buffer': 'N',
  globoff: 'g',
  ipv4: '4',
  ipv6: '6',
  // What changes nothing here: without a value, and with one.
  ...Object.fromEntries(
    `http1.0 http1.1 http2 http2-prior-knowledge http3 tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 sslv3 ssl ssl-reqd basic digest
    ntlm negotiate anyauth location-trusted post301 post302 path-as-is no-keepalive tcp-nodelay tcp-fastopen create-dirs
    remote-header-name progress-bar disable styled-output no-styled-output compressed-ssh raw proxy-insecure fail-early
    remove-on-error parallel no-sessionid no-alpn no-npn cert-status`
      .split(/\s+/)
      .map((name) => [name, '!']),
  ),
  ...Object.fromEntries(
    `cacert capath cert cert-type key key-type pass ciphers tls-max resolve connect-to noproxy proxy proxy-user interface
    referer cookie cookie-jar range max-redirs retry-max-time max-filesize limit-rate speed-time speed-limit
    keepalive-time oauth2-bearer form form-string upload-file proto proto-redir proto-default dns-servers doh-url
    expect100-timeout happy-eyeballs-timeout-ms trace trace-ascii dump-header config netrc-file output-dir pinnedpubkey
    aws-sigv4 local-port rate stderr`
      .split(/\s+/)
      .map((name) => [name, '~']),
  ),
}

export const curl: Tool = function* (call) {
  const options = parseOptions(
    call.args,
    'sSfo:X:d:H:IiLkm:C:w:vA:R:D:BU:GzONu:q0t:e:b:x:g46W:!~:c:F:T:J#123nr:y:Y:E:K:a',
    LONG,
  )
  if (options instanceof BadOption) {
    yield* call.stderr.write(`curl: option ${options.message.replace(/^.*: /, '-')}: is unknown\n`)
    return 2
  }
  const urls = [...options.values('U'), ...options.operands]
  if (urls.length === 0) {
    yield* call.stderr.write(`curl: try 'curl --help' or 'curl --manual' for more information\n`)
    return 2
  }
  let status = 0
  for (const text of urls) status = yield* fetchUrl(call, options, text)
  return status
}

function* fetchUrl(call: Call, options: Options, text: string, redirects = 0): Task<number> {
  const url = parseUrl(text)
  if (!url) return yield* report(call, options, 3, 'URL rejected: Malformed input to a URL function')
  const socket = options.value('W')
  if (socket !== undefined) return yield* overSocket(call, options, url, socket)
  const retries = Number(options.value('R') ?? 0)
  for (let attempt = 0; ; attempt++) {
    const start = call.sys.now()
    const outcome = yield* send(call, options, url)
    const again =
      outcome.kind === 'timeout' ||
      (outcome.kind === 'refused' && options.has('B')) ||
      (outcome.kind === 'response' && [408, 429, 500, 502, 503, 504].includes(outcome.response.status))
    if (attempt < retries && again) {
      const delay = Number(options.value('D') ?? 2 ** attempt) * 1000
      yield* call.sys.sleep(delay)
      continue
    }
    const location = options.has('L') ? locationOf(outcome, url) : undefined
    if (location === undefined) return yield* finish(call, options, url, outcome, call.sys.now() - start)
    if (redirects === MOST_REDIRECTS)
      return yield* report(call, options, 47, `Maximum (${MOST_REDIRECTS}) redirects followed`)
    if (outcome.kind === 'response' && (options.has('i') || options.has('I'))) {
      yield* print(call, headOf(outcome.response))
    }
    return yield* fetchUrl(call, options, location, redirects + 1)
  }
}

const MOST_REDIRECTS = 50

/** Nobody speaks over sockets in files here: where there is one, it is said that the answer is not simulated. */
function* overSocket(call: Call, options: Options, url: Url, socket: string): Task<number> {
  if (typeof call.sys.files.stat(absolute(call.sys.cwd, socket)) === 'string')
    return yield* report(
      call,
      options,
      7,
      `Failed to connect to ${url.host} port ${url.port} over ${socket} after 0 ms: Could not connect to server`,
    )
  yield* call.stderr.write(`curl: not simulated: what answers at ${socket}\n`)
  yield* print(call, writeOut(options.value('w') ?? '', 200, 0, 0))
  return 0
}

/** Where a redirect leads; undefined: it is none. */
function locationOf(outcome: HttpOutcome, url: Url): string | undefined {
  if (outcome.kind !== 'response' || ![301, 302, 303, 307, 308].includes(outcome.response.status)) return undefined
  const entries = Object.entries(outcome.response.headers ?? {})
  const location = entries.find(([name]) => name.toLowerCase() === 'location')?.[1]
  if (location === undefined || /^[a-z][a-z0-9+.-]*:/i.test(location)) return location
  const origin = `${url.scheme}://${url.host}:${url.port}`
  if (location.startsWith('//')) return `${url.scheme}:${location}`
  return location.startsWith('/')
    ? `${origin}${location}`
    : `${origin}${url.path.replace(/[^/]*(?:\?.*)?$/, '')}${location}`
}

function send(call: Call, options: Options, url: Url): Task<HttpOutcome> {
  const host = url.port === (url.scheme === 'https' ? 443 : 80) ? url.host : `${url.host}:${url.port}`
  const headers: Record<string, string> = { Host: host, 'User-Agent': options.value('A') ?? 'curl/7.88.1' }
  for (const line of options.values('H')) {
    const colon = line.indexOf(':')
    if (colon > 0) setOwn(headers, line.slice(0, colon), line.slice(colon + 1).trim())
  }
  const body = options.values('d').join('&')
  const method =
    options.value('X') ?? (options.has('I') ? 'HEAD' : options.has('d') && !options.has('G') ? 'POST' : 'GET')
  const path = options.has('G') && body !== '' ? `${url.path}?${body}` : url.path
  const request = { method, path, headers, body: options.has('G') ? '' : body, scheme: url.scheme }
  const seconds = options.value('m') ?? options.value('C')
  return call.sys.request(url.host, url.port, request, Math.round(Number(seconds ?? STANDARD_TIMEOUT) * 1000))
}

function* finish(call: Call, options: Options, url: Url, outcome: HttpOutcome, ms: number): Task<number> {
  switch (outcome.kind) {
    case 'unknownHost':
      return yield* report(call, options, 6, `Could not resolve host: ${url.host}`)
    case 'refused':
      return yield* report(
        call,
        options,
        7,
        `Failed to connect to ${url.host} port ${url.port} after ${ms} ms: Couldn't connect to server`,
      )
    case 'timeout':
      return yield* report(call, options, 28, `Connection timed out after ${ms} milliseconds`)
    case 'malformed':
      return url.scheme === 'https'
        ? yield* report(call, options, 35, 'error:0A00010B:SSL routines::wrong version number')
        : yield* report(call, options, 1, 'Received HTTP/0.9 when not allowed')
    case 'response': {
      const { status, body = '' } = outcome.response
      const failed = options.has('f') && status >= 400
      const head = options.has('I') || options.has('i') ? headOf(outcome.response) : ''
      const shown = failed ? '' : head + (options.has('I') ? '' : body)
      const output = options.value('o') ?? (options.has('O') ? (url.path.split('/').at(-1) ?? '') : undefined)
      if (output !== undefined && output !== '-') {
        const error = call.sys.files.write(absolute(call.sys.cwd, output), shown)
        if (error) return yield* report(call, options, 23, `Failure writing output to destination`)
        yield* sayPlaceholder(call, output, shown)
      } else yield* print(call, shown)
      yield* print(call, writeOut(options.value('w') ?? '', status, body.length, ms))
      return failed ? yield* report(call, options, 22, `The requested URL returned error: ${status}`) : 0
    }
  }
}

function headOf({ status, headers = {}, body = '' }: HttpResponse): string {
  const lines = [
    `HTTP/1.1 ${status} ${reasonOf(status)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${body.length}`,
  ]
  return `${lines.join('\r\n')}\r\n\r\n`
}

function writeOut(format: string, status: number, size: number, ms: number): string {
  return format
    .replace(/%\{(\w+)\}/g, (_, name: string) => {
      if (name === 'http_code' || name === 'response_code') return String(status).padStart(3, '0')
      if (name === 'size_download') return String(size)
      return name.startsWith('time_') ? (ms / 1000).toFixed(6) : ''
    })
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
}

function* report(call: Call, options: Options, code: number, text: string): Task<number> {
  if (code !== 22) yield* print(call, writeOut(options.value('w') ?? '', 0, 0, 0))
  if (!options.has('s') || options.has('S')) yield* fail(call, `(${code}) ${text}`)
  return code
}
