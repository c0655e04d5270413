import type { Program } from '../../../engine/program-api/program.ts'
import type { Signal } from '../../../engine/program-api/signal.ts'
import { isPlaceholder } from '../../commands/placeholder.ts'
import { fittingManifest } from '../described-program.ts'

/** A configuration that was downloaded: what stands in it nobody knows. */
export class UnknownConfig extends Error {
  readonly path: string

  constructor(path: string) {
    super(`what ${path} says`)
    this.path = path
  }
}

/** For readers of configuration files: a placeholder is none. */
export function known(text: string, path: string): string {
  if (isPlaceholder(text)) throw new UnknownConfig(path)
  return text
}

/** A server; where nobody knows its configuration, a program that does what its manifest asks of it, and says so. */
export function orFitting(server: Program, stopSignal?: Signal): Program {
  return function* (sys) {
    try {
      return yield* server(sys)
    } catch (error) {
      if (!(error instanceof UnknownConfig)) throw error
      const name = (sys.argv[0] ?? '').replace(/^.*\//, '')
      const what = `${error.message}, which is a placeholder; taken for a server that fits its manifest`
      yield* sys.stderr.write(`${name}: not simulated: ${what}\n`)
      return yield* fittingManifest(sys, stopSignal)
    }
  }
}
