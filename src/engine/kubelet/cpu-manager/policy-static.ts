import type { NumberSet } from '../../../lib/number-ranges.ts'
import type { Container } from '../../../manifest/pod/container.ts'
import { isRestartableInitContainer, type Pod } from '../../../manifest/pod/pod.ts'
import { computePodQOS } from '../../../manifest/pod/qos.ts'
import { amountsOf } from '../cgroup-values.ts'

/** How many CPUs a container gets for itself. None where its Pod asks as a whole. */
// kubelet: cm/cpumanager/policy_static.go guaranteedCPUs (v1.36)
function guaranteedCPUs({ spec }: Pod, { resources }: Container): number {
  if (spec.resources || computePodQOS(spec) !== 'Guaranteed') return 0
  const { milliCPU = 0 } = amountsOf(resources?.requests)
  return milliCPU % 1000 === 0 ? milliCPU / 1000 : 0
}

export type Allocation =
  | { readonly kind: 'allocated'; readonly cpus: ReadonlyMap<string, NumberSet> }
  | { readonly kind: 'tooFew'; readonly requested: number; readonly available: number }

/**
 * RES-7: CPUs for each container of a Pod that gets some for itself, of those that are free. The lowest come first: a node
 * is taken to have one socket and one thread a core. What an init container had is for those after it.
 */
// kubelet: cm/cpumanager/policy_static.go Allocate, updateCPUsToReuse, allocateCPUs (v1.36)
export function allocateCPUs(pod: Pod, free: NumberSet): Allocation {
  const cpus = new Map<string, NumberSet>()
  const left = new Set(free)
  const reusable = new Set<number>()
  for (const container of [...(pod.spec.initContainers ?? []), ...pod.spec.containers]) {
    const requested = guaranteedCPUs(pod, container)
    if (requested === 0) continue
    const available = [...new Set([...left, ...reusable])].sort((a, b) => a - b)
    if (available.length < requested) return { kind: 'tooFew', requested, available: available.length }
    const taken = available.slice(0, requested)
    const lends = pod.spec.initContainers?.includes(container) && !isRestartableInitContainer(container)
    for (const cpu of taken) {
      left.delete(cpu)
      if (lends) reusable.add(cpu)
      else reusable.delete(cpu)
    }
    cpus.set(container.name, taken)
  }
  return { kind: 'allocated', cpus }
}
