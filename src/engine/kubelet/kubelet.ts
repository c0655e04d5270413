import { SECOND, type Time } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ProbeKind } from '../../manifest/pod/probe.ts'
import type { PodRef } from '../../trace/entry.ts'
import type { WatchEvent } from '../apiserver/api-server.ts'
import type { ProbeResult } from './compute-pod-actions.ts'
import type { KubeletParts } from './kubelet-parts.ts'
import type { PlegEvent, RuntimeReading } from './pleg.ts'
import type { PodState } from './pod-state.ts'
import { PodWorker } from './pod-worker.ts'
import { NOTHING_RUNS } from './runtime-status.ts'
import { activeDeadline } from './sync-pod.ts'

/** The queue of Pods to be looked at again is drained this often. */
// kubelet: kubelet.go syncLoop (v1.36)
const SYNC_TICK = SECOND

/** One node's agent: hears of its Pods, gives each a worker, and passes on what concerns them. */
// kubelet: kubelet.go (v1.36)
export class Kubelet {
  readonly #parts: KubeletParts
  readonly #workers = new Map<string, PodWorker>()
  readonly #tickPhase: number
  readonly #queued = new Map<string, { at: Time; cancel: () => void }>()

  constructor(makeParts: (kubelet: Kubelet) => KubeletParts) {
    this.#parts = makeParts(this)
    this.#tickPhase = this.#parts.world.assumptions.syncTickPhase
    this.#parts.runtime.onChange = () => this.#parts.pleg.noteChange()
    this.#parts.api.watch('Pod', (event) => this.#hear(event))
  }

  get nodeName(): string {
    return this.#parts.node.name
  }

  couldHaveRunningContainers(uid: string): boolean {
    const worker = this.#workers.get(uid)
    return worker !== undefined && worker.terminatedAt === undefined
  }

  isFinished(uid: string): boolean {
    return this.#workers.get(uid)?.finished ?? true
  }

  stateOf(uid: string): PodState | undefined {
    return this.#workers.get(uid)?.state
  }

  worker(uid: string): PodWorker | undefined {
    return this.#workers.get(uid)
  }

  publish(image: string): void {
    this.#parts.images.publish(image)
  }

  read(uid: string): RuntimeReading {
    return this.#workers.get(uid)?.state.read(this.#parts.world.now) ?? { status: NOTHING_RUNS, states: new Map() }
  }

  /** What a relist found. Findings of one relist come so close together that one sync answers them all. */
  // kubelet: kubelet.go syncLoopIteration (plegCh), HandlePodSyncs (v1.36)
  onPlegEvents(uid: string, events: readonly PlegEvent[]): void {
    const worker = this.#workers.get(uid)
    const last = events.at(-1)
    if (!worker || !last) return
    const { kernel } = this.#parts.world
    kernel.because(last.cause ?? kernel.cause, () => worker.update({ pod: worker.pod }))
  }

  onProbeResult(pod: Pod, kind: ProbeKind, containerID: string, result: ProbeResult): void {
    const worker = this.#workers.get(pod.metadata.uid ?? '')
    if (!worker) return
    if (kind === 'readiness') this.#parts.status.setContainerReadiness(worker.pod, containerID, result === 'Success')
    if (kind === 'startup') this.#parts.status.setContainerStartup(worker.pod, containerID, result === 'Success')
    if (kind === 'liveness' && result !== 'Failure') return
    worker.update({ pod: worker.pod })
  }

  #hear(event: WatchEvent): void {
    const pod = event.object as Pod
    const uid = pod.metadata.uid ?? ''
    const worker = this.#workers.get(uid)
    if (event.type === 'DELETED') {
      if (!worker) return
      if (worker.finished) this.#forget(uid)
      else worker.update({ pod, kill: {} })
      return
    }
    if (pod.spec.nodeName !== this.#parts.node.name) return
    if (!worker) {
      const created = new PodWorker(this.#parts, pod, (who, at, background) => this.#requeue(who, at, background))
      this.#workers.set(uid, created)
      created.state.onGrow = () => this.#parts.eviction.noteGrowth(created)
      created.start()
      created.update({ pod })
      this.#watchDeadline(created)
      return
    }
    if (semanticallyDifferent(worker.pod, pod)) {
      worker.update({ pod })
      this.#watchDeadline(worker)
    } else worker.pod = pod
  }

  #forget(uid: string): void {
    this.#queued.get(uid)?.cancel()
    this.#queued.delete(uid)
    this.#parts.pleg.remove(uid)
    this.#parts.status.remove(uid)
    this.#workers.delete(uid)
  }

  /** A queued Pod is taken up at the first tick after its time. */
  // kubelet: util/queue/work_queue.go GetWork, kubelet.go getPodsToSync (v1.36)
  #requeue(worker: PodWorker, at: Time, background: boolean): void {
    const { kernel } = this.#parts.world
    const { uid } = worker.state.ref
    this.#queued.get(uid)?.cancel()
    const tick = this.#tickPhase + (Math.floor((at - this.#tickPhase) / SYNC_TICK) + 1) * SYNC_TICK
    const timer = kernel.at(tick, () => worker.update({ pod: worker.pod }), { background })
    this.#queued.set(uid, { at: tick, cancel: () => kernel.cancel(timer) })
  }

  #watchDeadline(worker: PodWorker): void {
    const { kernel } = this.#parts.world
    const seconds = worker.pod.spec.activeDeadlineSeconds
    if (seconds === undefined) return
    const status = this.#parts.status.getPodStatus(worker.state.ref.uid) ?? worker.pod.status
    const deadline = activeDeadline(worker.pod, status) ?? kernel.now + seconds * SECOND
    const tick = this.#tickPhase + Math.ceil((deadline - this.#tickPhase) / SYNC_TICK) * SYNC_TICK
    kernel.at(Math.max(tick, kernel.now), () => {
      if (!worker.finished && worker.terminatingAt === undefined) worker.update({ pod: worker.pod })
    })
  }
}

export function podRefOf(pod: KubeObject): PodRef {
  return { namespace: pod.metadata.namespace ?? 'default', name: pod.metadata.name, uid: pod.metadata.uid ?? '' }
}

/** Status is the kubelet's own: only what somebody else decides makes it look again. */
// kubelet: config/config.go podsDifferSemantically, checkAndUpdatePod (v1.36)
function semanticallyDifferent(a: Pod, b: Pod): boolean {
  return (
    (a.spec !== b.spec && JSON.stringify(a.spec) !== JSON.stringify(b.spec)) ||
    JSON.stringify(a.metadata.labels) !== JSON.stringify(b.metadata.labels) ||
    JSON.stringify(a.metadata.annotations) !== JSON.stringify(b.metadata.annotations) ||
    a.metadata.deletionTimestamp !== b.metadata.deletionTimestamp ||
    a.metadata.deletionGracePeriodSeconds !== b.metadata.deletionGracePeriodSeconds
  )
}
