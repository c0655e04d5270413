import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { computeInitContainerActions } from './compute-init-container-actions.ts'
import { killReason, noteResize, type PodActions, type ProbeResults, reasonToKill } from './pod-actions.ts'
import {
  effectiveRestartPolicy,
  findMatchingContainerRestartRule,
  shouldContainerBeRestarted,
  sourceOfRestartAll,
} from './restart-policy.ts'
import { type ContainerInstance, findContainerStatusByName, type PodRuntimeStatus } from './runtime-status.ts'

// kubelet: kuberuntime/util/util.go PodSandboxChanged (v1.36)
export function podSandboxChanged(pod: Pod, status: PodRuntimeStatus): { changed: boolean; attempt: number } {
  const newest = status.sandboxes[0]
  if (!newest) return { changed: true, attempt: 0 }
  const next = newest.attempt + 1
  if (status.sandboxes.filter((sandbox) => sandbox.ready).length > 1) return { changed: true, attempt: next }
  if (!newest.ready) return { changed: true, attempt: next }
  if (newest.hostNetwork !== (pod.spec.hostNetwork ?? false)) return { changed: true, attempt: next }
  if (!newest.hostNetwork && newest.ip === '') return { changed: true, attempt: next }
  return { changed: false, attempt: newest.attempt }
}

// kubelet: kuberuntime_manager.go computePodActions (v1.36)
export function computePodActions(pod: Pod, status: PodRuntimeStatus, probes: ProbeResults): PodActions {
  const sandbox = podSandboxChanged(pod, status)
  const actions: PodActions = {
    killPod: sandbox.changed,
    createSandbox: sandbox.changed,
    attempt: sandbox.attempt,
    initContainersToStart: [],
    containersToStart: [],
    ephemeralContainersToStart: [],
    containersToKill: [],
    containersToUpdate: [],
    updatePodResources: false,
    containersToReset: [],
    because: [],
  }
  const source = sourceOfRestartAll(pod, status)
  if (source) return withAllReset(pod, status, source, actions)
  if (sandbox.changed) return withNewSandbox(pod, status, actions)

  const ephemeral = pod.spec.ephemeralContainers ?? []
  ephemeral.forEach((container, index) => {
    if (!findContainerStatusByName(status, container.name)) actions.ephemeralContainersToStart.push(index)
  })

  const init = computeInitContainerActions(pod, status, probes, actions)
  if (!init.hasInitialized || actions.killPod) return actions

  let keepCount = 0
  pod.spec.containers.forEach((container, index) => {
    const instance = findContainerStatusByName(status, container.name)
    if (instance?.state !== 'running') {
      if (shouldContainerBeRestarted(container, pod, status)) {
        actions.containersToStart.push(index)
        actions.because.push(startReason(pod, container, instance))
        if (instance?.state === 'unknown') {
          const message = 'Container is in "unknown" state, try killing it before restart'
          actions.containersToKill.push({ instance, container, message, reason: 'unknown', rule: 'START-1' })
        }
      }
      return
    }
    const kill = reasonToKill(pod, container, instance, probes)
    if (!kill) {
      keepCount++
      noteResize(actions, pod, container, instance)
      return
    }
    const resized = kill.reason === 'resize'
    if (resized) actions.updatePodResources = true
    const restart = resized || kill.reason === 'definition' || effectiveRestartPolicy(container, pod) !== 'Never'
    const message = restart && !resized ? `${kill.message}, will be restarted` : kill.message
    actions.containersToKill.push({ ...kill, instance, container, message })
    if (restart) actions.containersToStart.push(index)
    actions.because.push(killReason(container, kill, { init: false, restarted: restart }))
  })

  if (keepCount === 0 && actions.containersToStart.length === 0) {
    actions.killPod = true
    actions.initContainersToStart = []
    actions.because.push({ rule: 'KILL-9', reason: { why: 'nothingRuns' } })
  }
  return actions
}

/** First those that did not cause it, the app containers before the init containers. */
function withAllReset(pod: Pod, status: PodRuntimeStatus, source: Container, actions: PodActions): PodActions {
  const names = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]
    .map((container) => container.name)
    .filter((name) => findContainerStatusByName(status, name))
  return {
    ...actions,
    killPod: false,
    createSandbox: false,
    containersToReset: [
      ...names.filter((name) => name !== source.name),
      ...names.filter((name) => name === source.name),
    ],
    because: [{ rule: 'RESTART-2', reason: { why: 'restartAllRule', container: source.name } }],
  }
}

function withNewSandbox(pod: Pod, status: PodRuntimeStatus, actions: PodActions): PodActions {
  const policy = pod.spec.restartPolicy ?? 'Always'
  if (policy === 'Never' && actions.attempt !== 0 && status.containers.length > 0) {
    actions.createSandbox = false
    actions.because.push({ rule: 'KILL-9', reason: { why: 'sandboxGoneNeverRestarted' } })
    return actions
  }
  const toStart: number[] = []
  pod.spec.containers.forEach((container, index) => {
    const succeeded =
      effectiveRestartPolicy(container, pod) === 'OnFailure' &&
      status.containers.some((each) => each.name === container.name && each.state === 'exited' && each.exitCode === 0)
    if (!succeeded) toStart.push(index)
  })
  if (toStart.length === 0) {
    const everCreated = pod.spec.containers.some((container) => findContainerStatusByName(status, container.name))
    if (everCreated) {
      actions.createSandbox = false
      return actions
    }
  }
  actions.because.push({
    rule: 'SANDBOX-1',
    reason: { why: actions.attempt === 0 ? 'noSandbox' : 'sandboxChanged' },
  })
  if ((pod.spec.initContainers ?? []).length > 0) {
    actions.initContainersToStart = [0]
    return actions
  }
  actions.containersToStart = toStart
  return actions
}

function startReason(
  pod: Pod,
  container: Container,
  instance: ContainerInstance | undefined,
): PodActions['because'][number] {
  const of = { container: container.name }
  if (!instance) return { rule: 'START-1', reason: { why: 'missing', ...of } }
  const { exitCode } = instance
  if (container.restartPolicy !== undefined && findMatchingContainerRestartRule(container, exitCode)) {
    return { rule: 'RESTART-2', reason: { why: 'restartRule', ...of, exitCode } }
  }
  const restartPolicy = effectiveRestartPolicy(container, pod)
  return { rule: 'RESTART-1', reason: { why: 'ended', ...of, exitCode, restartPolicy } }
}
