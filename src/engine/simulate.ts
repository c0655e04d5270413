import { LAST_APPLIED } from '../manifest/object/last-applied.ts'
import type { KubeObject } from '../manifest/object/meta.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { TraceChunk } from '../trace/chunk.ts'
import type { Cut } from '../trace/cut.ts'
import { TraceRecorder } from '../trace/recorder.ts'
import { KUBERNETES_VERSION } from '../trace/trace.ts'
import { Cluster } from './cluster/cluster.ts'
import { Exhausted } from './kernel/exhausted.ts'
import { Kernel, PEOPLE } from './kernel/kernel.ts'
import type { Programs } from './program-api/image.ts'
import { takeStep } from './steps/take-step.ts'
import { World } from './world/world.ts'

/** A chunk is handed over after so many timers, so that a caller can look up in between. */
const TIMERS_PER_CHUNK = 4000

/**
 * Runs a scenario to its end: the engine's only door. Yields the trace piece by piece, so that a caller in a worker can
 * send each on and look whether it is still wanted. The same scenario yields the same bytes, always.
 */
export function* simulate(scenario: Scenario, programs: Programs): Generator<TraceChunk, void, void> {
  const kernel = new Kernel(scenario.seed)
  const { name, seed, untilMs, assumptions } = scenario
  const recorder = new TraceRecorder({ kubernetes: KUBERNETES_VERSION, name, seed, untilMs, assumptions })
  const world = new World(kernel, recorder, assumptions)
  const cluster = new Cluster(world, scenario, programs)

  kernel.at(0, () => {
    const create = (body: KubeObject, by: string) =>
      cluster.api.request({ verb: 'create', body }, { by: { name: by }, judged: true })
    for (const { object, assumed } of scenario.objects) if (assumed) create(object, 'cluster')
    const step = world.recordCause({ kind: 'step', index: -1, text: `kubectl apply -f ${name}.yaml` })
    // When the text was read they were admitted one after the other, and so they are again.
    for (const { object, assumed, lastApplied } of scenario.objects) {
      if (assumed) continue
      kernel.cause = step
      create(lastApplied === undefined ? object : noted(object, lastApplied), 'kubectl')
    }
  })
  scenario.steps.forEach((step, index) => {
    kernel.at(step.atMs, () => takeStep(cluster, step, index), { priority: PEOPLE })
  })

  let timers = 0
  for (;;) {
    const next = kernel.peek()
    if (next === undefined || next > untilMs || (!scenario.untilGiven && !kernel.busy)) break
    const cut = stepOrCut(kernel)
    if (cut) {
      recorder.record(kernel.now, kernel.cause, { kind: 'notSimulated', note: { kind: 'cutShort', ...cut } })
      yield recorder.takeChunk(kernel.now, 'cut', cut)
      return
    }
    if (++timers % TIMERS_PER_CHUNK === 0) yield recorder.takeChunk(kernel.now, 'running')
  }
  const quiet = !kernel.busy && !scenario.untilGiven
  yield recorder.takeChunk(quiet ? kernel.now : untilMs, quiet ? 'quiet' : 'until')
}

function noted(object: KubeObject, lastApplied: string): KubeObject {
  const annotations = { ...object.metadata.annotations, [LAST_APPLIED]: lastApplied }
  return { ...object, metadata: { ...object.metadata, annotations } }
}

function stepOrCut(kernel: Kernel): Cut | undefined {
  try {
    kernel.step()
    return undefined
  } catch (error) {
    if (error instanceof Exhausted) return error.cut
    throw error
  }
}
