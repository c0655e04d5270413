import { parseRfc3339, SECOND, type Time } from '../../../lib/time.ts'
import type { Container } from '../../../manifest/pod/container.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { Probe, ProbeKind } from '../../../manifest/pod/probe.ts'
import type { ContainerStatus, PodStatus } from '../../../manifest/pod/status.ts'
import type { PodRef } from '../../../trace/entry.ts'
import type { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { Process } from '../../kernel/process.ts'
import { firstBefore, type Task } from '../../kernel/task.ts'
import { Trigger } from '../../kernel/trigger.ts'
import type { RuntimeContainer } from '../../runtime/container.ts'
import type { Network } from '../../runtime/network.ts'
import type { NodeRuntime } from '../../runtime/node-runtime.ts'
import type { World } from '../../world/world.ts'
import { fieldPathOf } from '../field-path.ts'
import type { ProbeResult } from '../pod-actions.ts'
import type { StatusManager } from '../status-manager.ts'
import { countResult, decideTick, INITIAL_RESULT, type WorkerMemory } from './do-probe.ts'
import { type ProbeFinding, probeEvent } from './findings.ts'
import type { ProbeResultsManager } from './results.ts'
import { type Attempt, probeOf } from './run-probe.ts'

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

/** Which probe of which container. */
export interface ProbeSubject {
  readonly pod: Pod
  readonly container: Container
  readonly kind: ProbeKind
  readonly probe: Probe
}

/** Takes the ticks of one probe, for the Pod's whole life. */
// kubelet: prober/worker.go run (v1.36)
export class ProbeWorker {
  readonly subject: ProbeSubject
  readonly memory: WorkerMemory = { containerID: undefined, lastResult: undefined, resultRun: 0, onHold: false }
  readonly #world: World
  readonly #around: ProberSurroundings
  readonly #results: ProbeResultsManager
  readonly #process: Process<void>
  readonly #onEnd: () => void
  #prepared: { readonly instance: RuntimeContainer; readonly attempt: Attempt } | undefined
  /** Has room for one poke, which stays until it is taken up: also one that came while the probe was busy. */
  #manual = new Trigger<void>()

  constructor(
    world: World,
    around: ProberSurroundings,
    results: ProbeResultsManager,
    subject: ProbeSubject,
    onEnd: () => void,
  ) {
    this.#world = world
    this.#around = around
    this.#results = results
    this.subject = subject
    this.#onEnd = onEnd
    this.#process = world.kernel.spawn(this.#run())
  }

  /** Asks for an attempt at once; its ticks count from there. */
  poke(): void {
    this.#manual.offer(undefined)
  }

  stop(): void {
    this.#process.cancel()
    this.#forget()
  }

  #forget(): void {
    this.#onEnd()
    if (this.memory.containerID !== undefined) this.#results.remove(this.memory.containerID)
  }

  *#run(): Task<void> {
    const { kernel, recorder } = this.#world
    const { pod, container, kind, probe } = this.subject
    const { memory } = this
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
      yield Math.floor(this.#world.random(`prober/${uid}/${container.name}/${kind}`).next() * period)
    }
    // PROBE-1: ticks count from here, for the Pod's whole life.
    let base = kernel.now
    let tick: Time = kernel.now
    for (;;) {
      // What the tick is decided on, and what tells of a change of it: adopting a container is such a change.
      const { status, changed } = this.#around.status.observe(uid)
      this.#adopt(statusOf(status, container.name))
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
      if (decision.kind === 'exit') break
      if (decision.kind === 'notRunning') {
        this.#store(decision.containerID, 'Failure')
        if (decision.exit) break
      }
      if (decision.kind === 'probe') yield* this.#probe(track, decision.containerID)
      // The ticker keeps one missed tick, no more: a slow probe is followed at once by the next.
      const missed = nextTick(base, period, tick + 1) < kernel.now
      let poked = this.#manual.fired
      if (!poked && decision.kind !== 'probe') {
        // Ticks without a change decide the same, until a delay is over.
        poked = yield* this.#whicheverFirst(changed, decision.kind === 'delay' ? decision.until : undefined)
      }
      if (!poked && !missed)
        poked = yield* this.#whicheverFirst(undefined, nextTick(base, period, Math.max(tick + 1, kernel.now)))
      if (decision.kind !== 'probe') {
        const reason =
          decision.kind === 'skip' ? decision.reason : decision.kind === 'delay' ? 'initialDelay' : 'notRunning'
        const lastSkipped = nextTick(base, period, kernel.now) - period
        if (lastSkipped >= tick) recorder.skip(track, tick, lastSkipped, reason)
      }
      if (poked) {
        this.#manual = new Trigger<void>()
        base = kernel.now
      }
      tick = kernel.now
    }
    this.#forget()
  }

  /** Waits for a poke, for a change or for a time. True: it was a poke. */
  *#whicheverFirst(changed: Trigger<void> | undefined, until: Time | undefined): Task<boolean> {
    return (yield* firstBefore(until, changed ? [this.#manual, changed] : [this.#manual])) === 0
  }

  /** A container of another id: what was known of the one before is forgotten. PROBE-6 */
  #adopt(status: ContainerStatus | undefined): void {
    const { memory } = this
    const containerID = status?.containerID?.replace('containerd://', '')
    if (containerID === undefined || memory.containerID === containerID) return
    if (memory.containerID !== undefined) this.#results.remove(memory.containerID)
    memory.containerID = containerID
    memory.onHold = false
    if (this.#ranBeforeTheKubelet(status)) return
    // The first value counts as a change: it makes the kubelet look at the Pod once more.
    this.#store(containerID, INITIAL_RESULT[this.subject.kind])
  }

  /** Containers that an earlier kubelet of the node started keep the state that they had. */
  // kubelet: prober/worker.go doProbe, ChangeContainerStatusOnKubeletRestart off (v1.36)
  #ranBeforeTheKubelet(status: ContainerStatus | undefined): boolean {
    const { kubeletStartedAt } = this.#around
    const startedAt = status?.state.running && parseRfc3339(status.state.running.startedAt)
    return kubeletStartedAt !== undefined && startedAt !== undefined && startedAt < kubeletStartedAt - 10 * SECOND
  }

  #store(containerID: string, result: ProbeResult): void {
    const { pod, kind } = this.subject
    if (this.#results.set(containerID, result)) this.#around.onResult(pod, kind, containerID, result)
  }

  #attemptOn(instance: RuntimeContainer): Attempt {
    if (this.#prepared?.instance !== instance) {
      const { container, probe } = this.subject
      const { runtime, network } = this.#around
      const now = () => this.#world.now
      const target = { container, instance, podIP: instance.sandbox.ip, runtime, network, now }
      this.#prepared = { instance, attempt: probeOf(probe, target) }
    }
    return this.#prepared.attempt
  }

  *#probe(track: number, containerID: string): Task<void> {
    const { kernel, recorder } = this.#world
    const { pod, kind, probe } = this.subject
    const at = kernel.now
    const instance = this.#around.findInstance(pod.metadata.uid ?? '', containerID)
    if (!instance) return
    const attempt = this.#attemptOn(instance)
    let finding: ProbeFinding = { result: 'unknown', output: '' }
    for (let tried = 0; tried < MAX_PROBE_RETRIES; tried++) {
      finding = typeof attempt === 'function' ? yield* attempt() : attempt
      if (finding.result !== 'unknown') break
    }
    const result = finding.result === 'failure' ? 'Failure' : 'Success'
    const counted = finding.result === 'unknown' ? undefined : countResult(this.memory, result, kind, probe)
    const changes = counted?.kind === 'decided' && this.#results.get(containerID) !== result
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
    this.#tellEvent(finding)
    if (changes) this.#store(containerID, result)
  }

  #tellEvent(finding: ProbeFinding): void {
    const { pod, container, kind } = this.subject
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
