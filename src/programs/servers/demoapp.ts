import type { HttpAnswer, HttpRequest, HttpResponse } from '../../engine/program-api/network.ts'
import type { Program, Sys } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import type { Duration } from '../../lib/time.ts'
import { formatDate } from '../calendar.ts'
import { header, pathOf, writeNow } from './server-loop.ts'

type Check = 'livez' | 'readyz'

/** How long it sleeps before its first answer; every request that comes before that one is through sleeps too. */
const FIRST_TAKES: Readonly<Record<Check, Duration>> = { livez: 5000, readyz: 15_000 }
/** What it answers when it has been told to say anything else than OK. */
const NOT_OK: Readonly<Record<Check, number>> = { livez: 506, readyz: 507 }

/** What it was told to say of itself, and how often it has. */
interface Health {
  readonly says: Record<Check, string>
  readonly answered: Record<Check, number>
}

/**
 * The demo application of the iKubernetes courses: a Flask server whose health can be talked down and up again. Python
 * has no handler for SIGTERM: as the first process of a container it lives until SIGKILL.
 */
export const demoapp: Program = function* (sys) {
  const args = sys.argv
  const flag = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const port = Number(flag('-p') ?? sys.env.get('PORT') ?? 80) || 80
  const host = flag('-h') ?? sys.env.get('HOST') ?? '0.0.0.0'
  const health: Health = { says: { livez: 'OK', readyz: 'OK' }, answered: { livez: 0, readyz: 0 } }
  const handle = (request: HttpRequest): HttpResponse | Task<HttpAnswer> => {
    const path = pathOf(request)
    if (path !== '/livez' && path !== '/readyz') return log(request, page(sys, request))
    const name = path === '/livez' ? 'livez' : 'readyz'
    if (request.method !== 'POST') return checked(request, name)
    health.says[name] = new RegExp(`(?:^|&)${name}=([^&]*)`).exec(request.body)?.[1] ?? health.says[name]
    return log(request, html(200, ''))
  }
  function* checked(request: HttpRequest, name: Check): Task<HttpAnswer> {
    if (health.answered[name] === 0) yield FIRST_TAKES[name]
    health.answered[name]++
    const said = health.says[name]
    return log(request, html(said === 'OK' ? 200 : NOT_OK[name], said))
  }
  const log = (request: HttpRequest, response: HttpResponse): HttpResponse => {
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

function html(status: number, body: string): HttpResponse {
  return { status, body, headers: { 'Content-Type': 'text/html' } }
}

function page(sys: Sys, request: HttpRequest): HttpResponse {
  switch (pathOf(request)) {
    case '/':
      return html(
        200,
        `iKubernetes demoapp v1.0 !! ClientIP: ${request.remoteAddress ?? '127.0.0.1'}, ServerName: ${sys.hostname}, ServerIP: ${sys.podIP}!\n`,
      )
    case '/hostname':
      return html(200, `ServerName: ${sys.hostname}\n`)
    case '/user-agent':
      return html(200, `User-Agent: ${header(request, 'user-agent') ?? ''}\n`)
    case '/configs':
      return html(200, `DEPLOYENV: ${sys.env.get('DEPLOYENV') ?? ''}\nRELEASE: ${sys.env.get('RELEASE') ?? ''}\n`)
    default:
      return html(404, '<h1>Not Found</h1>\n')
  }
}
