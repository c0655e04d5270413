import { isRestartableInitContainer, type Pod } from '../../../manifest/pod/pod.ts'
import type { ProbeKind } from '../../../manifest/pod/probe.ts'
import type { ContainerStatus, PodStatus } from '../../../manifest/pod/status.ts'
import type { World } from '../../world/world.ts'
import { type ProberSurroundings, ProbeWorker } from './probe-worker.ts'
import { probesOf } from './probes-of-pod.ts'
import { ProbeResultsManager } from './results.ts'

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
  readonly #workers = new Map<string, ProbeWorker>()

  constructor(world: World, around: ProberSurroundings) {
    this.#world = world
    this.#around = around
  }

  // kubelet: prober/prober_manager.go AddPod (v1.36)
  addPod(pod: Pod): void {
    for (const { container, kind, probe } of probesOf(pod)) {
      const key = workerKey(pod, container.name, kind)
      if (this.#workers.has(key)) continue
      const subject = { pod, container, kind, probe }
      const worker = new ProbeWorker(this.#world, this.#around, this.results[kind], subject, () =>
        this.#workers.delete(key),
      )
      this.#workers.set(key, worker)
    }
  }

  /** At the begin of a Pod's end: app containers are no longer probed for life; readiness goes on. */
  // kubelet: prober/prober_manager.go StopLivenessAndStartup (v1.36)
  stopLivenessAndStartup(pod: Pod): void {
    for (const container of pod.spec.containers) {
      this.#workers.get(workerKey(pod, container.name, 'liveness'))?.stop()
      this.#workers.get(workerKey(pod, container.name, 'startup'))?.stop()
    }
  }

  removePod(pod: Pod): void {
    for (const worker of [...this.#workers.values()]) {
      if (worker.subject.pod.metadata.uid === pod.metadata.uid) worker.stop()
    }
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
      worker?.poke()
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
}

function workerKey(pod: Pod, container: string, kind: ProbeKind): string {
  return `${pod.metadata.uid}/${container}/${kind}`
}
