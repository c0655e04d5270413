import type { Program, Sys } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { ownValue } from '../../lib/own.ts'
import { baseName } from '../tool.ts'
import { describedProgram } from './described-program.ts'
import { untilSignal } from './server-loop.ts'

/** Where they listen unless they are told otherwise. */
const STANDARD_PORTS: Readonly<Record<string, number>> = { flask: 5000, gunicorn: 8000, uvicorn: 8000, fastapi: 8000 }

/**
 * flask, gunicorn, uvicorn: they serve an application that nobody knows, on the port that they are given; else on those
 * that the manifest asks for.
 */
export const appServer: Program = function* (sys) {
  const name = baseName(sys.argv[0] ?? '')
  const words = sys.argv.slice(1).join(' ')
  if (/^--version\b/.test(words)) {
    yield* sys.stdout.write(`${name} (placeholder)\n`)
    return 0
  }
  yield* sys.stderr.write(`${name}: not simulated: what the application does\n`)
  const given = /(?:--port[= ]|-p[= ]?|(?:--bind|-b)[= ]?[\w.[\]]*:)(\d+)/.exec(words)?.[1]
  if (given === undefined && sys.described.ports.length > 0) return yield* describedProgram(sys)
  const everywhere = /(?:--host|-h|--bind|-b)[= ]?(?:0\.0\.0\.0|\[::\]|:\d)/.test(words)
  return yield* serveApp(sys, Number(given ?? ownValue(STANDARD_PORTS, name) ?? 8000), everywhere)
}

function* serveApp(sys: Sys, port: number, everywhere: boolean): Task<number> {
  const server = { kind: 'http', handle: () => ({ status: 200, body: 'ok\n' }) } as const
  if (typeof sys.listen(port, server, everywhere ? 'any' : 'loopback') === 'string') {
    yield* sys.stderr.write(`[Errno 98] Address already in use\n`)
    return 1
  }
  yield* untilSignal(sys, ['SIGTERM', 'SIGINT', 'SIGQUIT'])
  return 0
}
