import type { KubeObject } from '../object/meta.ts'
import { setDefaultsPod } from '../pod/defaults.ts'
import type { Pod } from '../pod/pod.ts'
import { computePodQOS } from '../pod/qos.ts'
import { completeStatus } from '../pod/stored-status.ts'
import { validateNewPod, validatePodSpec } from '../pod/validate-pod.ts'
import { validatePodStatusUpdate } from '../pod/validate-pod-status-update.ts'
import { validatePodUpdate } from '../pod/validate-pod-update.ts'
import { podWarnings } from '../pod/warnings.ts'
import { ephemeralContainersDoor, resizeDoor } from './pod-doors.ts'
import { keptOwners, type StrategyParts, type UpdateStrategy, withGeneration, withStatus } from './strategy.ts'

/** Nobody but the API server says how a new Pod is. */
// registry/core/pod: strategy.go PrepareForCreate, applySchedulingGatedCondition (v1.36)
function prepareForCreate(object: KubeObject): void {
  const pod = object as Pod
  pod.metadata.generation = 1
  const gated = (pod.spec.schedulingGates ?? []).length > 0
  pod.status = {
    phase: 'Pending',
    ...(gated ? { conditions: [SCHEDULING_GATED] } : {}),
    qosClass: computePodQOS(pod.spec),
  }
}

const SCHEDULING_GATED = {
  type: 'PodScheduled',
  status: 'False',
  reason: 'SchedulingGated',
  message: 'Scheduling is blocked due to non-empty scheduling gates',
  lastProbeTime: null,
} as const

// registry/core/pod: strategy.go podStatusStrategy (v1.36)
const status: UpdateStrategy = {
  prepareForUpdate(next, old) {
    const { qosClass } = (old as Pod).status ?? {}
    const given = completeStatus((next as Partial<Pod>).status ?? {})
    if (!given.qosClass && qosClass) given.qosClass = qosClass
    return withStatus({ ...old, metadata: keptOwners(next, old) }, given)
  },
  validateUpdate: (next, old) => validatePodStatusUpdate(next as Pod, withAnyStatus(old)),
}

function withAnyStatus(object: KubeObject): Pod {
  const pod = object as Pod
  return pod.status ? pod : { ...pod, status: { phase: 'Pending' } }
}

// registry/core/pod: strategy.go podStrategy (v1.36)
export const POD: StrategyParts = {
  setDefaults(object) {
    const pod = object as Pod
    pod.spec ??= { containers: [] }
    pod.spec.containers ??= []
    setDefaultsPod(pod.spec)
  },
  prepareForCreate,
  validateCreate: (object) => validateNewPod((object as Pod).spec, 'spec'),
  validate: (object) => validatePodSpec((object as Pod).spec, 'spec'),
  prepareForUpdate: (next, old) => withGeneration(withStatus(next, old.status), old),
  validateUpdate: (next, old) => validatePodUpdate(old as Pod, next as Pod),
  warnings: (object) => podWarnings(object as Pod),
  doors: { status, resize: resizeDoor, ephemeralcontainers: ephemeralContainersDoor },
}
