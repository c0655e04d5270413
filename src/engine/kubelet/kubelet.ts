import { sameValue } from '../../lib/same-value.ts'
import { SECOND, type Time } from '../../lib/time.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import type { ProbeKind } from '../../manifest/pod/probe.ts'
import type { PodRef } from '../../trace/entry.ts'
import type { EventRecorder } from '../apiserver/event-recorder.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { WatchEvent } from '../apiserver/store.ts'
import type { Scope } from '../kernel/kernel.ts'
import type { NodeRuntime } from '../runtime/node-runtime.ts'
import type { NodeVictim } from '../runtime/oom-killer.ts'
import type { World } from '../world/world.ts'
import { activeDeadline } from './active-deadline.ts'
import { type AdmitHandler, admitPod, type Refusal } from './admission/admit-handler.ts'
import type { AllocationManager } from './allocation-manager.ts'
import type { CpuManager } from './cpu-manager/cpu-manager.ts'
import type { EvictionManager } from './eviction/eviction-manager.ts'
import type { ImageManager } from './image-manager.ts'
import type { KubeletNode } from './kubelet-node.ts'
import type { Pleg, PlegEvent, RuntimeReading } from './pleg.ts'
import type { ProbeResult } from './pod-actions.ts'
import { PodState } from './pod-state.ts'
import { completeWork, type PodWorker } from './pod-worker.ts'
import { NOTHING_RUNS } from './runtime-status.ts'
import { isMirrorPod, isStaticPod, mirroredUid, staticPod } from './static-pods.ts'
import type { StatusManager } from './status-manager.ts'

type Requeue = (worker: PodWorker, at: Time, background: boolean) => void

/** What a kubelet takes: its managers, and one that makes workers. */
interface KubeletNeeds {
  readonly world: World
  readonly api: ApiServer
  readonly node: Pick<KubeletNode, 'name'>
  readonly runtime: Pick<NodeRuntime, 'onChange' | 'onSystemOom'>
  readonly events: EventRecorder
  readonly status: StatusManager
  readonly images: Pick<ImageManager, 'publish'>
  readonly pleg: Pick<Pleg, 'noteChange' | 'remove'>
  readonly eviction: Pick<EvictionManager, 'note' | 'noteGrowth'>
  readonly allocation: Pick<AllocationManager, 'podChanged'>
  /** Where its policy is static. */
  readonly cpuManager?: Pick<CpuManager, 'removeStaleState'>
  readonly admitHandlers: readonly AdmitHandler[]
  makeWorker(pod: Pod, state: PodState, requeue: Requeue): PodWorker
}

/** The queue of Pods to be looked at again is drained this often. */
// kubelet: kubelet.go syncLoop (v1.36)
const SYNC_TICK = SECOND

/** One node's agent: hears of its Pods, gives each a worker, and passes on what concerns them. */
// kubelet: kubelet.go (v1.36)
export class Kubelet {
  readonly #parts: KubeletNeeds
  readonly #workers: Map<string, PodWorker>
  readonly #refused = new Set<string>()
  readonly #tickPhase: number
  readonly #queued = new Map<string, { at: Time; cancel: () => void }>()

  readonly #scope: Scope
  readonly #found: ReadonlyMap<string, PodState>
  readonly #stopWatching: () => void

  /** `workers`: by Pod, none yet. `found`: what an earlier kubelet of this node has left in the runtime, by Pod. */
  constructor(
    workers: Map<string, PodWorker>,
    makeParts: (kubelet: Kubelet) => KubeletNeeds,
    scope: Scope,
    found: ReadonlyMap<string, PodState>,
  ) {
    this.#workers = workers
    this.#parts = makeParts(this)
    this.#scope = scope
    this.#found = found
    this.#tickPhase = this.#parts.world.assumptions.syncTickPhase
    this.#parts.runtime.onChange = () => this.#do(() => this.#parts.pleg.noteChange())
    this.#parts.runtime.onSystemOom = (victim) => this.#do(() => this.#onSystemOom(victim))
    this.#stopWatching = this.#parts.api.watch('Pod', (event) => this.#do(() => this.#hear(event)), this.nodeName)
    for (const object of this.#parts.api.list('Pod')) this.#hear({ type: 'ADDED', object })
  }

  get nodeName(): string {
    return this.#parts.node.name
  }

  leave(): void {
    this.#stopWatching()
  }

  states(): ReadonlyMap<string, PodState> {
    return new Map([...this.#workers].map(([uid, worker]) => [uid, worker.state]))
  }

  /** What others make happen in here belongs to this kubelet, and ends with it. */
  #do(body: () => void): void {
    if (!this.#scope.ended) this.#parts.world.kernel.within(this.#scope, body)
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

  // kubelet: oom/oom_watcher_linux.go Start (v1.36)
  #onSystemOom({ name, pid }: NodeVictim): void {
    const { api, events } = this.#parts
    const node = api.get('Node', '', this.nodeName)
    const message = `System OOM encountered, victim process: ${name}, pid: ${pid}`
    if (node) events.event(node, 'Warning', 'SystemOOM', message, { rule: 'OOM-3' })
  }

  /** What its node has left is not what it was. */
  onNodeUsage(): void {
    this.#do(() => this.#parts.eviction.note())
  }

  publish(image: string): void {
    this.#parts.images.publish(image)
  }

  read(uid: string, last?: RuntimeReading): RuntimeReading {
    return (
      this.#workers.get(uid)?.state.read(this.#parts.world.now, last) ?? { status: NOTHING_RUNS, states: new Map() }
    )
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
    if (isMirrorPod(pod)) {
      this.#hearOfMirror(event, pod)
      return
    }
    const uid = pod.metadata.uid ?? ''
    const worker = this.#workers.get(uid)
    if (event.type === 'DELETED') {
      if (this.#refused.delete(uid)) this.#parts.status.remove(uid)
      if (!worker) return
      if (worker.finished) this.#forget(uid)
      else worker.update({ pod, kill: {} })
      this.#podChanged()
      return
    }
    if (pod.spec.nodeName !== this.#parts.node.name) return
    if (!worker) {
      this.#add(pod)
      return
    }
    if (semanticallyDifferent(worker.pod, pod)) {
      worker.pod = pod
      this.#podChanged(worker)
      worker.update({ pod })
      this.#watchDeadline(worker)
    } else {
      const gatesChanged = gateConditions(worker.pod) !== gateConditions(pod)
      worker.pod = pod
      this.#podChanged()
      // A status that comes back is the kubelet's own, but for what others say of a readiness gate.
      if (gatesChanged) worker.update({ pod })
    }
  }

  #podChanged(worker?: PodWorker): void {
    const { allocation, cpuManager } = this.#parts
    allocation.podChanged(worker)
    cpuManager?.removeStaleState((uid) => this.#isOver(uid))
  }

  /** Of a Pod that nobody works on, something may run on from before the kubelet's start. */
  #isOver(uid: string): boolean {
    const worker = this.#workers.get(uid)
    if (worker) return worker.terminatedAt !== undefined || isTerminal(worker.pod.status.phase)
    return !this.#found.get(uid)?.containers.some(({ exit }) => exit === undefined)
  }

  /** ADMIT-1. A Pod that is over or to go is taken as it is: what is left of it has to be cleaned up. */
  // kubelet: kubelet.go HandlePodAdditions (v1.36)
  #add(pod: Pod): void {
    const uid = pod.metadata.uid ?? ''
    if (this.#refused.has(uid)) return
    const over = isTerminal(pod.status.phase) || pod.metadata.deletionTimestamp !== undefined
    const refusal = over ? undefined : admitPod(this.#parts.admitHandlers, pod, this.#taken())
    if (refusal) this.#reject(pod, refusal)
    else this.#accept(pod)
  }

  /** The Pods that take room on this node. */
  #taken(): Pod[] {
    return [...this.#workers.values()]
      .filter((worker) => worker.terminatedAt === undefined && !isTerminal(worker.pod.status.phase))
      .map((worker) => worker.pod)
  }

  /** The Pod gets no worker: it has failed before it began. */
  // kubelet: kubelet.go rejectPod (v1.36)
  #reject(pod: Pod, { reason, message, rule = 'ADMIT-1' }: Refusal): void {
    this.#refused.add(pod.metadata.uid ?? '')
    this.#parts.events.event(pod, 'Warning', reason, message, { rule })
    const { qosClass } = pod.status
    this.#parts.status.setPodStatus(
      pod,
      { phase: 'Failed', reason, message: `Pod was rejected: ${message}`, ...(qosClass ? { qosClass } : {}) },
      rule,
    )
  }

  #accept(pod: Pod): void {
    const uid = pod.metadata.uid ?? ''
    const state = new PodState(pod, this.#found.get(uid))
    const worker = this.#parts.makeWorker(pod, state, (who, at, background) => this.#requeue(who, at, background))
    this.#workers.set(uid, worker)
    state.onGrow = (bytes) => this.#do(() => this.#parts.eviction.noteGrowth(worker, bytes))
    worker.start()
    this.#podChanged(worker)
    worker.update({ pod })
    this.#watchDeadline(worker)
  }

  /** A file has appeared or changed: the Pod that it held before is stopped first. */
  // kubelet: config/file_linux.go; pod_workers.go allowPodStart (v1.36)
  writeStaticPod(manifest: KubeObject): void {
    this.#do(() => {
      const pod = staticPod(manifest, this.#parts.node.name, this.#parts.world.now)
      const before = this.#findStatic(pod.metadata.name)
      if (before?.pod.metadata.uid === pod.metadata.uid) return
      if (!before) {
        this.#accept(pod)
        return
      }
      before.update({ pod: before.pod, kill: {} })
      // The new one was refused while the old one was there, and such a refusal is tried again as any error is.
      const { kernel } = this.#parts.world
      const random = this.#parts.world.random(`static-pod/${pod.metadata.name}`).next()
      const retry = completeWork(false, { kind: 'error' }, kernel.now, random)
      const earliest = retry.kind === 'after' ? kernel.now + retry.delay : kernel.now
      before.whenFinished.listen(() =>
        this.#do(() => kernel.at(this.#tickAfter(Math.max(earliest, kernel.now)), () => this.#accept(pod))),
      )
    })
  }

  removeStaticPod(name: string): boolean {
    const worker = this.#findStatic(`${name}-${this.#parts.node.name}`)
    if (!worker) return false
    this.#do(() => worker.update({ pod: worker.pod, kill: {} }))
    return true
  }

  #findStatic(name: string): PodWorker | undefined {
    for (const worker of this.#workers.values()) {
      if (isStaticPod(worker.pod) && worker.pod.metadata.name === name && !worker.finished) return worker
    }
    return undefined
  }

  /** The mirror is only a picture: whoever deletes it gets a new one. */
  // kubelet: kubelet.go handleMirrorPod (v1.36)
  #hearOfMirror(event: WatchEvent, mirror: Pod): void {
    const { api, node } = this.#parts
    const { namespace = DEFAULT_NAMESPACE, name } = mirror.metadata
    if (mirror.spec.nodeName !== node.name) return
    const worker = this.#workers.get(mirroredUid(mirror) ?? '')
    if (event.type === 'DELETED') {
      if (worker && !worker.finished) worker.update({ pod: worker.pod })
    } else if (mirror.metadata.deletionTimestamp !== undefined || !worker) {
      const by = { name: 'kubelet', node: node.name }
      api.delete('Pod', namespace, name, { gracePeriodSeconds: 0 }, { by, rule: 'STATIC-1' })
    }
  }

  #forget(uid: string): void {
    this.#queued.get(uid)?.cancel()
    this.#queued.delete(uid)
    this.#parts.pleg.remove(uid)
    this.#parts.status.remove(uid)
    this.#workers.delete(uid)
  }

  #tickAfter(at: Time): Time {
    return this.#tickPhase + (Math.floor((at - this.#tickPhase) / SYNC_TICK) + 1) * SYNC_TICK
  }

  /** A queued Pod is taken up at the first tick after its time. */
  // kubelet: util/queue/work_queue.go GetWork, kubelet.go getPodsToSync (v1.36)
  #requeue(worker: PodWorker, at: Time, background: boolean): void {
    const { kernel } = this.#parts.world
    const { uid } = worker.state.ref
    this.#queued.get(uid)?.cancel()
    const tick = this.#tickAfter(at)
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
  return {
    namespace: pod.metadata.namespace ?? DEFAULT_NAMESPACE,
    name: pod.metadata.name,
    uid: pod.metadata.uid ?? '',
  }
}

// kubelet: kubelet.go HandlePodReconcile (v1.36)
function gateConditions(pod: Pod): string {
  return (pod.spec.readinessGates ?? [])
    .map(({ conditionType }) => pod.status.conditions?.find(({ type }) => type === conditionType)?.status ?? '')
    .join()
}

/** Status is the kubelet's own: only what somebody else decides makes it look again. */
// kubelet: config/config.go podsDifferSemantically, checkAndUpdatePod (v1.36)
function semanticallyDifferent(a: Pod, b: Pod): boolean {
  return (
    !sameValue(a.spec, b.spec) ||
    !sameValue(a.metadata.labels, b.metadata.labels) ||
    !sameValue(a.metadata.annotations, b.metadata.annotations) ||
    a.metadata.deletionTimestamp !== b.metadata.deletionTimestamp ||
    a.metadata.deletionGracePeriodSeconds !== b.metadata.deletionGracePeriodSeconds
  )
}
