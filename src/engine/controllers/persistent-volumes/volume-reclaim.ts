import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import { phaseOf, setPhase } from './phase.ts'
import { planReclaim, unbound } from './plan-reclaim.ts'
import { Recycler } from './recycler.ts'

const BY = { by: { name: 'persistentvolume-controller' }, rule: 'CLAIM-4' } as const

/** Does with volumes whose claim is gone what their reclaim policy says. */
// controller-manager: pkg/controller/volume/persistentvolume/pv_controller.go (v1.36)
export class VolumeReclaim {
  readonly #api: ApiServer
  readonly #events: EventRecorder
  readonly #recycler: Recycler
  /** Volumes, by UID, that are emptied just now. */
  readonly #recycling = new Set<string>()

  constructor(api: ApiServer, events: EventRecorder) {
    this.#api = api
    this.#events = events
    this.#recycler = new Recycler(api, BY)
  }

  /** Its claim is gone. What has failed once is not tried again. */
  released(volume: KubeObject): void {
    const phase = phaseOf(volume)
    if (phase === 'Failed') return
    // What is written here is heard of again.
    if (phase !== 'Released') setPhase(this.#api, volume, 'Released', BY)
    else if (volume.metadata.deletionTimestamp === undefined) this.#reclaim(volume)
  }

  // controller-manager: pv_controller.go reclaimVolume, deleteVolumeOperation, recycleVolumeOperation (v1.36)
  #reclaim(volume: KubeObject): void {
    const plan = planReclaim(volume)
    const { name, uid = '' } = volume.metadata
    if (plan.kind === 'delete') {
      const reason = plan.by === undefined ? BY : { ...BY, by: { name: plan.by } }
      this.#api.delete('PersistentVolume', '', name, {}, reason)
    }
    if (plan.kind === 'fail') this.#fail(volume, plan)
    if (plan.kind !== 'recycle' || this.#recycling.has(uid)) return
    this.#recycling.add(uid)
    this.#recycler.recycle(plan.pod, (failure) => {
      this.#recycling.delete(uid)
      if (failure === undefined) this.#recycled(volume)
      else this.#fail(volume, { reason: 'VolumeFailedRecycle', message: `Recycler failed: ${failure}` })
    })
  }

  #recycled(volume: KubeObject): void {
    this.#events.event(volume, 'Normal', 'VolumeRecycled', 'Volume recycled', { rule: 'CLAIM-4' })
    this.#api.update('PersistentVolume', '', volume.metadata.name, BY, unbound)
  }

  // controller-manager: pv_controller.go updateVolumePhaseWithEvent (v1.36)
  #fail(volume: KubeObject, why: { readonly reason: string; readonly message: string }): void {
    setPhase(this.#api, volume, 'Failed', BY, { reason: why.reason, message: why.message })
    this.#events.event(volume, 'Warning', why.reason, why.message, { rule: 'CLAIM-4' })
  }
}
