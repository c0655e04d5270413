import type { Time } from '../../lib/time.ts'
import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import type { Container } from '../../manifest/pod/container.ts'
import { isRestartableInitContainer, type Pod } from '../../manifest/pod/pod.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import { computePodQOS } from '../../manifest/pod/qos.ts'
import type { PodStatus } from '../../manifest/pod/status.ts'
import type { RuleId } from '../../trace/rule.ts'
import type { EventRecorder } from '../apiserver/event-recorder.ts'
import type { Task } from '../kernel/task.ts'
import type { Trigger } from '../kernel/trigger.ts'
import type { NodeRuntime } from '../runtime/node-runtime.ts'
import type { World } from '../world/world.ts'
import { isPastActiveDeadline } from './active-deadline.ts'
import { updatePodFromAllocation } from './allocation.ts'
import { cpuWeight, memoryTogether, podCgroup, sharedBounds } from './cgroup-values.ts'
import { computePodActions } from './compute-pod-actions.ts'
import { generateAPIPodStatus } from './generate-api-pod-status.ts'
import { killContainer, killPod } from './kill-container.ts'
import type { KubeletNode } from './kubelet-node.ts'
import type { PodActions } from './pod-actions.ts'
import { hostnameOf } from './pod-files.ts'
import type { PodState } from './pod-state.ts'
import type { ProbeManager } from './prober/manager.ts'
import { tellMissingPullSecrets } from './pull-secrets.ts'
import { doPodResizeAction, type ResizeNeeds, settleResize } from './resize-in-place.ts'
import type { PodRuntimeStatus } from './runtime-status.ts'
import { type StartNeeds, type StartResult, startContainer } from './start-container.ts'
import { isStaticPod, mirrorOf } from './static-pods.ts'
import type { StatusManager } from './status-manager.ts'
import { type MountNeeds, waitForMount } from './volume-manager.ts'

/** What telling a Pod's status takes. */
interface StatusNeeds {
  readonly world: World
  readonly events: EventRecorder
  readonly node: Pick<KubeletNode, 'ip'>
  readonly status: Pick<StatusManager, 'getPodStatus'>
  readonly probes: Pick<ProbeManager, 'updatePodStatus'>
}

/** What a sync takes. */
export interface SyncNeeds extends StartNeeds, MountNeeds, ResizeNeeds, StatusNeeds {
  readonly world: World
  readonly node: KubeletNode
  readonly runtime: NodeRuntime
  readonly status: StatusManager
  readonly probes: ProbeManager
}

/** How a sync ended; the pod worker decides by it when the next one comes. */
export type SyncOutcome =
  | { readonly kind: 'terminal' }
  | { readonly kind: 'ok'; readonly acted: boolean }
  /** The Pod was cleared to begin anew: it is looked at again at once. */
  | { readonly kind: 'again' }
  /** Some start was refused; `expiresAt` is the earliest end of a back-off. */
  | { readonly kind: 'backOff'; readonly expiresAt: Time }
  | { readonly kind: 'error' }

/** One sync of a Pod that is to run: status first, then what has to be done. */
// kubelet: kubelet.go SyncPod (v1.36)
export function* syncPod(
  parts: SyncNeeds,
  asked: Pod,
  state: PodState,
  runtime: PodRuntimeStatus,
  cancelled: Trigger<void>,
): Task<SyncOutcome> {
  const pod = updatePodFromAllocation(asked, state.resize.allocation)
  settleResize(parts, pod, state, runtime)
  const status = currentStatus(parts, pod, state, runtime, false)
  parts.status.setPodStatus(pod, status, ruleOf(status, runtime))
  state.restartingAll = false
  if (isTerminal(status.phase)) return { kind: 'terminal' }

  ensureMirror(parts, pod)
  if (!(yield* waitForMount(parts, pod, state, cancelled))) return { kind: 'error' }
  tellMissingPullSecrets(parts, pod)
  parts.probes.addPod(pod)
  return yield* actOn(parts, pod, state, runtime)
}

/** A static Pod is shown in the API by a mirror; where that is gone, a new one is made. */
// kubelet: kubelet.go tryReconcileMirrorPods (v1.36)
function ensureMirror(parts: SyncNeeds, pod: Pod): void {
  if (!isStaticPod(pod)) return
  const { namespace = DEFAULT_NAMESPACE, name } = pod.metadata
  if (parts.api.get('Pod', namespace, name)) return
  const by = { name: 'kubelet', node: parts.node.name }
  parts.api.request({ verb: 'create', body: mirrorOf(pod, parts.node.uid) }, { by, rule: 'STATIC-1' })
  parts.status.writeAgain(pod)
}

/** The status as the runtime, the probes and the last refusals say. */
export function currentStatus(
  parts: StatusNeeds,
  pod: Pod,
  state: PodState,
  runtime: PodRuntimeStatus,
  podIsTerminal: boolean,
): PodStatus {
  const old = parts.status.getPodStatus(state.ref.uid) ?? pod.status
  return generateAPIPodStatus({
    pod,
    runtime,
    old,
    podIsTerminal,
    resize: state.resize.conditions,
    startFailure: (name) => state.startFailures.get(name),
    podRestarting: state.restartingAll,
    hostIP: parts.node.ip,
    updateFromProbes: (status) => parts.probes.updatePodStatus(pod, status),
    pastActiveDeadline: tellPastActiveDeadline(parts, pod, old),
  })
}

// kubelet: active_deadline.go (v1.36)
function tellPastActiveDeadline(parts: StatusNeeds, pod: Pod, old: PodStatus): boolean {
  if (!isPastActiveDeadline(pod, old, parts.world.now)) return false
  const message = 'Pod was active on the node longer than the specified deadline'
  const options = { rule: 'DEADLINE-1', field: 'spec.activeDeadlineSeconds' } as const
  parts.events.event(pod, 'Normal', 'DeadlineExceeded', message, options)
  return true
}

// kubelet: kuberuntime_manager.go SyncPod (v1.36)
function* actOn(parts: SyncNeeds, pod: Pod, state: PodState, snapshot: PodRuntimeStatus): Task<SyncOutcome> {
  const { world, probes } = parts
  const actions = computePodActions(pod, snapshot, {
    liveness: (id) => probes.results.liveness.get(id),
    startup: (id) => probes.results.startup.get(id),
  })
  recordActions(parts, pod, state, actions)
  let acted = false
  const cause = world.kernel.cause

  if (actions.containersToReset.length > 0) {
    for (const name of actions.containersToReset) yield* resetContainer(parts, pod, state, name)
    state.restartingAll = true
    return { kind: 'again' }
  }
  if (actions.killPod) {
    const previous = state.sandbox
    if (actions.createSandbox && previous) {
      const message = 'Pod sandbox changed, it will be killed and re-created.'
      parts.events.event(pod, 'Normal', 'SandboxChanged', message, { rule: 'SANDBOX-1' })
    }
    if (previous || state.containers.length > 0) {
      yield* killPod(parts, pod, state, undefined)
      acted = true
    }
    if (!actions.createSandbox) return { kind: 'ok', acted }
    if (actions.attempt > 0) purgeInitContainers(pod, state)
  } else {
    for (const kill of actions.containersToKill) {
      const instance = state.find(kill.instance.id)
      if (!instance) continue
      const reason = kill.reason === 'liveness' || kill.reason === 'startup' ? kill.reason : 'other'
      yield* killContainer(parts, pod, instance, { message: kill.message, reason, rule: kill.rule })
      acted = true
    }
  }

  if (actions.createSandbox) {
    const sandbox = yield* parts.runtime.createSandbox({
      pod: state.ref,
      attempt: actions.attempt,
      hostname: hostnameOf(pod, parts.node.name),
      hostNetwork: pod.spec.hostNetwork ?? false,
      hostIPC: pod.spec.hostIPC ?? false,
      // PROC-3
      sharedPids: pod.spec.hostPID ? 'node' : pod.spec.shareProcessNamespace ? 'pause' : undefined,
      sysctls: new Map(pod.spec.securityContext?.sysctls?.map(({ name, value }) => [name.replaceAll('/', '.'), value])),
      cgroup: sharedBounds(pod),
      ...memoryTogether(pod),
      qos: computePodQOS(pod.spec),
      cpuWeight: cpuWeight(podCgroup(pod).cpuShares),
    })
    if (typeof sandbox === 'string') {
      const message = `Failed to create pod sandbox: ${sandbox}`
      parts.events.event(pod, 'Warning', 'FailedCreatePodSandBox', message, { rule: 'OOM-4' })
      return { kind: 'error' }
    }
    state.sandboxes.unshift(sandbox)
    state.resize.actuatedPod = pod.spec.resources
    acted = true
    parts.status.setSandboxReady(pod)
  }
  const sandbox = state.sandbox
  if (!sandbox) return { kind: 'error' }

  const failures: (StartResult & { kind: 'failed' })[] = []
  const start = function* (container: Container): Task<StartResult> {
    world.kernel.cause = cause
    const because = actions.because.find(
      ({ reason }) => 'container' in reason && reason.container === container.name,
    ) ?? {
      rule: 'START-1',
      reason: { why: 'toStart', container: container.name },
    }
    const result = yield* startContainer(parts, pod, state, sandbox, container, snapshot, because)
    if (result.kind === 'started') {
      acted = true
      state.startFailures.delete(container.name)
    } else {
      failures.push(result)
      state.startFailures.set(container.name, { reason: result.reason, message: result.message })
    }
    return result
  }
  for (const index of actions.ephemeralContainersToStart)
    yield* start(pod.spec.ephemeralContainers?.[index] as Container)
  for (const index of actions.initContainersToStart) {
    const container = pod.spec.initContainers?.[index] as Container
    const result = yield* start(container)
    if (result.kind === 'failed' && !isRestartableInitContainer(container)) return outcomeOf(failures, acted)
  }
  const resized = yield* doPodResizeAction(parts, pod, state, actions)
  for (const index of actions.containersToStart) yield* start(pod.spec.containers[index] as Container)
  if (failures.length > 0 || resized === 'nothing') return outcomeOf(failures, acted)
  return { kind: resized === 'done' ? 'again' : 'error' }
}

/** Stops a container with the least of grace and forgets it, but not how often it has run. */
// kubelet: kuberuntime_manager.go SyncPod, RestartAllContainers (v1.36)
function* resetContainer(parts: SyncNeeds, pod: Pod, state: PodState, name: string): Task<void> {
  const instance = state.newest(name)
  if (instance?.state === 'running') {
    yield* killContainer(parts, pod, instance, {
      message: 'killing',
      reason: 'other',
      rule: 'RESTART-2',
      graceOverride: 0,
    })
  }
  for (const each of state.containers.filter((container) => container.name === name)) {
    state.containers.splice(state.containers.indexOf(each), 1)
  }
  state.startFailures.delete(name)
}

/** How the failed starts of a sync come together: the earliest end of a back-off counts. */
// kubelet: container/sync_result.go MinBackoffExpiration (v1.36)
export function outcomeOf(failures: readonly (StartResult & { kind: 'failed' })[], acted: boolean): SyncOutcome {
  if (failures.length === 0) return { kind: 'ok', acted }
  const expiries = failures.flatMap((failure) =>
    failure.backOffExpiresAt === undefined ? [] : [failure.backOffExpiresAt],
  )
  return expiries.length > 0 ? { kind: 'backOff', expiresAt: Math.min(...expiries) } : { kind: 'error' }
}

/** A new sandbox runs the init containers anew: what the old ones left is forgotten, but not how often they ran. */
// kubelet: kuberuntime_container.go purgeInitContainers (v1.36)
function purgeInitContainers(pod: Pod, state: PodState): void {
  for (const container of pod.spec.initContainers ?? []) {
    for (const instance of state.containers.filter((each) => each.name === container.name)) {
      state.containers.splice(state.containers.indexOf(instance), 1)
    }
  }
}

function recordActions({ world }: SyncNeeds, pod: Pod, state: PodState, actions: PodActions): void {
  const names = (list: readonly Container[] | undefined, indices: readonly number[]) =>
    indices.map((index) => list?.[index]?.name ?? '')
  const value = {
    killPod: actions.killPod,
    createSandbox: actions.createSandbox,
    initContainersToStart: names(pod.spec.initContainers, actions.initContainersToStart),
    containersToStart: names(pod.spec.containers, actions.containersToStart),
    containersToKill: actions.containersToKill.map((kill) => kill.container.name),
    ...(actions.containersToReset.length > 0 ? { containersToReset: actions.containersToReset } : {}),
    because: actions.because.map(({ reason }) => reason),
  }
  if (actions.because.length === 0) return
  const first = actions.because[0]
  world.recordCause({
    kind: 'decision',
    pod: state.ref,
    decision: 'computePodActions',
    value,
    rule: first?.rule ?? 'SYNC-1',
  })
}

/** Which rule a status mostly shows. */
function ruleOf(status: PodStatus, runtime: PodRuntimeStatus): RuleId {
  const all = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])]
  if (all.some((each) => each.state.waiting?.reason === 'CrashLoopBackOff')) return 'BACKOFF-5'
  if (isTerminal(status.phase)) return 'PHASE-1'
  return runtime.containers.some((instance) => instance.state === 'exited') ? 'PLEG-1' : 'SYNC-1'
}
