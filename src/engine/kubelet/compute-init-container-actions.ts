import type { Container } from '../../manifest/pod/container.ts'
import { isRestartableInitContainer, type Pod } from '../../manifest/pod/pod.ts'
import type { PodActionReason } from '../../trace/decision/pod-action-reason.ts'
import type { RuleId } from '../../trace/rule.ts'
import { killReason, noteResize, type PodActions, type ProbeResults, reasonToKill } from './pod-actions.ts'
import { containerShouldRestart } from './restart-policy.ts'
import { type ContainerInstance, findContainerStatusByName, type PodRuntimeStatus } from './runtime-status.ts'

/**
 * Looks at the init containers from the last to the first and adds to `actions` what is to be done about them.
 * `hasInitialized`: the app containers may be looked at.
 */
// kubelet: kuberuntime_container.go computeInitContainerActions (v1.36)
export function computeInitContainerActions(
  pod: Pod,
  status: PodRuntimeStatus,
  probes: ProbeResults,
  actions: PodActions,
): { readonly hasInitialized: boolean } {
  const initContainers = pod.spec.initContainers ?? []
  if (initContainers.length === 0) return { hasInitialized: true }

  let hasInitialized = pod.spec.containers.some((container) => {
    const instance = findContainerStatusByName(status, container.name)
    return instance?.state === 'created' || instance?.state === 'running'
  })
  let previouslyInitialized = hasInitialized
  let anyStatus = false

  const start = (index: number, rule: RuleId, reason: PodActionReason): void => {
    actions.initContainersToStart.push(index)
    actions.because.push({ rule, reason })
  }

  for (let index = initContainers.length - 1; index >= 0; index--) {
    const container = initContainers[index] as Container
    const of = { container: container.name }
    const sidecar = isRestartableInitContainer(container)
    const instance = findContainerStatusByName(status, container.name)
    if (!instance) {
      if (previouslyInitialized && sidecar) start(index, 'START-5', { why: 'sidecarMissing', ...of })
      continue
    }
    anyStatus = true
    if (previouslyInitialized && !sidecar) continue

    const last = index === initContainers.length - 1
    const next = (): void => {
      if (last) hasInitialized = true
      else if (!previouslyInitialized) {
        const follower = initContainers[index + 1] as Container
        const why = sidecar ? 'sidecarStarted' : 'initSucceeded'
        const reason = { why, container: follower.name, before: container.name } as const
        start(index + 1, sidecar ? 'START-4' : 'START-3', reason)
      }
    }

    switch (instance.state) {
      case 'created':
        start(index, 'START-3', { why: 'initNeverStarted', ...of })
        break
      case 'running':
        if (!sidecar) {
          noteResize(actions, pod, container, instance)
          break
        }
        if (container.startupProbe) {
          const startup = probes.startup(instance.id)
          if (startup !== 'Success') {
            if (startup === 'Failure') killAndRestart(pod, actions, container, instance, index, probes)
            break
          }
        }
        next()
        if (reasonToKill(pod, container, instance, probes))
          killAndRestart(pod, actions, container, instance, index, probes)
        else noteResize(actions, pod, container, instance)
        break
      case 'exited':
        if (sidecar) {
          start(index, 'START-5', { why: 'sidecarEnded', ...of, exitCode: instance.exitCode })
        } else if (isInitContainerFailed(instance)) {
          const { exitCode } = instance
          const again = containerShouldRestart(container, pod, exitCode)
          const reason = { why: 'initFailed', ...of, exitCode, again } as const
          if (again) start(index, 'RESTART-1', reason)
          else {
            actions.killPod = true
            actions.because.push({ rule: 'RESTART-1', reason })
          }
        } else next()
        break
      case 'unknown':
        killUnknown(pod, actions, container, instance, index, sidecar)
        break
    }
    previouslyInitialized = true
  }

  if (!anyStatus && !hasInitialized) {
    start(0, 'START-3', { why: 'firstInit', container: (initContainers[0] as Container).name })
  }
  actions.initContainersToStart.reverse()
  return { hasInitialized }
}

/** A failed one by its exit code, or because the kernel killed it for its memory. */
// kubelet: kuberuntime/helpers.go isInitContainerFailed (v1.36)
export function isInitContainerFailed(instance: ContainerInstance): boolean {
  return instance.state === 'exited' && (instance.exitCode !== 0 || instance.reason === 'OOMKilled')
}

function killAndRestart(
  pod: Pod,
  actions: PodActions,
  container: Container,
  instance: ContainerInstance,
  index: number,
  probes: ProbeResults,
): void {
  const kill = reasonToKill(pod, container, instance, probes, 'Init container')
  if (!kill) return
  if (kill.reason === 'resize') actions.updatePodResources = true
  actions.containersToKill.push({ ...kill, container, instance })
  actions.initContainersToStart.push(index)
  actions.because.push(killReason(container, kill, { init: true }))
}

function killUnknown(
  pod: Pod,
  actions: PodActions,
  container: Container,
  instance: ContainerInstance,
  index: number,
  sidecar: boolean,
): void {
  if (!sidecar && (pod.spec.restartPolicy ?? 'Always') === 'Never') {
    actions.killPod = true
    return
  }
  const message = `Init container is in "unknown" state, try killing it before restart`
  actions.containersToKill.push({ container, instance, message, reason: 'unknown', rule: 'START-1' })
  actions.initContainersToStart.push(index)
}
