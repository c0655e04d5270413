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
  readonly exclusiveCPUs?: number
  readonly oomScoreAdj: number
}

/**
 * RES-3: what a container is created with, on a node with so much memory. With CPUs of its own it needs no quota of CPU
 * time.
 */
// kubelet: cm/helpers_linux.go; kuberuntime_container_linux.go, DisableCPUQuotaWithExclusiveCPUs (v1.36)
export function resourcesOf(
  pod: Pod,
  container: Container,
  nodeMemory: number,
  exclusiveCPUs?: number,
): ContainerResources {
  const limited = containerCgroup(pod, container)
  const cgroup = exclusiveCPUs === undefined ? limited : withoutQuota(limited)
  const { milliCPU } = amountsOf(container.resources?.limits)
  const quota = milliCPU ? quotaMs(cgroup) : undefined
  return {
    cgroup,
    memoryLimit: cgroup.memoryMax,
    memoryRequest: amountsOf(container.resources?.requests).memory,
    ...(quota === undefined ? {} : { ownCpuQuota: quota }),
    ...(exclusiveCPUs === undefined ? {} : { exclusiveCPUs }),
    oomScoreAdj: oomScoreAdj(pod, container, nodeMemory),
  }
}

function withoutQuota({ cpuQuotaUs: _quota, cpuPeriodUs: _period, ...rest }: CgroupValues): CgroupValues {
  return rest
}

/** What is remembered of that, to be compared with what is allocated later. */
export function resourcesInForce(
  pod: Pod,
  container: Container,
): Pick<ContainerInstance, 'resources' | 'podResources'> {
  const whole = pod.spec.resources
  return { resources: container.resources ?? {}, ...(whole ? { podResources: whole } : {}) }
}
