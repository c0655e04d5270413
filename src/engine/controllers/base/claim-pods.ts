import { controllerOf } from '../../../manifest/object/controller-of.ts'
import type { KubeObject, ObjectMeta, OwnerReference } from '../../../manifest/object/meta.ts'

// apimachinery: pkg/apis/meta/v1/controller_ref.go NewControllerRef (v1.36)
export function newControllerRef({ apiVersion, kind, metadata }: KubeObject): OwnerReference {
  const { name, uid = '' } = metadata
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true }
}

export type Claim =
  /** It is the controller's, and stays so. */
  | 'keep'
  /** It has no controller, and is one that the controller looks for. */
  | 'adopt'
  /** It is the controller's, and no longer one that it looks for. */
  | 'release'
  | 'ignore'

/** What a controller does about a Pod, or a ReplicaSet: `matches` says whether its selector selects it. */
// controller-manager: pkg/controller/controller_ref_manager.go BaseControllerRefManager.ClaimObject (v1.36)
export function claimPod(controller: KubeObject, pod: KubeObject, matches: boolean): Claim {
  const deleted = controller.metadata.deletionTimestamp !== undefined
  const owner = controllerOf(pod)
  if (owner) {
    if (owner.uid !== controller.metadata.uid) return 'ignore'
    if (matches) return 'keep'
    return deleted ? 'ignore' : 'release'
  }
  if (deleted || !matches || pod.metadata.deletionTimestamp !== undefined) return 'ignore'
  return pod.metadata.namespace === controller.metadata.namespace ? 'adopt' : 'ignore'
}

/** Another metadata; the same where nothing changes. */
export type MetadataChange = (metadata: ObjectMeta) => ObjectMeta

/** It becomes the controller's, and is held by the controller's finalizers. */
// controller-manager: pkg/controller/controller_ref_manager.go PodControllerRefManager.AdoptPod, ownerRefControllerPatch (v1.36)
export function adopted(controller: KubeObject, finalizers: readonly string[] = []): MetadataChange {
  return (metadata) => ({
    ...metadata,
    ownerReferences: [...(metadata.ownerReferences ?? []), newControllerRef(controller)],
    ...(finalizers.length > 0 ? { finalizers: [...new Set([...(metadata.finalizers ?? []), ...finalizers])] } : {}),
  })
}

/** It is nobody's, and the controller's finalizers go. */
// controller-manager: pkg/controller/controller_ref_manager.go PodControllerRefManager.ReleasePod, GenerateDeleteOwnerRefStrategicMergeBytes (v1.36)
export function released(controller: KubeObject, finalizers: readonly string[] = []): MetadataChange {
  return (metadata) => {
    const { ownerReferences = [], ...rest } = withoutFinalizers(finalizers)(metadata)
    const left = ownerReferences.filter(({ uid }) => uid !== controller.metadata.uid)
    return left.length > 0 ? { ...rest, ownerReferences: left } : rest
  }
}

export function withoutFinalizers(gone: readonly string[]): MetadataChange {
  return (metadata) => {
    const { finalizers = [], ...rest } = metadata
    const left = finalizers.filter((finalizer) => !gone.includes(finalizer))
    if (left.length === finalizers.length) return metadata
    return left.length > 0 ? { ...rest, finalizers: left } : rest
  }
}
