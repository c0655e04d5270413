import type { Program } from '../../engine/program-api/program.ts'
import { say } from './daemon.ts'

/** A command that asks a server on a port whether it is there: what exec probes run. */
interface Client {
  readonly port: number
  readonly alive: string
  readonly dead: string
  readonly code: number
}

export function client({ port, alive, dead, code }: Client): Program {
  return function* (sys) {
    const at = sys.argv.findIndex((arg) => arg === '-h' || arg === '--host')
    const host = at < 0 ? '127.0.0.1' : (sys.argv[at + 1] ?? '')
    if ((yield* sys.connect(host, port, 5000)) === 'connected') {
      yield* say(sys, alive, true)
      return 0
    }
    yield* say(sys, dead)
    return code
  }
}
