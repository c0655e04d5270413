import type { PersistentVolumeClaim } from '../../../manifest/object/kinds.ts'
import type { KubeObject, OwnerReference } from '../../../manifest/object/meta.ts'
import type { StatefulSet } from '../../../manifest/object/stateful-set.ts'
import { isInRange, ordinalOf } from './identity.ts'

/** Whose a claim is to be, so that it goes with it: the set's, one Pod's, or nobody's. */
type ClaimOwner = 'set' | 'pod' | 'nobody'

/** STS-5: with what a claim goes. The Pod is one that the set has scaled away. */
// controller-manager: pkg/controller/statefulset/stateful_set_utils.go updateClaimOwnerRefForSetAndPod (v1.36)
function claimOwner(set: StatefulSet, podName: string): ClaimOwner {
  const { whenDeleted, whenScaled } = set.spec.persistentVolumeClaimRetentionPolicy ?? {}
  const ordinal = ordinalOf(set, podName)
  const scaledAway = ordinal !== undefined && !isInRange(set, ordinal)
  if (whenScaled === 'Delete' && scaledAway) return 'pod'
  return whenDeleted === 'Delete' ? 'set' : 'nobody'
}

/** The owners that a claim is to have; undefined: it has them. Those of others stay, and another's controller wins. */
// controller-manager: pkg/controller/statefulset/stateful_set_utils.go isClaimOwnerUpToDate, hasUnexpectedController (v1.36)
export function claimOwners(
  set: StatefulSet,
  pod: KubeObject,
  { metadata: { ownerReferences = [] } }: PersistentVolumeClaim,
): OwnerReference[] | undefined {
  const others = ownerReferences.filter((reference) => !isOf(reference, set) && !isOf(reference, pod))
  const wanted = others.some(({ controller }) => controller) ? 'nobody' : claimOwner(set, pod.metadata.name)
  const owner = wanted === 'set' ? set : wanted === 'pod' ? pod : undefined
  const next = owner ? [...others, controllerReference(owner)] : others
  const same =
    next.length === ownerReferences.length &&
    (owner === undefined || ownerReferences.some(({ uid, controller }) => uid === owner.metadata.uid && controller))
  return same ? undefined : next
}

/** Whether a claim goes with a Pod that is gone: its successor waits until it has gone. */
// controller-manager: pkg/controller/statefulset/stateful_set_utils.go hasStaleOwnerRef; stateful_pod_control.go PodClaimIsStale (v1.36)
export function isStaleClaim(podName: string, { metadata }: PersistentVolumeClaim, uid: string | undefined): boolean {
  return (
    metadata.ownerReferences?.some(
      (reference) => reference.kind === 'Pod' && reference.name === podName && reference.uid !== uid,
    ) ?? false
  )
}

function isOf(reference: OwnerReference, { kind, metadata }: KubeObject): boolean {
  return reference.kind === kind && reference.name === metadata.name
}

function controllerReference({ apiVersion, kind, metadata }: KubeObject): OwnerReference {
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid ?? '', controller: true, blockOwnerDeletion: true }
}
