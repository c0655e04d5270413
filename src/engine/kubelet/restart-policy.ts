import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { findContainerStatusByName, type PodRuntimeStatus } from './runtime-status.ts'

/** Whether a container that ended with this exit code is to run again, by its own policy and rules or the Pod's. */
// kubelet: pkg/api/v1/pod/util.go ContainerShouldRestart (v1.36)
export function containerShouldRestart(container: Container, pod: Pod, exitCode: number): boolean {
  if (container.restartPolicy !== undefined) {
    const rule = findMatchingContainerRestartRule(container, exitCode)
    if (rule) return true
    return policyRestarts(container.restartPolicy, exitCode)
  }
  return policyRestarts(pod.spec.restartPolicy ?? 'Always', exitCode)
}

// kubelet: pkg/api/v1/pod/util.go FindMatchingContainerRestartRule (v1.36)
export function findMatchingContainerRestartRule(
  container: Container,
  exitCode: number,
): 'Restart' | 'RestartAllContainers' | undefined {
  for (const rule of container.restartPolicyRules ?? []) {
    if (!rule.exitCodes) continue
    const listed = (rule.exitCodes.values ?? []).includes(exitCode)
    if (rule.exitCodes.operator === 'In' ? listed : !listed) return rule.action
  }
  return undefined
}

// kubelet: container/helpers.go ShouldContainerBeRestarted (v1.36)
export function shouldContainerBeRestarted(container: Container, pod: Pod, status: PodRuntimeStatus): boolean {
  if (pod.metadata.deletionTimestamp !== undefined) return false
  const instance = findContainerStatusByName(status, container.name)
  if (!instance) return true
  // What was added for debugging runs once.
  if (pod.spec.ephemeralContainers?.includes(container)) return false
  if (instance.state === 'running') return false
  if (instance.state === 'unknown' || instance.state === 'created') return true
  return containerShouldRestart(container, pod, instance.exitCode)
}

/** Some container of the Pod has a rule that restarts all of them. */
export function hasRestartAllRule(pod: Pod): boolean {
  return [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].some((container) =>
    container.restartPolicyRules?.some((rule) => rule.action === 'RestartAllContainers'),
  )
}

/** The container whose end, by its own rule, restarts all containers of the Pod. */
// kubelet: container/helpers.go ShouldAllContainersRestart (v1.36)
export function sourceOfRestartAll(pod: Pod, status: PodRuntimeStatus): Container | undefined {
  return [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].find((container) => {
    const instance = findContainerStatusByName(status, container.name)
    if (instance?.state !== 'exited' || container.restartPolicy === undefined) return false
    return findMatchingContainerRestartRule(container, instance.exitCode) === 'RestartAllContainers'
  })
}

/** The container's policy where it has one, else the Pod's. */
export function effectiveRestartPolicy(container: Container, pod: Pod): 'Always' | 'OnFailure' | 'Never' {
  return container.restartPolicy ?? pod.spec.restartPolicy ?? 'Always'
}

function policyRestarts(policy: string, exitCode: number): boolean {
  if (policy === 'Always') return true
  return policy === 'OnFailure' && exitCode !== 0
}
