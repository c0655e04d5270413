import { type DaemonSetSpec, daemonSetErrors, setDefaultsDaemonSet, TEMPLATE_GENERATION } from '../object/daemon-set.ts'
import type { KubeObject } from '../object/meta.ts'
import { validateWorkload } from '../object/workload.ts'
import { sameMeaning } from '../same-meaning.ts'
import { specOf } from './fixed.ts'
import { type StrategyParts, strategy } from './strategy.ts'
import { WITH_SELECTOR } from './workload.ts'

const PARTS: StrategyParts = {
  ...WITH_SELECTOR,
  firstStatus: { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 },
  setDefaults: setDefaultsDaemonSet,
  validate: (object) => [...daemonSetErrors((object.spec ?? {}) as DaemonSetSpec, 'spec'), ...validateWorkload(object)],
}
const COMMON = strategy(PARTS)

/** Besides its generation that of its template is counted. */
// registry/apps/daemonset: strategy.go (v1.36)
export const DAEMON_SET: StrategyParts = {
  ...PARTS,
  prepareForCreate(object) {
    COMMON.prepareForCreate(object)
    object.metadata.annotations = { ...object.metadata.annotations, [TEMPLATE_GENERATION]: '1' }
  },
  prepareForUpdate(given, old) {
    const next = COMMON.prepareForUpdate(given, old)
    const before = Number(old.metadata.annotations?.[TEMPLATE_GENERATION] ?? '1')
    const same = sameMeaning(specOf(next).template, specOf(old).template)
    return withTemplateGeneration(next, `${before + (same ? 0 : 1)}`)
  },
}

function withTemplateGeneration(object: KubeObject, generation: string): KubeObject {
  const { annotations = {} } = object.metadata
  if (annotations[TEMPLATE_GENERATION] === generation) return object
  return {
    ...object,
    metadata: { ...object.metadata, annotations: { ...annotations, [TEMPLATE_GENERATION]: generation } },
  }
}
