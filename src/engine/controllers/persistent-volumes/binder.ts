import { type Duration, SECOND } from '../../../lib/time.ts'
import { DEFAULT_NAMESPACE, type KubeObject, type ObjectMeta } from '../../../manifest/object/meta.ts'
import type {
  PersistentVolumeClaimSpec,
  PersistentVolumeSpec,
  StorageClassFields,
} from '../../../manifest/object/storage.ts'
import { findMatchingVolume, isFor } from '../../../manifest/object/volume-match.ts'
import { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { Task } from '../../kernel/task.ts'
import type { World } from '../../world/world.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { phaseOf, setPhase } from './phase.ts'
import { BOUND_BY_CONTROLLER } from './plan-reclaim.ts'
import { isCommonProvisioner, nodeAffinityOf } from './provisioners.ts'
import { VolumeReclaim } from './volume-reclaim.ts'

/** Claims that are not bound are looked at again this often. */
// controller-manager: pkg/controller/volume/persistentvolume pvClaimBinderSyncPeriod (v1.36)
const SYNC_PERIOD: Duration = 15 * SECOND
const SELECTED_NODE = 'volume.kubernetes.io/selected-node'
const NO_PROVISIONER = 'kubernetes.io/no-provisioner'

const BY = { by: { name: 'persistentvolume-controller' }, rule: 'CLAIM-1' } as const

/** Binds claims to volumes, has volumes made where a class says by whom, and says why a claim waits. */
// controller-manager: pkg/controller/volume/persistentvolume/pv_controller.go (v1.36)
export class PersistentVolumeBinder {
  readonly #world: World
  readonly #api: ApiServer
  readonly #events: EventRecorder
  readonly #reclaim: VolumeReclaim
  readonly #provisioning = new Set<string>()
  readonly #queue: WorkQueue

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    this.#queue = new WorkQueue(world.kernel, (key) => this.#sync(key))
    this.#events = new EventRecorder(world, { name: 'persistentvolume-controller' })
    this.#reclaim = new VolumeReclaim(api, this.#events)
    api.watch('PersistentVolume', ({ object, type }) => {
      if (type !== 'DELETED') this.#enqueue(object)
    })
    api.watch('PersistentVolumeClaim', ({ object, type }) => {
      if (type !== 'DELETED') this.#enqueue(object)
      else for (const volume of this.#volumesOf(object)) this.#enqueue(volume)
    })
    api.watch('StorageClass', () => this.#lookAgain())
  }

  #enqueue({ kind, metadata }: KubeObject): void {
    this.#queue.add(queueKey(kind, metadata))
  }

  #lookAgain(): void {
    for (const claim of this.#api.list('PersistentVolumeClaim')) if (!isBound(claim)) this.#enqueue(claim)
  }

  *#sync(key: string): Task<void> {
    const [kind = '', namespace = '', name = ''] = key.split('/')
    const object = this.#api.get(kind, namespace, name)
    if (!object) return
    if (kind === 'PersistentVolume') this.#syncVolume(object)
    else if (!isBound(object)) yield* this.#syncClaim(object)
  }

  #volumesOf({ metadata }: KubeObject): readonly KubeObject[] {
    return this.#api
      .list('PersistentVolume')
      .filter(({ spec }) => (spec as PersistentVolumeSpec).claimRef?.uid === metadata.uid)
  }

  // controller-manager: pv_controller.go syncVolume (v1.36)
  #syncVolume(volume: KubeObject): void {
    const { claimRef } = volume.spec as PersistentVolumeSpec
    const phase = phaseOf(volume)
    if (!claimRef?.uid) {
      if (phase === 'Available') return
      setPhase(this.#api, volume, 'Available', BY)
      this.#lookAgain()
      return
    }
    const { namespace = DEFAULT_NAMESPACE, name = '' } = claimRef
    const claim = this.#api.get('PersistentVolumeClaim', namespace, name)
    if (claim?.metadata.uid !== claimRef.uid) this.#reclaim.released(volume)
    else if (!isBound(claim)) this.#enqueue(claim)
  }

  // controller-manager: pv_controller.go syncUnboundClaim (v1.36)
  *#syncClaim(claim: KubeObject): Task<void> {
    const spec = claim.spec as PersistentVolumeClaimSpec
    const className = spec.storageClassName ?? ''
    const storageClass = className === '' ? undefined : this.#api.get('StorageClass', '', className)
    const volumes = this.#api.list('PersistentVolume')
    if (spec.volumeName) {
      const named = volumes.find(({ metadata }) => metadata.name === spec.volumeName)
      const free =
        named && (!(named.spec as PersistentVolumeSpec).claimRef || isFor(named.spec as PersistentVolumeSpec, claim))
      if (named && free) yield* this.#bind(named, claim)
      return
    }
    const delayed =
      (storageClass as StorageClassFields | undefined)?.volumeBindingMode === 'WaitForFirstConsumer' &&
      claim.metadata.annotations?.[SELECTED_NODE] === undefined
    const own = delayed ? volumes.filter((volume) => isFor(volume.spec as PersistentVolumeSpec, claim)) : volumes
    const volume = findMatchingVolume(claim, own)
    if (volume) {
      yield* this.#bind(volume, claim)
      return
    }
    if (delayed) {
      this.#tell(claim, 'Normal', 'WaitForFirstConsumer', 'waiting for first consumer to be created before binding')
    } else if (className === '') {
      const message = 'no persistent volumes available for this claim and no storage class is set'
      this.#tell(claim, 'Normal', 'FailedBinding', message)
    } else this.#provision(claim, className, storageClass as (StorageClassFields & KubeObject) | undefined)
  }

  // controller-manager: pv_controller.go provisionClaim (v1.36)
  #provision(claim: KubeObject, className: string, storageClass: (StorageClassFields & KubeObject) | undefined): void {
    const { kernel, assumptions } = this.#world
    if (!storageClass) {
      this.#tell(claim, 'Warning', 'ProvisioningFailed', `storageclass.storage.k8s.io "${className}" not found`)
      return
    }
    const { provisioner = '' } = storageClass
    if (provisioner === NO_PROVISIONER) {
      this.#tell(claim, 'Warning', 'ProvisioningFailed', `no volume plugin matched name: ${provisioner}`)
      return
    }
    const message = `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`
    this.#tell(claim, 'Normal', 'ExternalProvisioning', message)
    const { uid = '' } = claim.metadata
    if (this.#provisioning.has(uid)) return
    this.#provisioning.add(uid)
    if (!isCommonProvisioner(provisioner)) {
      this.#world.record({ kind: 'notSimulated', note: { kind: 'noProvisioner', provisioner } })
      return
    }
    kernel.after(assumptions.provisionTime, () => this.#provisioned(claim, storageClass))
  }

  #provisioned(asked: KubeObject, storageClass: StorageClassFields & KubeObject): void {
    const { name, namespace = DEFAULT_NAMESPACE, uid = '' } = asked.metadata
    const claim = this.#api.get('PersistentVolumeClaim', namespace, name)
    if (!claim || claim.metadata.uid !== uid || isBound(claim)) return
    const spec = claim.spec as PersistentVolumeClaimSpec
    const volume = `pvc-${uid}`
    const { provisioner = '' } = storageClass
    const nodeAffinity = nodeAffinityOf(provisioner, claim.metadata.annotations?.[SELECTED_NODE])
    const made: KubeObject = {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: volume, annotations: { 'pv.kubernetes.io/provisioned-by': storageClass.provisioner ?? '' } },
      spec: {
        capacity: { storage: spec.resources?.requests?.storage },
        accessModes: spec.accessModes,
        persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
        storageClassName: storageClass.metadata.name,
        volumeMode: spec.volumeMode ?? 'Filesystem',
        claimRef: referenceTo(claim),
        ...(nodeAffinity ? { nodeAffinity } : {}),
      },
    }
    const by = { name: storageClass.provisioner ?? 'provisioner' }
    this.#api.request({ verb: 'create', body: made }, { by, rule: 'CLAIM-2' })
    this.#events.event(claim, 'Normal', 'ProvisioningSucceeded', `Successfully provisioned volume ${volume}`, {
      rule: 'CLAIM-2',
    })
  }

  /** First the volume says whose it is, then the claim which one it has: so nobody else gets it meanwhile. */
  // controller-manager: pv_controller.go bind (v1.36)
  *#bind(volume: KubeObject, claim: KubeObject): Task<void> {
    const pause = this.#world.assumptions.watchLatency
    const { name, namespace = DEFAULT_NAMESPACE, uid } = claim.metadata
    const spec = volume.spec as PersistentVolumeSpec
    if (spec.claimRef?.uid !== uid) {
      const claimRef = referenceTo(claim)
      this.#api.update('PersistentVolume', '', volume.metadata.name, BY, (current) => ({
        ...current,
        metadata: spec.claimRef ? current.metadata : annotated(current.metadata, BOUND_BY_CONTROLLER),
        spec: { ...(current.spec as PersistentVolumeSpec), claimRef },
      }))
      yield pause
    }
    if (phaseOf(volume) !== 'Bound') setPhase(this.#api, volume, 'Bound', BY)
    yield pause
    const chosen = (claim.spec as PersistentVolumeClaimSpec).volumeName !== undefined
    this.#api.update('PersistentVolumeClaim', namespace, name, BY, (current) => ({
      ...current,
      metadata: annotated(current.metadata, BIND_COMPLETED, ...(chosen ? [] : [BOUND_BY_CONTROLLER])),
      spec: { ...(current.spec as PersistentVolumeClaimSpec), volumeName: volume.metadata.name },
    }))
    yield pause
    this.#api.update('PersistentVolumeClaim', namespace, name, { ...BY, subresource: 'status' }, (current) => ({
      ...current,
      status: { phase: 'Bound', accessModes: spec.accessModes, capacity: spec.capacity },
    }))
  }

  #tell(claim: KubeObject, type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.#events.event(claim, type, reason, message, { rule: 'CLAIM-1' })
    const { now, assumptions } = this.#world
    const phase = assumptions.claimSyncPhase % SYNC_PERIOD
    const next = phase + (Math.floor((now - phase) / SYNC_PERIOD) + 1) * SYNC_PERIOD
    this.#queue.addAfter(queueKey(claim.kind, claim.metadata), next - now, true)
  }
}

// client-go: tools/reference/ref.go GetReference (v1.36)
function referenceTo({ apiVersion, kind, metadata }: KubeObject): NonNullable<PersistentVolumeSpec['claimRef']> {
  const { name, namespace = DEFAULT_NAMESPACE, uid = '', resourceVersion = '' } = metadata
  return { apiVersion, kind, name, namespace, resourceVersion, uid }
}

function queueKey(kind: string, { namespace = '', name }: KubeObject['metadata']): string {
  return `${kind}/${namespace}/${name}`
}

function annotated(metadata: ObjectMeta, ...names: readonly string[]): ObjectMeta {
  const added = Object.fromEntries(names.map((name) => [name, 'yes']))
  return { ...metadata, annotations: { ...metadata.annotations, ...added } }
}

// component-helpers: storage/volume/pv_helpers.go AnnBindCompleted (v1.36)
const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed'

function isBound(claim: KubeObject): boolean {
  return claim.metadata.annotations?.[BIND_COMPLETED] !== undefined
}
