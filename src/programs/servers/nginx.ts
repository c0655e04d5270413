import type { Task } from '../../engine/kernel/task.ts'
import type { Child, HttpRequest, HttpResponse, Listener, Program, Signal, Sys } from '../../engine/runtime/program.ts'
import { formatDate } from '../calendar.ts'
import { errorText } from '../tool.ts'
import { ConfigProblem, type Location, readConfig, type VirtualServer } from './nginx-config.ts'
import { header, pathOf, writeNow } from './server-loop.ts'

const PID_FILE = '/run/nginx.pid'
const CONFIG = '/etc/nginx/nginx.conf'
const SIGNALS: Readonly<Record<string, Signal>> = {
  stop: 'SIGTERM',
  quit: 'SIGQUIT',
  reload: 'SIGHUP',
  reopen: 'SIGUSR1',
}

/** The user "nginx" in its images. */
const WORKER_USER = 101

/** nginx tries to bind so often, with a pause of half a second. */
const BIND_ATTEMPTS = 5
const BIND_PAUSE = 500

/** The master process: reads the configuration, listens, answers from files. SIGTERM ends it fast, SIGQUIT gracefully. */
export const nginx: Program = function* (sys) {
  const args = sys.argv.slice(1)
  const signalAt = args.indexOf('-s')
  if (signalAt >= 0) return yield* sendSignal(sys, args[signalAt + 1] ?? '')
  if (args.includes('-v') || args.includes('-V')) {
    yield* sys.stderr.write(`nginx version: nginx/${version(sys)}\n`)
    return 0
  }
  const config = readConfig(sys.files, args.includes('-c') ? (args[args.indexOf('-c') + 1] ?? CONFIG) : CONFIG)
  if (config instanceof ConfigProblem) {
    yield* emergency(sys, config.message)
    if (args.includes('-t')) yield* sys.stderr.write(`nginx: configuration file ${CONFIG} test failed\n`)
    return 1
  }
  if (args.includes('-t') || args.includes('-T')) {
    yield* sys.stderr.write(
      `nginx: the configuration file ${CONFIG} syntax is ok\nnginx: configuration file ${CONFIG} test is successful\n`,
    )
    return 0
  }
  return yield* serve(sys, config, !/daemon\s+off/.test(args.join(' ')))
}

function* serve(sys: Sys, config: readonly VirtualServer[], daemon: boolean): Task<number> {
  const cannot = makeDirectories(sys)
  if (cannot) {
    yield* emergency(sys, cannot)
    return 1
  }
  if (daemon) {
    // It puts itself into the background; in a container the first process has ended then, and all is over.
    sys.fork((child) => master(child, config), { background: true })
    return 0
  }
  return yield* master(sys, config)
}

/** nginx makes its directories as it starts: with a read-only root or another user that is where it fails. */
function makeDirectories(sys: Sys): string | undefined {
  for (const name of ['client_temp', 'proxy_temp', 'fastcgi_temp', 'uwsgi_temp', 'scgi_temp']) {
    const path = `/var/cache/nginx/${name}`
    const error = sys.files.makeDirectory(path)
    if (!error || error === 'EEXIST') {
      // As root it gives them to its workers' user.
      if (sys.uid !== 0 || sys.hasCapability('CHOWN')) continue
      return `chown("${path}", ${WORKER_USER}) failed (1: Operation not permitted)`
    }
    const errno = error === 'EROFS' ? 30 : error === 'EACCES' ? 13 : error === 'ENOSPC' ? 28 : 2
    return `mkdir() "${path}" failed (${errno}: ${errorText(error)})`
  }
  return undefined
}

function* master(sys: Sys, config: readonly VirtualServer[]): Task<number> {
  sys.setTitle(`nginx: master process ${sys.argv.join(' ')}`)
  const listeners = yield* listenToAll(sys, config)
  if (!listeners) return 1
  const error = sys.files.write(PID_FILE, `${sys.pid}\n`)
  if (error) {
    const errno = error === 'EROFS' ? 30 : error === 'EACCES' ? 13 : 2
    yield* emergency(sys, `open() "${PID_FILE}" failed (${errno}: ${errorText(error)})`)
    return 1
  }
  const lines = ['using the "epoll" event method', `nginx/${version(sys)}`, 'OS: Linux', 'start worker processes']
  for (const line of lines) {
    yield* notice(sys, line)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGUSR1', 'SIGWINCH'] as const)
    sys.on(signal, 'catch')
  const workers = startWorkers(sys)
  for (;;) {
    const signal = sys.takeSignal()
    if (!signal) {
      yield* sys.pause()
      continue
    }
    if (signal === 'SIGHUP') {
      yield* notice(sys, 'signal 1 (SIGHUP) received from 1, reconfiguring')
      continue
    }
    if (signal === 'SIGUSR1' || signal === 'SIGWINCH') continue
    const [number, how] =
      signal === 'SIGQUIT' ? [3, 'shutting down'] : signal === 'SIGTERM' ? [15, 'exiting'] : [2, 'exiting']
    yield* notice(sys, `signal ${number} (${signal}) received from 1, ${how}`)
    for (const listener of listeners) listener.close()
    for (const worker of workers) if (worker.status === undefined) sys.kill(worker.pid, 'SIGKILL')
    sys.files.removeFile(PID_FILE)
    yield* notice(sys, 'exit')
    return 0
  }
}

/** They do the work; here the master does, and they are only seen. */
function startWorkers(sys: Sys): Child[] {
  const uid = sys.uid === 0 ? WORKER_USER : sys.uid
  return Array.from({ length: workerCount(sys) }, () =>
    sys.fork(
      function* (worker) {
        worker.setTitle('nginx: worker process')
        for (;;) yield* worker.pause()
      },
      { uid },
    ),
  )
}

function workerCount(sys: Sys): number {
  const config = sys.files.read(CONFIG)
  const said = typeof config === 'string' ? undefined : /^\s*worker_processes\s+(\w+)\s*;/m.exec(config.text)?.[1]
  if (said !== 'auto') return Number(said) || 1
  const cpus = sys.files.read('/proc/cpuinfo')
  return typeof cpus === 'string' ? 1 : (cpus.text.match(/^processor/gm)?.length ?? 1)
}

function* listenToAll(sys: Sys, config: readonly VirtualServer[]): Task<readonly Listener[] | undefined> {
  const listeners: Listener[] = []
  const ports = [...new Set(config.flatMap((server) => server.ports))]
  for (const port of ports) {
    const server = config.find((each) => each.ports.includes(port)) as VirtualServer
    const listener = yield* listenTo(sys, port, server)
    if (!listener) return undefined
    listeners.push(listener)
  }
  return listeners
}

function* listenTo(sys: Sys, port: number, server: VirtualServer): Task<Listener | undefined> {
  for (let attempt = 0; attempt < BIND_ATTEMPTS; attempt++) {
    const listener = sys.listen(port, { kind: 'http', handle: (request) => answer(sys, server, request) })
    if (typeof listener !== 'string') return listener
    const reason = listener === 'EADDRINUSE' ? '98: Address already in use' : '13: Permission denied'
    yield* emergency(sys, `bind() to 0.0.0.0:${port} failed (${reason})`)
    if (listener === 'EACCES') return undefined
    yield* sys.sleep(BIND_PAUSE)
  }
  yield* emergency(sys, 'still could not bind()')
  return undefined
}

const REASONS: Readonly<Record<number, string>> = { 403: 'Forbidden', 404: 'Not Found', 405: 'Not Allowed' }

function answer(sys: Sys, server: VirtualServer, request: HttpRequest): HttpResponse {
  const path = pathOf(request)
  const response = respond(sys, server, path, request.method)
  const size = response.body?.length ?? 0
  const client = request.remoteAddress ?? '127.0.0.1'
  const when = formatDate(sys.now(), '%d/%b/%Y:%H:%M:%S +0000')
  const what = `"${request.method} ${request.path} HTTP/1.1" ${response.status} ${size}`
  const agent = header(request, 'user-agent') ?? '-'
  writeNow(sys.stdout, `${client} - - [${when}] ${what} "-" "${agent}" "-"\n`)
  return { ...response, headers: { Server: `nginx/${version(sys)}`, ...response.headers } }
}

function respond(sys: Sys, server: VirtualServer, path: string, method: string): HttpResponse {
  const location = locationFor(server, path)
  if (location?.answer) return { status: location.answer.status, body: location.answer.text }
  if (method !== 'GET' && method !== 'HEAD') return failure(sys, 405)
  const root = location?.root ?? server.root ?? '/usr/share/nginx/html'
  const target = `${root}${path}`
  const stat = sys.files.stat(target)
  if (typeof stat === 'string') return failure(sys, stat === 'EACCES' ? 403 : 404)
  const file = stat.kind === 'directory' ? `${target}/index.html` : target
  const content = sys.files.read(file)
  if (typeof content === 'string') return failure(sys, stat.kind === 'directory' || content === 'EACCES' ? 403 : 404)
  const isText = !/\.html?$/.test(file)
  return { status: 200, body: content.text, headers: { 'Content-Type': isText ? 'text/plain' : 'text/html' } }
}

/** An exact location first, then the longest that the path begins with. */
function locationFor(server: VirtualServer, path: string): Location | undefined {
  const exact = server.locations.find((location) => location.exact && location.path === path)
  if (exact) return exact
  return server.locations
    .filter((location) => !location.exact && path.startsWith(location.path))
    .sort((a, b) => b.path.length - a.path.length)[0]
}

function failure(sys: Sys, status: number): HttpResponse {
  const title = `${status} ${REASONS[status] ?? ''}`
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/${version(sys)}</center>\r\n</body>\r\n</html>\r\n`
  return { status, body, headers: { 'Content-Type': 'text/html' } }
}

function* sendSignal(sys: Sys, name: string): Task<number> {
  const signal = SIGNALS[name]
  if (!signal) {
    yield* sys.stderr.write(`nginx: invalid option: "-s ${name}"\n`)
    return 1
  }
  const file = sys.files.read(PID_FILE)
  if (typeof file === 'string') {
    yield* sys.stderr.write(`nginx: [error] open() "${PID_FILE}" failed (2: No such file or directory)\n`)
    return 1
  }
  yield* notice(sys, 'signal process started')
  if (sys.kill(Number(file.text), signal)) return 0
  yield* sys.stderr.write(`nginx: [alert] kill(${file.text.trim()}, ${name}) failed (3: No such process)\n`)
  return 1
}

function version(sys: Sys): string {
  return sys.env.get('NGINX_VERSION') ?? '1.29.3'
}

/** Where the configuration asks for notices; warnings are all that older images write. */
function* notice(sys: Sys, text: string): Task<void> {
  const main = sys.files.read(CONFIG)
  if (typeof main !== 'string' && /^\s*error_log\s+\S+\s+(warn|error|crit|alert|emerg)/m.test(main.text)) return
  const when = formatDate(sys.now(), '%Y/%m/%d %H:%M:%S')
  yield* sys.stderr.write(`${when} [notice] ${sys.pid}#${sys.pid}: ${text}\n`)
}

function* emergency(sys: Sys, text: string): Task<void> {
  const when = formatDate(sys.now(), '%Y/%m/%d %H:%M:%S')
  yield* sys.stderr.write(`${when} [emerg] ${sys.pid}#${sys.pid}: ${text}\nnginx: [emerg] ${text}\n`)
}
