import type { Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { say } from '../daemon.ts'

const DIRECTORY = '/docker-entrypoint-initdb.d'

/**
 * What lies in /docker-entrypoint-initdb.d, in the order of its names: scripts are run, statements are named and said not
 * to be simulated. A script that fails ends the entry point.
 */
export function* runInitFiles(sys: Sys, statements: RegExp, running: (path: string) => string): Task<number> {
  const names = sys.files.list(DIRECTORY)
  for (const name of typeof names === 'string' ? [] : names) {
    const path = `${DIRECTORY}/${name}`
    if (sys.files.stat(path) === 'ENOENT' || name.startsWith('..')) continue
    if (/\.sh$/.test(name)) {
      yield* say(sys, running(path), true)
      const child = sys.spawn({ argv: sys.files.access(path, 'execute') ? [path] : ['bash', path] })
      const waited = typeof child === 'string' ? undefined : yield* sys.wait(child)
      if (waited?.kind === 'done' && waited.value !== 0) return waited.value
    } else if (statements.test(name)) {
      yield* say(sys, running(path), true)
      yield* sys.stderr.write(`podlapse: not simulated: what ${path} does to tables\n`)
    } else {
      yield* say(sys, running(path).replace(/running/, 'ignoring'), true)
    }
  }
  return 0
}
