import { type Duration, SECOND } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { podLimits } from '../../manifest/pod/requests.ts'
import type { PodStatus } from '../../manifest/pod/status.ts'
import type { EventRecorder } from '../apiserver/event-recorder.ts'
import type { World } from '../world.ts'
import type { PodState } from './pod-state.ts'
import type { WorkerUpdate } from './pod-worker.ts'
import { bytesOf } from './quantity-number.ts'

// kubelet: kubelet.go evictionMonitoringPeriod (v1.36)
const MONITORING_PERIOD: Duration = 10 * SECOND
// kubelet: eviction/eviction_manager.go immediateEvictionGracePeriodSeconds (v1.36)
const EVICTION_GRACE_SECONDS = 1

interface Evictable {
  readonly pod: Pod
  readonly state: PodState
  readonly terminatingAt: number | undefined
  update(update: WorkerUpdate): void
}

/**
 * Evicts a Pod that has written more than it may. The kubelet looks every ten seconds at usage that is some seconds
 * old; here a look is due only after something has grown.
 */
// kubelet: eviction/eviction_manager.go localStorageEviction (v1.36)
export class EvictionManager {
  readonly #world: World
  readonly #events: EventRecorder
  readonly #due = new Set<string>()

  constructor(world: World, events: EventRecorder) {
    this.#world = world
    this.#events = events
  }

  /** Something of the Pod's has grown: it is measured at the next look that can know of it. */
  noteGrowth(worker: Evictable): void {
    const { kernel, assumptions } = this.#world
    const { uid } = worker.state.ref
    if (this.#due.has(uid) || worker.terminatingAt !== undefined || !hasStorageLimit(worker.pod)) return
    this.#due.add(uid)
    const known = kernel.now + assumptions.diskUsageAge
    const phase = assumptions.evictionPhase % MONITORING_PERIOD
    const look = phase + Math.max(0, Math.ceil((known - phase) / MONITORING_PERIOD)) * MONITORING_PERIOD
    kernel.at(look, () => {
      this.#due.delete(uid)
      this.#look(worker)
    })
  }

  #look(worker: Evictable): void {
    if (worker.terminatingAt !== undefined) return
    const message = excessOf(worker.pod, worker.state)
    if (message === undefined) return
    const seq = this.#events.event(worker.pod, 'Warning', 'Evicted', message, { rule: 'EVICT-1' })
    const { kernel } = this.#world
    kernel.because(seq ?? kernel.cause, () =>
      worker.update({
        pod: worker.pod,
        kill: {
          graceSeconds: EVICTION_GRACE_SECONDS,
          removeContainers: true,
          status: (status: PodStatus) => ({ ...status, phase: 'Failed', reason: 'Evicted', message }),
        },
      }),
    )
  }
}

function hasStorageLimit(pod: Pod): boolean {
  return (
    (pod.spec.volumes ?? []).some((volume) => volume.emptyDir?.sizeLimit !== undefined) ||
    podLimits(pod.spec)['ephemeral-storage'] !== undefined
  )
}

/** What a Pod has too much of, in the kubelet's words; undefined where it keeps within its limits. */
// kubelet: eviction/eviction_manager.go emptyDirLimitEviction, podEphemeralStorageLimitEviction, containerEphemeralStorageLimitEviction (v1.36)
export function excessOf(pod: Pod, state: PodState): string | undefined {
  let total = 0
  for (const volume of pod.spec.volumes ?? []) {
    if (!volume.emptyDir || volume.emptyDir.medium === 'Memory') continue
    const used = state.volumes?.get(volume.name)?.usedBytes ?? 0
    total += used
    const limit = bytesOf(volume.emptyDir.sizeLimit)
    if (limit !== undefined && limit > 0 && used > limit) {
      return `Usage of EmptyDir volume "${volume.name}" exceeds the limit "${volume.emptyDir.sizeLimit}". `
    }
  }
  const layers = new Map<string, number>()
  for (const container of state.containers) {
    layers.set(container.name, (layers.get(container.name) ?? 0) + container.config.layer.usedBytes)
  }
  for (const used of layers.values()) total += used
  const podLimit = podLimits(pod.spec)['ephemeral-storage']
  if (podLimit !== undefined && total > (bytesOf(podLimit) ?? Number.POSITIVE_INFINITY)) {
    return `Pod ephemeral local storage usage exceeds the total limit of containers ${podLimit}. `
  }
  for (const { name, resources } of pod.spec.containers) {
    const limit = resources?.limits?.['ephemeral-storage']
    if (limit !== undefined && (layers.get(name) ?? 0) > (bytesOf(limit) ?? Number.POSITIVE_INFINITY)) {
      return `Container ${name} exceeded its local ephemeral storage limit "${limit}". `
    }
  }
  return undefined
}
