import type { Seq } from '../../trace/entry.ts'
import type { Cluster } from './cluster.ts'

/** No more of what one step prints is kept. */
const MOST_OUTPUT = 1024 * 1024

/** Runs a program on the workstation: what it prints, and how it ends, is the step's. */
export function typeLine(
  { world, workstation }: Cluster,
  index: number,
  step: Seq,
  argv: readonly string[],
  stdin?: string,
): void {
  let left = MOST_OUTPUT
  workstation.run(
    argv,
    stdin,
    (stream, written) => {
      const text = written.slice(0, left)
      if (text === '') return
      left -= text.length
      const unfinished = text.endsWith('\n') ? {} : { unfinished: true as const }
      world.record({
        ...{ kind: 'stepOutput', index, stream, text: text.replace(/\n$/, '') },
        ...{ ...unfinished, cause: step },
      })
      if (left <= 0)
        world.record({ kind: 'notSimulated', note: { kind: 'stepOutput', mebibytes: MOST_OUTPUT / 1024 ** 2 } })
    },
    ({ status }) => world.record({ kind: 'stepEnd', index, exitCode: status, cause: step }),
  )
}
