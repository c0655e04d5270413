import type { Container } from '../../manifest/pod/container.ts'
import { isRestartableInitContainer, type Pod } from '../../manifest/pod/pod.ts'
import { computePodQOS } from '../../manifest/pod/qos.ts'
import { aggregateContainerRequests } from '../../manifest/pod/requests.ts'
import { amountsOf } from './cgroup-values.ts'

// kubelet: qos/policy.go (v1.36)
const GUARANTEED = -997
const BEST_EFFORT = 1000

/**
 * What the kernel adds to a process's share of the memory (in thousandths) when it looks for one to kill: the less a
 * container has asked for, the sooner its turn comes.
 */
// kubelet: qos/policy.go GetContainerOOMScoreAdjust (v1.36)
export function oomScoreAdj(pod: Pod, container: Container, memoryCapacity: number): number {
  if (pod.spec.priorityClassName === 'system-node-critical') return GUARANTEED
  const qos = pod.status.qosClass ?? computePodQOS(pod.spec)
  if (qos !== 'Burstable') return qos === 'Guaranteed' ? GUARANTEED : BEST_EFFORT
  const rest = restOfPodRequest(pod)
  const score = (request: number) => 1000 - Math.floor((1000 * (request + rest)) / memoryCapacity)
  let adjust = score(memoryRequestOf(container))
  if (isSidecarOf(pod, container)) {
    // A sidecar does not go before the containers that it serves.
    adjust = Math.min(adjust, score(Math.min(...pod.spec.containers.map(memoryRequestOf))))
  }
  if (adjust < 1000 + GUARANTEED) return 1000 + GUARANTEED
  return adjust === BEST_EFFORT ? BEST_EFFORT - 1 : adjust
}

/** What the Pod as a whole asks for beyond what its containers do, in equal parts. */
// kubelet: qos/policy.go remainingPodMemReqPerContainer (v1.36)
function restOfPodRequest(pod: Pod): number {
  const whole = amountsOf(pod.spec.resources?.requests).memory
  if (!whole) return 0
  const asked = amountsOf(aggregateContainerRequests(pod.spec)).memory ?? 0
  const sidecars = (pod.spec.initContainers ?? []).filter(isRestartableInitContainer)
  return Math.floor((whole - asked) / (pod.spec.containers.length + sidecars.length))
}

function memoryRequestOf(container: Container): number {
  return amountsOf(container.resources?.requests).memory ?? 0
}

function isSidecarOf(pod: Pod, container: Container): boolean {
  return (pod.spec.initContainers ?? []).some(
    (each) => each.name === container.name && isRestartableInitContainer(each),
  )
}
