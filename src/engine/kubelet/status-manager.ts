import { sameValue } from '../../lib/same-value.ts'
import { rfc3339, SECOND } from '../../lib/time.ts'
import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import type { ContainerStatus, PodCondition, PodStatus } from '../../manifest/pod/status.ts'
import type { Component } from '../../trace/component.ts'
import type { Seq } from '../../trace/entry.ts'
import type { RuleId } from '../../trace/rule.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { Task } from '../kernel/task.ts'
import { waitFor } from '../kernel/task.ts'
import { Trigger } from '../kernel/trigger.ts'
import type { World } from '../world/world.ts'
import { generateContainersReadyCondition, generatePodReadyCondition } from './conditions.ts'
import { mergePodStatus } from './merge-pod-status.ts'
import { isStaticPod, mirroredUid } from './static-pods.ts'
import { terminatedPodStatus } from './terminated-pod-status.ts'

interface Cached {
  readonly pod: Pod
  readonly status: PodStatus
  readonly cause: Seq | undefined
  readonly rule: RuleId | undefined
}

/** Failed or impossible writes are tried again this often. */
// kubelet: status/status_manager.go syncPeriod (v1.36)
const SYNC_PERIOD = 10 * SECOND

/** What the kubelet believes of its Pods, and its writes of that to the API server, one after the other. */
export class StatusManager {
  readonly #world: World
  readonly #api: ApiServer
  readonly #cache = new Map<string, Cached>()
  readonly #changed = new Map<string, Trigger<void>>()
  readonly #pending = new Set<string>()
  #wake = new Trigger<void>()
  readonly #safety: { couldHaveRunningContainers(uid: string): boolean; isFinished(uid: string): boolean }

  constructor(
    world: World,
    api: ApiServer,
    safety: { couldHaveRunningContainers(uid: string): boolean; isFinished(uid: string): boolean },
  ) {
    this.#world = world
    this.#api = api
    this.#safety = safety
    world.kernel.spawn(this.#run())
  }

  getPodStatus(uid: string): PodStatus | undefined {
    return this.#cache.get(uid)?.status
  }

  /**
   * This Pod's cached status, and what fires when it is another one than this. Both are taken at once, so that no change
   * falls between the look and the wait, not even one that whoever looks makes himself.
   */
  observe(uid: string): { readonly status: PodStatus | undefined; readonly changed: Trigger<void> } {
    let changed = this.#changed.get(uid)
    if (!changed) {
      changed = new Trigger<void>()
      this.#changed.set(uid, changed)
    }
    return { status: this.getPodStatus(uid), changed }
  }

  // kubelet: status/status_manager.go SetPodStatus, updateStatusInternal (v1.36)
  setPodStatus(pod: Pod, status: PodStatus, rule?: RuleId): void {
    this.#update(pod, status, rule, pod.metadata.deletionTimestamp !== undefined)
  }

  // kubelet: status/status_manager.go SetContainerReadiness (v1.36)
  setContainerReadiness(pod: Pod, containerID: string, ready: boolean): void {
    const cached = this.#cache.get(this.#uid(pod))
    if (!cached) return
    const change = (list: ContainerStatus[] | undefined) =>
      list?.map((status) => (status.containerID === `containerd://${containerID}` ? { ...status, ready } : status))
    const status = withLists(cached.status, change)
    const containersReady = generateContainersReadyCondition(
      pod,
      status.initContainerStatuses,
      status.containerStatuses,
      status.phase,
    )
    const podReady = generatePodReadyCondition(pod, containersReady, pod.status.conditions ?? [])
    const conditions = (status.conditions ?? []).map((condition) => {
      const generated =
        condition.type === 'Ready' ? podReady : condition.type === 'ContainersReady' ? containersReady : undefined
      return generated ? { ...bare(condition), ...generated } : condition
    })
    this.#update(pod, { ...status, conditions }, 'READY-1', false)
  }

  // kubelet: status/status_manager.go SetContainerStartup (v1.36)
  setContainerStartup(pod: Pod, containerID: string, started: boolean): void {
    const cached = this.#cache.get(this.#uid(pod))
    if (!cached) return
    const change = (list: ContainerStatus[] | undefined) =>
      list?.map((status) => (status.containerID === `containerd://${containerID}` ? { ...status, started } : status))
    this.#update(pod, withLists(cached.status, change), 'PROBE-3', false)
  }

  /** The sandbox is up: said before any image is pulled. Its address comes with the next status that is made of what runs. */
  // kubelet: kubelet.go OnPodSandboxReady (v1.36)
  setSandboxReady(pod: Pod): void {
    const cached = this.#cache.get(this.#uid(pod))
    if (!cached) return
    const conditions = (cached.status.conditions ?? []).map((condition) =>
      condition.type === 'PodReadyToStartContainers' ? { ...condition, status: 'True' as const } : condition,
    )
    this.#update(pod, { ...cached.status, conditions }, 'SANDBOX-1', false)
  }

  /** The last word on a Pod: whatever could not be found out about its containers is written down as such. */
  // kubelet: status/status_manager.go TerminatePod (v1.36)
  terminatePod(pod: Pod): void {
    const old = this.#cache.get(this.#uid(pod))?.status ?? pod.status
    this.#update(pod, terminatedPodStatus(pod, old), 'TERM-2', true)
  }

  /** The API's copy is a new one: it has to hear everything again. */
  writeAgain(pod: Pod): void {
    if (this.#cache.has(this.#uid(pod))) this.#queue(this.#uid(pod))
  }

  remove(uid: string): void {
    this.#cache.delete(uid)
    this.#pending.delete(uid)
    this.#tell(uid)
    this.#changed.delete(uid)
  }

  #update(pod: Pod, status: PodStatus, rule: RuleId | undefined, force: boolean): void {
    const uid = this.#uid(pod)
    const old = this.#cache.get(uid)?.status ?? pod.status
    const conditions = (status.conditions ?? []).map((condition) =>
      updateLastTransitionTime(condition, old.conditions, this.#world.now),
    )
    const next: PodStatus = {
      ...status,
      ...(conditions.length > 0 ? { conditions } : {}),
      observedGeneration: pod.metadata.generation ?? 1,
      startTime: old.startTime ?? status.startTime ?? rfc3339(this.#world.now),
    }
    const known = this.#cache.get(uid)
    if (known && !force && sameValue(known.status, next)) return
    this.#cache.set(uid, { pod, status: next, cause: this.#world.kernel.cause, rule })
    if (!known || !sameValue(known.status, next)) this.#tell(uid)
    this.#queue(uid)
  }

  #tell(uid: string): void {
    const trigger = this.#changed.get(uid)
    if (!trigger) return
    this.#changed.delete(uid)
    trigger.fire(undefined)
  }

  #queue(uid: string): void {
    this.#pending.add(uid)
    const wake = this.#wake
    this.#wake = new Trigger<void>()
    wake.fire(undefined)
  }

  *#run(): Task<void> {
    const { kernel, assumptions } = this.#world
    for (;;) {
      const uid = this.#pending.values().next().value
      if (uid === undefined) {
        yield* waitFor(this.#wake)
        continue
      }
      // The status is read when its write begins: a change that comes while it is written is a write of its own.
      this.#pending.delete(uid)
      const cached = this.#cache.get(uid)
      if (!cached) continue
      yield assumptions.statusPatchLatency
      if (this.#cache.has(uid)) kernel.because(cached.cause, () => this.#syncPod(uid, cached))
    }
  }

  // kubelet: status/status_manager.go syncPod (v1.36)
  #syncPod(uid: string, cached: Cached): void {
    const { namespace = DEFAULT_NAMESPACE, name } = cached.pod.metadata
    const current = this.#api.get('Pod', namespace, name)
    const isMirror = current !== undefined && mirroredUid(current) === uid
    if (isStaticPod(cached.pod)) {
      if (!isMirror) return
    } else if (!current || current.metadata.uid !== uid) {
      this.remove(uid)
      return
    }
    const by = kubeletOn(cached.pod.spec.nodeName)
    const merged = mergePodStatus(current, cached.status, this.#safety.couldHaveRunningContainers(uid))
    if (!sameValue(current.status, merged)) {
      const rule = cached.rule ?? 'SYNC-1'
      const options = { by, rule, subresource: 'status' } as const
      this.#api.update('Pod', namespace, name, options, (pod) => ({ ...pod, status: merged }))
    }
    if (isMirror && this.#safety.isFinished(uid)) {
      this.#api.delete('Pod', namespace, name, { gracePeriodSeconds: 0 }, { by, rule: 'STATIC-1' })
      return
    }
    const deleting = current.metadata.deletionTimestamp !== undefined
    if (!deleting) return
    if (isTerminal(merged.phase) && this.#safety.isFinished(uid)) {
      const body = { gracePeriodSeconds: 0, preconditions: { uid } }
      this.#api.delete('Pod', namespace, name, body, { by, rule: 'TERM-2' })
      return
    }
    // Not yet: the periodic reconcile looks again.
    const now = this.#world.now
    this.#world.kernel.at((Math.floor(now / SYNC_PERIOD) + 1) * SYNC_PERIOD, () => this.#queue(uid), {
      background: true,
    })
  }

  #uid(pod: Pod): string {
    return pod.metadata.uid ?? ''
  }
}

function kubeletOn(node: string | undefined): Component {
  return node === undefined ? { name: 'kubelet' } : { name: 'kubelet', node }
}

// kubelet: status/status_manager.go updateLastTransitionTime (v1.36)
function updateLastTransitionTime(condition: PodCondition, old: PodCondition[] | undefined, now: number): PodCondition {
  const before = old?.find((each) => each.type === condition.type)
  const lastTransitionTime =
    before?.status === condition.status && before.lastTransitionTime !== undefined
      ? before.lastTransitionTime
      : rfc3339(now)
  return { ...condition, lastTransitionTime }
}

function withLists(
  status: PodStatus,
  change: (list: ContainerStatus[] | undefined) => ContainerStatus[] | undefined,
): PodStatus {
  const containerStatuses = change(status.containerStatuses)
  const initContainerStatuses = change(status.initContainerStatuses)
  return {
    ...status,
    ...(containerStatuses ? { containerStatuses } : {}),
    ...(initContainerStatuses ? { initContainerStatuses } : {}),
  }
}

function bare(condition: PodCondition): PodCondition {
  const { reason: _reason, message: _message, ...rest } = condition
  return rest
}
