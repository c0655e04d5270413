import { BadOption, parseOptions } from '../options.ts'
import { absolute, baseName, errorText, fail, print, type Tool } from '../tool.ts'
import { sayPlaceholder } from './placeholder.ts'
import { hostAsGiven, parseUrl, reasonOf } from './url.ts'

/** busybox gives up after 15 minutes unless told otherwise. */
const STANDARD_TIMEOUT = 900

export const wget: Tool = function* (call) {
  const options = parseOptions(call.args, 'qO:ST:t:cU:Y:P:o:snv!~:4', {
    quiet: 'q',
    'output-document': 'O',
    timeout: 'T',
    tries: 't',
    spider: 's',
    'no-check-certificate': 'c',
    header: 'U',
    'post-data': 'Y',
    'server-response': 'S',
    'body-data': 'Y',
    'connect-timeout': 'T',
    'read-timeout': 'T',
    // GNU's, which change nothing here: without a value, and with one.
    ...Object.fromEntries(
      [
        'no-proxy',
        'no-verbose',
        'no-cache',
        'no-hsts',
        'retry-connrefused',
        'content-on-error',
        'inet4-only',
        'continue',
      ]
        .concat([
          'show-progress',
          'no-dns-cache',
          'no-cookies',
          'no-http-keep-alive',
          'https-only',
          'auth-no-challenge',
        ])
        .map((name) => [name, '!']),
    ),
    ...Object.fromEntries(
      ['user-agent', 'waitretry', 'wait', 'dns-timeout', 'max-redirect', 'method', 'user', 'password', 'http-user']
        .concat([
          'http-password',
          'ca-certificate',
          'certificate',
          'private-key',
          'secure-protocol',
          'progress',
          'referer',
        ])
        .map((name) => [name, '~']),
    ),
  })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const quiet = options.has('q')
  const [text] = options.operands
  if (text === undefined) return yield* fail(call, 'missing URL')
  const url = parseUrl(text)
  if (!url) return yield* fail(call, `not an http or ftp url: ${text}`)
  const shown = hostAsGiven(text, url)
  const [address] = call.sys.resolve(url.host)
  if (address === undefined) return yield* fail(call, `bad address '${shown}'`)
  const say = function* (line: string) {
    if (!quiet) yield* call.stderr.write(`${line}\n`)
  }
  yield* say(`Connecting to ${shown} (${address}:${url.port})`)
  const post = options.value('Y')
  const request = {
    method: post === undefined ? 'GET' : 'POST',
    path: url.path,
    headers: { Host: url.host, 'User-Agent': 'Wget' },
    body: post ?? '',
    scheme: url.scheme,
  }
  const timeout = Number(options.value('T') ?? STANDARD_TIMEOUT) * 1000
  const outcome = yield* call.sys.request(url.host, url.port, request, timeout)
  switch (outcome.kind) {
    case 'unknownHost':
      return yield* fail(call, `bad address '${shown}'`)
    case 'refused':
      return yield* fail(call, `can't connect to remote host (${address}): Connection refused`)
    case 'timeout':
      return yield* fail(call, 'download timed out')
    case 'malformed':
      return yield* fail(call, 'bad header line')
    case 'response': {
      const { status, body = '' } = outcome.response
      if (status >= 400) return yield* fail(call, `server returned error: HTTP/1.1 ${status} ${reasonOf(status)}`)
      if (options.has('s')) {
        yield* say('remote file exists')
        return 0
      }
      const name = options.value('O') ?? (baseName(url.path.replace(/\?.*$/, '')) || 'index.html')
      if (name === '-') {
        const printed = yield* print(call, body)
        yield* say(
          `-                    100% |********************************| ${String(body.length).padStart(5)}  0:00:00 ETA\nwritten to stdout`,
        )
        return printed
      }
      const error = call.sys.files.write(absolute(call.sys.cwd, name), body)
      if (error) return yield* fail(call, `can't open '${name}': ${errorText(error)}`)
      yield* sayPlaceholder(call, name, body)
      yield* say(
        `saving to '${name}'\n${name.padEnd(20)} 100% |********************************| ${String(body.length).padStart(5)}  0:00:00 ETA\n'${name}' saved`,
      )
      return 0
    }
  }
}
