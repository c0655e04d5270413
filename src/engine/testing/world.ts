import { ASSUMPTIONS, type Assumptions } from '../../scenario/assumptions.ts'
import { assembleTrace } from '../../trace/assemble.ts'
import { TraceRecorder } from '../../trace/recorder.ts'
import { KUBERNETES_VERSION, type Trace } from '../../trace/trace.ts'
import { Kernel } from '../kernel/kernel.ts'
import { World } from '../world/world.ts'

/** A world in which nothing happens yet. */
export function emptyWorld(more: Partial<Assumptions> = {}): World {
  const assumptions = { ...ASSUMPTIONS, ...more }
  const recorder = new TraceRecorder({ kubernetes: KUBERNETES_VERSION, name: 'test', seed: 1, untilMs: 0, assumptions })
  return new World(new Kernel(1), recorder, assumptions)
}

/** Lets time go on until nothing is due any more, or until `until`. */
export function runUntil(world: World, until = Number.POSITIVE_INFINITY): void {
  while ((world.kernel.peek() ?? Number.POSITIVE_INFINITY) <= until && world.kernel.step()) {}
}

/** What was recorded since the last time. */
export function recorded(world: World): Trace {
  return assembleTrace([world.recorder.takeChunk(world.now, 'until')])
}
