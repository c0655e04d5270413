import type { Container } from '../../manifest/pod/container.ts'
import { isRestartableInitContainer, type Pod } from '../../manifest/pod/pod.ts'
import { noteResize, type PodActions, type ProbeResults, reasonToKill } from './compute-pod-actions.ts'
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

  const start = (index: number, rule: 'START-3' | 'START-4' | 'START-5' | 'RESTART-1', text: string): void => {
    actions.initContainersToStart.push(index)
    actions.because.push({ container: (initContainers[index] as Container).name, rule, text })
  }

  for (let index = initContainers.length - 1; index >= 0; index--) {
    const container = initContainers[index] as Container
    const sidecar = isRestartableInitContainer(container)
    const instance = findContainerStatusByName(status, container.name)
    if (!instance) {
      if (previouslyInitialized && sidecar) start(index, 'START-5', `Sidecar ${container.name} is missing`)
      continue
    }
    anyStatus = true
    if (previouslyInitialized && !sidecar) continue

    const last = index === initContainers.length - 1
    const next = (): void => {
      if (last) hasInitialized = true
      else if (!previouslyInitialized) {
        const follower = initContainers[index + 1] as Container
        const text = sidecar
          ? `Sidecar ${container.name} has started`
          : `Init container ${container.name} has succeeded`
        start(index + 1, sidecar ? 'START-4' : 'START-3', `${text}, so ${follower.name} is next`)
      }
    }

    switch (instance.state) {
      case 'created':
        start(index, 'START-3', `Init container ${container.name} was created but never started`)
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
          start(index, 'START-5', `Sidecar ${container.name} ended with ${instance.exitCode}`)
        } else if (isInitContainerFailed(instance)) {
          if (containerShouldRestart(container, pod, instance.exitCode)) {
            start(index, 'RESTART-1', `Init container ${container.name} failed with ${instance.exitCode}`)
          } else {
            actions.killPod = true
            actions.because.push({
              container: container.name,
              rule: 'RESTART-1',
              text: `Init container ${container.name} failed with ${instance.exitCode} and is not run again`,
            })
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
    start(0, 'START-3', `Init container ${(initContainers[0] as Container).name} is the first`)
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
  actions.because.push({ container: container.name, rule: kill.rule, text: kill.message })
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
