import type { Program } from '../../engine/runtime/program.ts'
import { untilSignal } from './server-loop.ts'

/** What an image without known behaviour is assumed to run: a server on the declared ports that is content with everything. */
export const assumedServer: Program = function* (sys) {
  for (const port of sys.declaredPorts) {
    const listener = sys.listen(port, { kind: 'http', handle: () => ({ status: 200, body: 'ok\n' }) })
    if (typeof listener === 'string') {
      yield* sys.stderr.write(`listen tcp :${port}: bind: address already in use\n`)
      return 1
    }
  }
  yield* untilSignal(sys, ['SIGTERM', 'SIGINT', 'SIGQUIT'])
  return 0
}
