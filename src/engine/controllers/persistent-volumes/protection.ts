import { protectionFinalizer } from '../../../manifest/admission/storage-protection.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { ApiServer } from '../../apiserver/server.ts'

/**
 * CLAIM-3: a claim that is being deleted stays until no Pod on a node names it, a volume until it is bound to no claim.
 * A Pod that is over counts as long as it is there.
 */
// controller-manager: pkg/controller/volume/pvcprotection/pvc_protection_controller.go, pvprotection/pv_protection_controller.go (v1.36)
export class StorageProtectionController {
  readonly #api: ApiServer

  constructor(api: ApiServer) {
    this.#api = api
    api.watch('PersistentVolumeClaim', ({ object, type }) => {
      if (type !== 'DELETED') this.#sync(object)
    })
    api.watch('PersistentVolume', ({ object, type }) => {
      if (type !== 'DELETED') this.#sync(object)
    })
    api.watch('Pod', ({ object, type }) => {
      if (type !== 'DELETED') return
      for (const claim of api.list('PersistentVolumeClaim', object.metadata.namespace)) this.#sync(claim)
    })
  }

  #sync({ kind, metadata: { namespace = '', name } }: KubeObject): void {
    const finalizer = protectionFinalizer(kind) ?? ''
    const object = this.#api.get(kind, namespace, name)
    if (!object || !isDeletionCandidate(object, finalizer)) return
    const pods = kind === 'PersistentVolumeClaim' ? this.#api.list('Pod', namespace) : []
    if (isInUse(object, pods)) return
    const by = kind === 'PersistentVolumeClaim' ? 'pvc-protection-controller' : 'pv-protection-controller'
    this.#api.update(kind, namespace, name, { by: { name: by }, rule: 'CLAIM-3' }, (current) => ({
      ...current,
      metadata: {
        ...current.metadata,
        finalizers: current.metadata.finalizers?.filter((each) => each !== finalizer) ?? [],
      },
    }))
  }
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
