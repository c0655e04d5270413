import type { Pod } from '../../../manifest/pod/pod.ts'
import { computePodQOS } from '../../../manifest/pod/qos.ts'
import { toleratesTaint } from '../../../manifest/pod/toleration.ts'
import { isCriticalPod } from '../critical-pod.ts'
import type { NodePressure } from '../node-status.ts'
import type { AdmitHandler } from './admit-handler.ts'

const MEMORY_PRESSURE = { key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' }

/** ADMIT-2: a node under pressure takes nothing that would make it worse. */
// kubelet: eviction/eviction_manager.go Admit (v1.36)
export function nodePressure(conditions: () => readonly NodePressure[]): AdmitHandler {
  return (pod) => {
    const present = conditions()
    if (present.length === 0 || isCriticalPod(pod)) return undefined
    if (present.length === 1 && present[0] === 'MemoryPressure' && bearsMemoryPressure(pod)) return undefined
    return { reason: 'Evicted', message: `The node had condition: [${present.join(' ')}]. `, rule: 'ADMIT-2' }
  }
}

/** Whoever has asked for something can be put out again by what it asked for. */
function bearsMemoryPressure({ spec, status }: Pod): boolean {
  const qos = status.qosClass ?? computePodQOS(spec)
  return qos !== 'BestEffort' || (spec.tolerations ?? []).some((each) => toleratesTaint(each, MEMORY_PRESSURE))
}
