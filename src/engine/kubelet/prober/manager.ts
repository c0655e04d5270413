import { parseRfc3339, SECOND, type Time } from '../../../lib/time.ts'
import type { Container } from '../../../manifest/pod/container.ts'
import { isRestartableInitContainer, type Pod } from '../../../manifest/pod/pod.ts'
import type { Probe, ProbeKind } from '../../../manifest/pod/probe.ts'
import type { ContainerStatus, PodStatus } from '../../../manifest/pod/status.ts'
import type { PodRef } from '../../../trace/entry.ts'
import type { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { Process } from '../../kernel/process.ts'
import { type Task, waitFor } from '../../kernel/task.ts'
import { firstOf, Trigger } from '../../kernel/trigger.ts'
import type { RuntimeContainer } from '../../runtime/container.ts'
import type { Network } from '../../runtime/network.ts'
import type { NodeRuntime } from '../../runtime/node-runtime.ts'
import type { World } from '../../world.ts'
import type { ProbeResult } from '../compute-pod-actions.ts'
import { fieldPathOf } from '../field-path.ts'
import type { StatusManager } from '../status-manager.ts'
import { type ProbeFinding, probeEvent } from './findings.ts'
import { probesOf } from './probes-of-pod.ts'
import { ProbeResultsManager } from './results.ts'
import { runProbe } from './run-probe.ts'
import { countResult, decideTick, INITIAL_RESULT, type WorkerMemory } from './worker.ts'

/** Where probes look for the Pod and its container, and whom they tell. */
export interface ProberSurroundings {
  readonly runtime: NodeRuntime
  readonly network: Network
  readonly status: StatusManager
  readonly events: EventRecorder
  /** undefined: it ran long before anything here began. */
  readonly kubeletStartedAt: Time | undefined
  findInstance(uid: string, containerID: string): RuntimeContainer | undefined
  podRef(pod: Pod): PodRef
  /** A result is another one than before. */
  onResult(pod: Pod, kind: ProbeKind, containerID: string, result: ProbeResult): void
}

/** The kubelet's prober retries an attempt that could not be carried out. */
// kubelet: prober/prober.go maxProbeRetries (v1.36)
const MAX_PROBE_RETRIES = 3

interface Worker {
  readonly pod: Pod
  readonly container: Container
  readonly kind: ProbeKind
  readonly process: Process<void>
  manual: Trigger<void>
  /** A poke that came while the probe was busy: it is taken up afterwards. */
  poked: boolean
  readonly memory: WorkerMemory
}

/** Runs a worker per probe of each container, for the Pod's whole life. */
// kubelet: prober/prober_manager.go, prober/worker.go (v1.36)
export class ProbeManager {
  readonly results: Readonly<Record<ProbeKind, ProbeResultsManager>> = {
    liveness: new ProbeResultsManager(),
    readiness: new ProbeResultsManager(),
    startup: new ProbeResultsManager(),
  }
  readonly #world: World
  readonly #around: ProberSurroundings
  readonly #workers = new Map<string, Worker>()

  constructor(world: World, around: ProberSurroundings) {
    this.#world = world
    this.#around = around
  }

  // kubelet: prober/prober_manager.go AddPod (v1.36)
  addPod(pod: Pod): void {
    for (const { container, kind, probe } of probesOf(pod)) {
      const key = workerKey(pod, container.name, kind)
      if (this.#workers.has(key)) continue
      const memory: WorkerMemory = { containerID: undefined, lastResult: undefined, resultRun: 0, onHold: false }
      const worker: Worker = {
        pod,
        container,
        kind,
        process: this.#world.kernel.spawn(this.#run(key, pod, container, kind, probe, memory)),
        manual: new Trigger<void>(),
        poked: false,
        memory,
      }
      this.#workers.set(key, worker)
    }
  }

  /** At the begin of a Pod's end: app containers are no longer probed for life; readiness goes on. */
  // kubelet: prober/prober_manager.go StopLivenessAndStartup (v1.36)
  stopLivenessAndStartup(pod: Pod): void {
    for (const container of pod.spec.containers) {
      this.#stop(workerKey(pod, container.name, 'liveness'))
      this.#stop(workerKey(pod, container.name, 'startup'))
    }
  }

  removePod(pod: Pod): void {
    for (const [key, worker] of this.#workers) if (worker.pod.metadata.uid === pod.metadata.uid) this.#stop(key)
  }

  /** Fills in started and ready, and pokes the readiness probe of what is started and not ready. */
  // kubelet: prober/prober_manager.go UpdatePodStatus (v1.36)
  updatePodStatus(pod: Pod, status: PodStatus): PodStatus {
    const update = (each: ContainerStatus): ContainerStatus => {
      const started = this.#isStarted(pod, each)
      if (!started || !each.state.running) return { ...each, started, ready: false }
      const id = each.containerID?.replace('containerd://', '') ?? ''
      if (this.results.readiness.get(id) === 'Success') return { ...each, started, ready: true }
      const worker = this.#workers.get(workerKey(pod, each.name, 'readiness'))
      // PROBE-4
      if (worker) this.#poke(worker)
      // A kubelet that has just begun has no result yet: what was written before stands until it has.
      const kept = this.results.readiness.get(id) === undefined && each.ready
      return { ...each, started, ready: worker === undefined || kept }
    }
    // One that is to end has no readiness but its success.
    const regular = new Set(
      (pod.spec.initContainers ?? []).filter((each) => !isRestartableInitContainer(each)).map(({ name }) => name),
    )
    const updateInit = (each: ContainerStatus): ContainerStatus =>
      regular.has(each.name)
        ? { ...each, started: this.#isStarted(pod, each), ready: each.state.terminated?.exitCode === 0 }
        : update(each)
    return {
      ...status,
      ...(status.containerStatuses ? { containerStatuses: status.containerStatuses.map(update) } : {}),
      ...(status.initContainerStatuses ? { initContainerStatuses: status.initContainerStatuses.map(updateInit) } : {}),
    }
  }

  // kubelet: prober/prober_manager.go isContainerStarted (v1.36)
  #isStarted(pod: Pod, status: ContainerStatus): boolean {
    if (!status.state.running) return false
    const id = status.containerID?.replace('containerd://', '') ?? ''
    const result = this.results.startup.get(id)
    if (result !== undefined) return result === 'Success'
    if (status.started === true) return true
    return !this.#workers.has(workerKey(pod, status.name, 'startup'))
  }

  #poke(worker: Worker): void {
    worker.poked = true
    worker.manual.offer(undefined)
  }

  #stop(key: string): void {
    const worker = this.#workers.get(key)
    if (!worker) return
    worker.process.cancel()
    this.#workers.delete(key)
    if (worker.memory.containerID !== undefined) this.results[worker.kind].remove(worker.memory.containerID)
  }

  *#run(key: string, pod: Pod, container: Container, kind: ProbeKind, probe: Probe, memory: WorkerMemory): Task<void> {
    const { kernel, recorder } = this.#world
    const uid = pod.metadata.uid ?? ''
    const period = (probe.periodSeconds ?? 10) * SECOND
    const track = recorder.probeTrack({
      pod: this.#around.podRef(pod),
      container: container.name,
      probe: kind,
      handler: probe.exec ? 'exec' : probe.httpGet ? 'httpGet' : probe.tcpSocket ? 'tcpSocket' : 'grpc',
      periodMs: period,
      timeoutMs: (probe.timeoutSeconds ?? 1) * SECOND,
      failureThreshold: probe.failureThreshold ?? 3,
      successThreshold: probe.successThreshold ?? 1,
    })
    // After its own start the kubelet spreads the first attempts over their period.
    const { kubeletStartedAt } = this.#around
    if (kubeletStartedAt !== undefined && period > kernel.now - kubeletStartedAt) {
      yield Math.floor(this.#world.random(`prober/${key}`).next() * period)
    }
    // PROBE-1: ticks count from here, for the Pod's whole life.
    let base = kernel.now
    let tick: Time = kernel.now
    for (;;) {
      const worker = this.#workers.get(key)
      if (!worker) return
      worker.manual = new Trigger<void>()
      worker.poked = false
      const status = this.#around.status.getPodStatus(uid)
      this.#adopt(pod, memory, kind, statusOf(status, container.name))
      const decision = decideTick({
        pod,
        container,
        kind,
        probe,
        phase: status?.phase,
        status: statusOf(status, container.name),
        memory,
        now: kernel.now,
      })
      // Whatever may change the next decision is listened to before this one is acted on.
      const changed = this.#around.status.changed(uid)
      if (decision.kind === 'exit') break
      if (decision.kind === 'notRunning') {
        this.#store(pod, kind, decision.containerID, 'Failure')
        if (decision.exit) break
      }
      let wakeAt = tick + 1
      if (decision.kind === 'probe') {
        const goOn = yield* this.#probe(track, pod, container, kind, probe, memory, decision.containerID)
        if (!goOn) break
      } else if (decision.kind === 'delay') wakeAt = Math.max(wakeAt, decision.until)

      // The ticker keeps one missed tick, no more: a slow probe is followed at once by the next.
      const missed = nextTick(base, period, tick + 1) <= kernel.now
      if (missed && decision.kind === 'probe') {
        tick = kernel.now
        continue
      }
      const idle = decision.kind === 'skip' || decision.kind === 'notRunning'
      const from = kernel.now
      let poked = worker.poked
      if (!poked && idle) {
        const first = yield* waitFor(firstOf(changed, worker.manual))
        poked = first.index === 1
        wakeAt = Math.max(wakeAt, kernel.now)
      }
      if (!poked) {
        const next = nextTick(base, period, Math.max(wakeAt, kernel.now))
        const timer = kernel.timeout(next - kernel.now)
        const first = yield* waitFor(firstOf(worker.manual, timer.trigger))
        timer.cancel()
        poked = first.index === 0
      }
      if (decision.kind !== 'probe') {
        const reason =
          decision.kind === 'skip' ? decision.reason : decision.kind === 'delay' ? 'initialDelay' : 'notRunning'
        const firstSkipped = tick === from ? tick : nextTick(base, period, from)
        const lastSkipped = nextTick(base, period, kernel.now) - period
        if (lastSkipped >= firstSkipped) recorder.skip(track, firstSkipped, lastSkipped, reason)
      }
      if (poked) base = kernel.now
      tick = kernel.now
    }
    this.#workers.delete(key)
    if (memory.containerID !== undefined) this.results[kind].remove(memory.containerID)
  }

  /** A container of another id: what was known of the one before is forgotten. PROBE-6 */
  #adopt(pod: Pod, memory: WorkerMemory, kind: ProbeKind, status: ContainerStatus | undefined): void {
    const containerID = status?.containerID?.replace('containerd://', '')
    if (containerID === undefined || memory.containerID === containerID) return
    if (memory.containerID !== undefined) this.results[kind].remove(memory.containerID)
    memory.containerID = containerID
    memory.onHold = false
    if (this.#ranBeforeTheKubelet(status)) return
    // The first value counts as a change: it makes the kubelet look at the Pod once more.
    this.#store(pod, kind, containerID, INITIAL_RESULT[kind])
  }

  /** Containers that an earlier kubelet of the node started keep the state that they had. */
  // kubelet: prober/worker.go doProbe, ChangeContainerStatusOnKubeletRestart off (v1.36)
  #ranBeforeTheKubelet(status: ContainerStatus | undefined): boolean {
    const { kubeletStartedAt } = this.#around
    const startedAt = status?.state.running && parseRfc3339(status.state.running.startedAt)
    return kubeletStartedAt !== undefined && startedAt !== undefined && startedAt < kubeletStartedAt - 10 * SECOND
  }

  #store(pod: Pod, kind: ProbeKind, containerID: string, result: ProbeResult): void {
    if (this.results[kind].set(containerID, result)) this.#around.onResult(pod, kind, containerID, result)
  }

  *#probe(
    track: number,
    pod: Pod,
    container: Container,
    kind: ProbeKind,
    probe: Probe,
    memory: WorkerMemory,
    containerID: string,
  ): Task<boolean> {
    const { kernel, recorder } = this.#world
    const at = kernel.now
    const instance = this.#around.findInstance(pod.metadata.uid ?? '', containerID)
    if (!instance) return true
    const target = {
      container,
      instance,
      podIP: instance.sandbox.ip,
      runtime: this.#around.runtime,
      network: this.#around.network,
      now: () => kernel.now,
    }
    let finding: ProbeFinding = { result: 'unknown', output: '' }
    for (let attempt = 0; attempt < MAX_PROBE_RETRIES; attempt++) {
      finding = yield* runProbe(probe, target)
      if (finding.result !== 'unknown') break
    }
    const result = finding.result === 'failure' ? 'Failure' : 'Success'
    const counted = finding.result === 'unknown' ? undefined : countResult(memory, result, kind, probe)
    const changes = counted?.kind === 'decided' && this.results[kind].get(containerID) !== result
    const seq = recorder.attempt(track, {
      at,
      endAt: kernel.now,
      outcome:
        finding.result === 'unknown'
          ? 'unknown'
          : finding.timedOut
            ? 'timeout'
            : result === 'Failure'
              ? 'failure'
              : 'success',
      run: counted?.run ?? 0,
      restart: instance.config.attempt,
      decisive: changes,
      ...(finding.result === 'success' ? {} : { message: finding.output }),
    })
    kernel.cause = seq
    this.#tellEvent(pod, container, kind, finding)
    if (changes) this.#store(pod, kind, containerID, result)
    return true
  }

  #tellEvent(pod: Pod, container: Container, kind: ProbeKind, finding: ProbeFinding): void {
    const event = probeEvent(kind, finding)
    if (!event) return
    const rule = finding.result === 'unknown' ? 'PROBE-7' : 'PROBE-5'
    const fieldPath = fieldPathOf(pod, container.name)
    this.#around.events.event(pod, 'Warning', event.reason, event.message, { fieldPath, rule })
  }
}

/** The first tick at or after `at`: a ticker is arithmetic, not a loop. */
function nextTick(base: Time, period: number, at: Time): Time {
  return base + Math.max(0, Math.ceil((at - base) / period)) * period
}

function statusOf(status: PodStatus | undefined, name: string): ContainerStatus | undefined {
  return [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].find(
    (each) => each.name === name,
  )
}

function workerKey(pod: Pod, container: string, kind: ProbeKind): string {
  return `${pod.metadata.uid}/${container}/${kind}`
}
