import type { HttpRequest, HttpResponse, Program, Sys } from '../../engine/runtime/program.ts'
import { formatDate } from '../calendar.ts'
import { header, pathOf, writeNow } from './server-loop.ts'

/** /readyz answers OK after so long. */
const READY_AFTER = 15_000
const NOT_LIVE = 506
const NOT_READY = 507

/**
 * The demo application of the iKubernetes courses: a Flask server whose health can be talked down and up again. Python
 * has no handler for SIGTERM: as the first process of a container it lives until SIGKILL.
 */
export const demoapp: Program = function* (sys) {
  const args = sys.argv
  const flag = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const port = Number(flag('-p') ?? sys.env.get('PORT') ?? 80) || 80
  const host = flag('-h') ?? sys.env.get('HOST') ?? '0.0.0.0'
  const start = sys.now()
  const state = { livez: 'OK', readyz: 'OK', readyFrom: start + READY_AFTER }
  const handle = (request: HttpRequest): HttpResponse => {
    const response = answer(sys, request, state)
    const client = request.remoteAddress ?? '127.0.0.1'
    const when = formatDate(sys.now(), '%d/%b/%Y %H:%M:%S')
    writeNow(sys.stderr, `${client} - - [${when}] "${request.method} ${request.path} HTTP/1.1" ${response.status} -\n`)
    return response
  }
  const listener = sys.listen(port, { kind: 'http', handle }, host === '127.0.0.1' ? 'loopback' : 'any')
  if (typeof listener === 'string') {
    yield* sys.stderr.write(
      listener === 'EACCES'
        ? 'PermissionError: [Errno 13] Permission denied\n'
        : 'OSError: [Errno 98] Address already in use\n',
    )
    return 1
  }
  yield* sys.stdout.write(` * Running on http://${host}:${port}/ (Press CTRL+C to quit)\n`)
  for (;;) yield* sys.pause()
}

function answer(
  sys: Sys,
  request: HttpRequest,
  state: { livez: string; readyz: string; readyFrom: number },
): HttpResponse {
  const path = pathOf(request)
  const text = (status: number, body: string): HttpResponse => ({
    status,
    body,
    headers: { 'Content-Type': 'text/html' },
  })
  if (path === '/livez' || path === '/readyz') {
    const name = path === '/livez' ? 'livez' : 'readyz'
    if (request.method === 'POST') {
      state[name] = new RegExp(`(?:^|&)${name}=([^&]*)`).exec(request.body)?.[1] ?? state[name]
      return text(200, '')
    }
    const early = name === 'readyz' && sys.now() < state.readyFrom
    const good = state[name] === 'OK' && !early
    return text(
      good ? 200 : name === 'livez' ? NOT_LIVE : NOT_READY,
      early && state[name] === 'OK' ? 'Not Ready' : state[name],
    )
  }
  switch (path) {
    case '/':
      return text(
        200,
        `iKubernetes demoapp v1.0 !! ClientIP: ${request.remoteAddress ?? '127.0.0.1'}, ServerName: ${sys.hostname}, ServerIP: ${sys.podIP}!\n`,
      )
    case '/hostname':
      return text(200, `ServerName: ${sys.hostname}\n`)
    case '/user-agent':
      return text(200, `User-Agent: ${header(request, 'user-agent') ?? ''}\n`)
    case '/configs':
      return text(200, `DEPLOYENV: ${sys.env.get('DEPLOYENV') ?? ''}\nRELEASE: ${sys.env.get('RELEASE') ?? ''}\n`)
    default:
      return text(404, '<h1>Not Found</h1>\n')
  }
}
