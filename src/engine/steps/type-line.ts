import type { Time } from '../../lib/time.ts'
import type { Seq } from '../../trace/entry.ts'
import { PEOPLE } from '../kernel/kernel.ts'
import type { Cluster } from './cluster.ts'

/** No more of what one step prints is kept. */
const MOST_OUTPUT = 1024 * 1024

interface Typed {
  readonly argv: readonly string[]
  readonly stdin?: string
  /** When Ctrl-C is pressed, should it still be going. */
  readonly interruptAt?: Time | undefined
  readonly aside?: true | undefined
}

/** Runs a program on the workstation: what it prints, and how it ends, is the step's. */
export function typeLine(
  { world, workstation }: Cluster,
  index: number,
  step: Seq,
  { argv, stdin, interruptAt, aside }: Typed,
): void {
  const looksOn = aside ? { aside } : {}
  let left = MOST_OUTPUT
  const { interrupt } = workstation.run(
    argv,
    stdin,
    (stream, written) => {
      const text = written.slice(0, left)
      if (text === '') return
      left -= text.length
      const unfinished = text.endsWith('\n') ? {} : { unfinished: true as const }
      world.record({
        ...{ kind: 'stepOutput', index, stream, text: text.replace(/\n$/, '') },
        ...{ ...unfinished, ...looksOn, cause: step },
      })
      if (left <= 0)
        world.record({ kind: 'notSimulated', note: { kind: 'stepOutput', mebibytes: MOST_OUTPUT / 1024 ** 2 } })
    },
    ({ status }) => world.record({ kind: 'stepEnd', index, exitCode: status, ...looksOn, cause: step }),
  )
  if (interruptAt === undefined) return
  const { kernel } = world
  kernel.at(Math.max(interruptAt, world.now), interrupt, { priority: PEOPLE })
}
