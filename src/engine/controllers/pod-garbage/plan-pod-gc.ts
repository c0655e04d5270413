import { type Duration, SECOND, type Time } from '../../../lib/time.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isConditionTrue } from '../../../manifest/pod/pod-status.ts'

/** When each node that Pods are bound to was first found to be missing. */
export type Quarantined = ReadonlyMap<string, Time>

export interface PodGCPlan {
  /** To be failed, unless they are over already, and removed. */
  readonly finish: readonly { readonly pod: Pod; readonly why: GarbageReason }[]
  readonly quarantined: Quarantined
}

export type GarbageReason = 'outOfService' | 'unscheduledTerminating' | 'orphaned'

/** The node of that name; undefined: it is gone. */
export type NodeByName = (name: string) => KubeObject | undefined

// controller-manager: pkg/controller/podgc/gc_controller.go quarantineTime (v1.36)
const QUARANTINE: Duration = 40 * SECOND
const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service'

/** Whether a look at the Pod is due, now or once its node has been gone for long enough. */
export function concernsPodGC(pod: Pod, nodeOf: NodeByName): boolean {
  return isOrphan(pod, nodeOf) || garbageNow(pod, nodeOf) !== undefined
}

// controller-manager: pkg/controller/podgc/gc_controller.go gc, gcOrphaned, discoverDeletedNodes (v1.36)
export function planPodGC(pods: readonly Pod[], nodeOf: NodeByName, before: Quarantined, now: Time): PodGCPlan {
  const finish: { pod: Pod; why: GarbageReason }[] = []
  for (const pod of pods) {
    const why = garbageNow(pod, nodeOf)
    if (why !== undefined) finish.push({ pod, why })
  }
  const orphans = pods.filter((pod) => isOrphan(pod, nodeOf))
  const missing = new Set(orphans.map(({ spec }) => spec.nodeName as string))
  const quarantined = new Map([...missing].map((name) => [name, before.get(name) ?? now]))
  for (const pod of orphans) {
    const since = quarantined.get(pod.spec.nodeName as string) as Time
    if (now - since >= QUARANTINE) finish.push({ pod, why: 'orphaned' })
  }
  return { finish, quarantined }
}

function isOrphan({ spec }: Pod, nodeOf: NodeByName): boolean {
  return Boolean(spec.nodeName) && !nodeOf(spec.nodeName as string)
}

// controller-manager: pkg/controller/podgc/gc_controller.go gcTerminating, gcUnscheduledTerminating (v1.36)
function garbageNow({ metadata, spec }: Pod, nodeOf: NodeByName): GarbageReason | undefined {
  if (metadata.deletionTimestamp === undefined) return undefined
  if (!spec.nodeName) return 'unscheduledTerminating'
  const node = nodeOf(spec.nodeName)
  return node && isOutOfService(node) ? 'outOfService' : undefined
}

// controller-manager: pkg/controller/podgc/gc_controller.go gcTerminating (v1.36)
export function isOutOfService(node: KubeObject): boolean {
  const { taints = [] } = (node.spec ?? {}) as { taints?: readonly { key: string }[] }
  const { conditions = [] } = (node.status ?? {}) as { conditions?: readonly { type: string; status: string }[] }
  return taints.some(({ key }) => key === OUT_OF_SERVICE) && !isConditionTrue(conditions, 'Ready')
}
