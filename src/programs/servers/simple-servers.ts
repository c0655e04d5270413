import type { Task } from '../../engine/kernel/task.ts'
import type { HttpRequest, HttpResponse, Program, Sys } from '../../engine/runtime/program.ts'
import { absolute } from '../tool.ts'
import { pathOf, untilSignal } from './server-loop.ts'

/** The sandbox's own program, and images that want to do nothing. */
export const pause: Program = function* (sys) {
  yield* untilSignal(sys, ['SIGTERM', 'SIGINT'])
  yield* sys.stderr.write('Shutting down, got signal: Terminated\n')
  return 0
}

/** Files of a directory: index.html for a directory that has one. */
function serveFiles(sys: Sys, root: string): (request: HttpRequest) => HttpResponse {
  return (request) => {
    const path = `${root}${pathOf(request)}`
    const stat = sys.files.stat(path)
    if (typeof stat === 'string') return { status: 404, body: '404 Not Found\n' }
    if (stat.kind !== 'directory') return page(sys, path)
    const index = page(sys, `${path}/index.html`)
    const names = sys.files.list(path)
    if (index.status === 200 || typeof names === 'string') return index
    return { status: 200, body: names.join('\n') }
  }
}

function page(sys: Sys, path: string): HttpResponse {
  const content = sys.files.read(path)
  return typeof content === 'string' ? { status: 404, body: '404 Not Found\n' } : { status: 200, body: content.text }
}

function flag(sys: Sys, name: string): string | undefined {
  const at = sys.argv.findIndex((arg) => arg === name || (arg.startsWith(name) && name.length === 2))
  if (at < 0) return undefined
  const arg = sys.argv[at] as string
  return arg === name ? sys.argv[at + 1] : arg.slice(name.length)
}

/** busybox httpd: -f stays in the foreground. It has no handler for SIGTERM. */
export const busyboxHttpd: Program = function* (sys) {
  const port = Number(/(\d+)$/.exec(flag(sys, '-p') ?? '80')?.[1])
  const root = absolute(sys.cwd, flag(sys, '-h') ?? '.')
  const run: Program = function* (own) {
    const handle = serveFiles(own, root)
    const listener = own.listen(port, { kind: 'http', handle })
    if (typeof listener === 'string') {
      yield* own.stderr.write('httpd: bind: Address already in use\n')
      return 1
    }
    for (;;) yield* own.pause()
  }
  const foreground = sys.argv.some((arg) => /^-[a-z]*f/.test(arg))
  if (foreground) return yield* run(sys)
  sys.fork(run, { background: true })
  return 0
}

/** Apache: SIGWINCH, its image's stop signal, ends it gracefully. */
export const apache: Program = function* (sys) {
  const handle = serveFiles(sys, '/usr/local/apache2/htdocs')
  const listener = sys.listen(80, { kind: 'http', handle })
  if (typeof listener === 'string') {
    yield* sys.stderr.write(
      '(98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:80\nno listening sockets available, shutting down\n',
    )
    return 1
  }
  yield* sys.stderr.write(
    `AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using ${sys.podIP}. Set the 'ServerName' directive globally to suppress this message\n`,
  )
  const signal = yield* untilSignal(sys, ['SIGTERM', 'SIGINT', 'SIGWINCH'])
  yield* sys.stderr.write(
    `AH0049${signal === 'SIGWINCH' ? 2 : 1}: caught ${signal}, shutting down${signal === 'SIGWINCH' ? ' gracefully' : ''}\n`,
  )
  return 0
}

/**
 * python3, node and other interpreters: what their scripts do is not known. `-m http.server` is; anything else runs, and
 * has no handler for SIGTERM.
 */
export const interpreter: Program = function* (sys) {
  const args = sys.argv.slice(1)
  if (args.includes('http.server')) {
    const port = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 8000)
    return yield* pythonHttpServer(sys, port)
  }
  if (args.length === 0) return 0
  if (args[0] === '--version' || args[0] === '-V' || args[0] === '-v') {
    yield* sys.stdout.write(/node/.test(sys.argv[0] ?? '') ? 'v22.11.0\n' : 'Python 3.12.7\n')
    return 0
  }
  const file = args.find((arg) => !arg.startsWith('-'))
  if (args[0] !== '-c' && args[0] !== '-e' && args[0] !== '-m' && file !== undefined) {
    const path = absolute(sys.cwd, file)
    if (typeof sys.files.stat(path) === 'string') return yield* missingScript(sys, file, path)
  }
  for (;;) yield* sys.pause()
}

function* missingScript(sys: Sys, file: string, path: string): Task<number> {
  if (/node/.test(sys.argv[0] ?? '')) {
    yield* sys.stderr.write(
      `node:internal/modules/cjs/loader:1228\n  throw err;\n  ^\n\nError: Cannot find module '${path}'\n`,
    )
    return 1
  }
  yield* sys.stderr.write(`${sys.argv[0]}: can't open file '${path}': [Errno 2] No such file or directory\n`)
  void file
  return 2
}

function* pythonHttpServer(sys: Sys, port: number): Task<number> {
  const at = sys.argv.indexOf('--directory')
  const root = absolute(sys.cwd, at < 0 ? '.' : (sys.argv[at + 1] ?? '.'))
  const listener = sys.listen(port, { kind: 'http', handle: serveFiles(sys, root) })
  if (typeof listener === 'string') {
    yield* sys.stderr.write('OSError: [Errno 98] Address already in use\n')
    return 1
  }
  yield* sys.stdout.write(`Serving HTTP on 0.0.0.0 port ${port} (http://0.0.0.0:${port}/) ...\n`)
  for (;;) yield* sys.pause()
}
