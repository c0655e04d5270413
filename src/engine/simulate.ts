import type { Scenario } from '../scenario/scenario.ts'
import type { TraceChunk } from '../trace/chunk.ts'
import type { Programs } from './runtime/program.ts'

/**
 * Runs a scenario to its end: the engine's only door. Yields the trace piece by piece, so that a caller in a worker can
 * send each on and look whether it is still wanted. The same scenario yields the same bytes, always.
 */
export function* simulate(_scenario: Scenario, _programs: Programs): Generator<TraceChunk, void, void> {
  yield* []
  throw new Error('not yet')
}
