import { protectionFinalizer } from '../../../manifest/admission/storage-protection.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { World } from '../../world/world.ts'
import { keyOf, splitKey } from '../base/object-key.ts'
import { WorkQueue } from '../base/work-queue.ts'

/**
 * CLAIM-3: a claim that is being deleted stays until no Pod on a node names it. A Pod that is over counts as long as it
 * is there.
 */
// controller-manager: pkg/controller/volume/pvcprotection/pvc_protection_controller.go (v1.36)
export function claimProtection(world: World, api: ApiServer): void {
  const queue = protection(world, api, 'PersistentVolumeClaim', 'pvc-protection-controller')
  api.watch('Pod', ({ object, type }) => {
    if (type !== 'DELETED') return
    for (const claim of api.list('PersistentVolumeClaim', object.metadata.namespace)) queue.add(keyOf(claim))
  })
}

/** CLAIM-3: a volume that is being deleted stays until it is bound to no claim. */
// controller-manager: pkg/controller/volume/pvprotection/pv_protection_controller.go (v1.36)
export function volumeProtection(world: World, api: ApiServer): void {
  protection(world, api, 'PersistentVolume', 'pv-protection-controller')
}

type Protected = 'PersistentVolumeClaim' | 'PersistentVolume'

function protection(world: World, api: ApiServer, kind: Protected, by: string): WorkQueue {
  const queue = new WorkQueue(world.kernel, (key) => {
    const [namespace, name] = splitKey(key)
    const object = api.get(kind, namespace, name)
    const finalizer = protectionFinalizer(kind) ?? ''
    const pods = kind === 'PersistentVolumeClaim' ? api.list('Pod', namespace) : []
    if (!object || !mayGo(object, finalizer, pods)) return
    api.update(kind, namespace, name, { by: { name: by }, rule: 'CLAIM-3' }, (current) => ({
      ...current,
      metadata: {
        ...current.metadata,
        finalizers: current.metadata.finalizers?.filter((each) => each !== finalizer) ?? [],
      },
    }))
  })
  api.watch(kind, ({ object, type }) => {
    if (type !== 'DELETED') queue.add(keyOf(object))
  })
  return queue
}

function mayGo(object: KubeObject, finalizer: string, pods: readonly Pod[]): boolean {
  return isDeletionCandidate(object, finalizer) && !isInUse(object, pods)
}

// controller-manager: pkg/controller/volume/protectionutil/utils.go IsDeletionCandidate (v1.36)
function isDeletionCandidate({ metadata }: KubeObject, finalizer: string): boolean {
  return metadata.deletionTimestamp !== undefined && (metadata.finalizers?.includes(finalizer) ?? false)
}

/** Of a claim: whether one of its namespace's Pods uses it. A Pod without a node does not: it will not get one now. */
// controller-manager: pvc_protection_controller.go podUsesPVC, pv_protection_controller.go isBeingUsed (v1.36)
export function isInUse({ kind, metadata, status }: KubeObject, pods: readonly Pod[]): boolean {
  if (kind === 'PersistentVolume') return (status as { phase?: string } | undefined)?.phase === 'Bound'
  return pods.some(
    ({ spec }) =>
      spec.nodeName && spec.volumes?.some(({ persistentVolumeClaim: used }) => used?.claimName === metadata.name),
  )
}
