import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { type CgroupValues, quotaMs } from '../runtime/cgroup.ts'
import { amountsOf, containerCgroup } from './cgroup-values.ts'
import { oomScoreAdj } from './oom-score-adj.ts'
import type { ContainerInstance } from './runtime-status.ts'

export interface ContainerResources {
  readonly cgroup: CgroupValues
  readonly memoryLimit: number | undefined
  readonly memoryRequest: number | undefined
  readonly ownCpuQuota?: number
  readonly oomScoreAdj: number
}

/** RES-3: what a container is created with, on a node with so much memory. */
export function resourcesOf(pod: Pod, container: Container, nodeMemory: number): ContainerResources {
  const cgroup = containerCgroup(pod, container)
  const { milliCPU } = amountsOf(container.resources?.limits)
  const quota = milliCPU ? quotaMs(cgroup) : undefined
  return {
    cgroup,
    memoryLimit: cgroup.memoryMax,
    memoryRequest: amountsOf(container.resources?.requests).memory,
    ...(quota === undefined ? {} : { ownCpuQuota: quota }),
    oomScoreAdj: oomScoreAdj(pod, container, nodeMemory),
  }
}

/** What is remembered of that, to be compared with what is allocated later. */
export function resourcesInForce(
  pod: Pod,
  container: Container,
): Pick<ContainerInstance, 'resources' | 'podResources'> {
  const whole = pod.spec.resources
  return { resources: container.resources ?? {}, ...(whole ? { podResources: whole } : {}) }
}
