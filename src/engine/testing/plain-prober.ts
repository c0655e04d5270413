import { parseRfc3339, SECOND, type Time } from '../../lib/time.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { PROBE_KINDS, type Probe, type ProbeKind } from '../../manifest/pod/probe.ts'
import type { ContainerStatus, PodStatus } from '../../manifest/pod/status.ts'
import type { Task } from '../kernel/task.ts'
import { waitFor } from '../kernel/task.ts'
import { firstOf, Trigger } from '../kernel/trigger.ts'
import type { World } from '../world/world.ts'
import type { ProbedPod } from './probed-pod.ts'

type Result = 'Success' | 'Failure' | 'Unknown'

/**
 * The prober as the kubelet writes it down: a goroutine a probe that does something at every tick of a ticker. The
 * engine's, which sleeps as long as nothing can change, must be told from it by nothing.
 */
// kubelet: prober/worker.go, prober/prober_manager.go (v1.36)
export class PlainProber {
  readonly #world: World
  readonly #around: ProbedPod
  readonly #results = new Map<string, Result>()
  readonly #manual = new Map<string, { poked: boolean; trigger: Trigger<void> }>()

  constructor(world: World, around: ProbedPod) {
    this.#world = world
    this.#around = around
  }

  addPod(pod: Pod): void {
    for (const container of [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]) {
      for (const kind of PROBE_KINDS) {
        const probe = container[`${kind}Probe`]
        if (!probe) continue
        this.#manual.set(`${container.name}/${kind}`, { poked: false, trigger: new Trigger<void>() })
        this.#world.kernel.spawn(this.#run(pod, container, kind, probe))
      }
    }
  }

  updatePodStatus(pod: Pod, status: PodStatus): PodStatus {
    const update = (each: ContainerStatus): ContainerStatus => {
      const id = idOf(each)
      const startup = this.#results.get(`startup ${id}`)
      const started =
        each.state.running !== undefined &&
        (startup === undefined ? each.started === true || !specOf(pod, each.name).startupProbe : startup === 'Success')
      const answer = { ...each, started, ready: false }
      if (!started) return answer
      if (!specOf(pod, each.name).readinessProbe) return { ...answer, ready: true }
      if (this.#results.get(`readiness ${id}`) === 'Success') return { ...answer, ready: true }
      const manual = this.#manual.get(`${each.name}/readiness`)
      if (manual) {
        manual.poked = true
        manual.trigger.offer(undefined)
      }
      const kept = this.#results.get(`readiness ${id}`) === undefined && each.ready
      return { ...answer, ready: manual === undefined || kept }
    }
    const { containerStatuses = [], initContainerStatuses = [] } = status
    return {
      ...status,
      containerStatuses: containerStatuses.map(update),
      initContainerStatuses: initContainerStatuses.map(update),
    }
  }

  *#run(pod: Pod, container: Container, kind: ProbeKind, probe: Probe): Task<void> {
    const { kernel } = this.#world
    const period = (probe.periodSeconds ?? 10) * SECOND
    const key = `${container.name}/${kind}`
    const doProbe = this.#doProbe(pod, container, kind, probe)
    // As after the start of a kubelet: the first attempts are spread over their period.
    yield Math.floor(this.#world.random(`prober/${pod.metadata.uid}/${key}`).next() * period)
    let tick: Time = kernel.now + period
    for (;;) {
      const keep = yield* doProbe()
      if (!keep) break
      const manual = this.#manual.get(key) as { poked: boolean; trigger: Trigger<void> }
      if (!manual.poked && tick >= kernel.now) {
        const timer = kernel.timeout(tick - kernel.now)
        yield* waitFor(firstOf(manual.trigger, timer.trigger))
        timer.cancel()
      }
      if (manual.poked) {
        this.#manual.set(key, { poked: false, trigger: new Trigger<void>() })
        tick = kernel.now + period
      } else {
        // One tick that was missed is kept.
        while (tick <= kernel.now) tick += period
      }
    }
    this.#manual.delete(key)
  }

  #doProbe(pod: Pod, container: Container, kind: ProbeKind, probe: Probe): () => Task<boolean> {
    const around = this.#around
    const { kernel } = this.#world
    const results = this.#results
    let known: string | undefined
    let lastResult: Result | undefined
    let run = 0
    let onHold = false
    const set = (result: Result) => {
      const before = results.get(`${kind} ${known}`)
      results.set(`${kind} ${known}`, result)
      if (before !== result) around.onResult(kind, known as string, result)
    }
    const forget = () => results.delete(`${kind} ${known}`)
    return function* (): Task<boolean> {
      const status = around.statusNow()
      if (!status) return true
      if (status.phase === 'Failed' || status.phase === 'Succeeded') {
        forget()
        return false
      }
      const each = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])].find(
        ({ name }) => name === container.name,
      )
      if (!each?.containerID) return true
      if (idOf(each) !== known) {
        forget()
        known = idOf(each)
        set(kind === 'liveness' ? 'Success' : kind === 'readiness' ? 'Failure' : 'Unknown')
        onHold = false
      }
      if (onHold) return true
      if (!each.state.running) {
        set('Failure')
        const code = each.state.terminated?.exitCode
        if (code === undefined) return true
        const policy = container.restartPolicy ?? pod.spec.restartPolicy
        const restarts = policy === 'Always' || (policy === 'OnFailure' && code !== 0)
        if (!restarts) forget()
        return restarts
      }
      const since = parseRfc3339(each.state.running.startedAt) as number
      if (Math.trunc((kernel.now - since) / SECOND) < (probe.initialDelaySeconds ?? 0)) return true
      if (each.started ? kind === 'startup' : kind !== 'startup') return true
      const result = (yield* around.ask(container.name, kind)) ? 'Success' : 'Failure'
      if (result === lastResult) run++
      else run = 1
      lastResult = result
      if (run < ((result === 'Success' ? probe.successThreshold : probe.failureThreshold) ?? 1)) return true
      set(result)
      if ((kind === 'liveness' && result === 'Failure') || kind === 'startup') {
        onHold = true
        run = 0
      }
      return true
    }
  }
}

function idOf(status: ContainerStatus): string | undefined {
  return status.containerID?.replace('containerd://', '')
}

function specOf(pod: Pod, name: string): Container {
  return [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].find((each) => each.name === name) as Container
}
