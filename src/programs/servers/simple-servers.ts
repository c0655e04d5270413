import type { Program, Sys } from '../../engine/program-api/program.ts'
import { absolute } from '../tool.ts'
import { serveFiles } from './files-server.ts'
import { untilSignal } from './server-loop.ts'

/** The sandbox's own program, and images that want to do nothing. */
export const pause: Program = function* (sys) {
  yield* untilSignal(sys, ['SIGTERM', 'SIGINT'])
  yield* sys.stderr.write('Shutting down, got signal: Terminated\n')
  return 0
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
