import type { PodRef } from '../../trace/entry.ts'
import type { CgroupValues } from './cgroup.ts'
import type { CpuWeights } from './node-cpu.ts'

export interface SandboxConfig {
  readonly pod: PodRef
  readonly attempt: number
  readonly hostname: string
  readonly hostNetwork: boolean
  /** It shares the node's memory by name, and not only its own. */
  readonly hostIPC?: boolean
  readonly sharedPids: 'pause' | 'node' | undefined
  /** Kernel parameters of its own. */
  readonly sysctls?: ReadonlyMap<string, string>
  /** What bounds the containers together, beyond what bounds each. */
  readonly cgroup?: Partial<CgroupValues>
  /** What the containers may take of memory together, where each is limited. */
  readonly memoryTogether?: number
  readonly qos?: CpuWeights['qos']
  /** What the Pod weighs among others where CPU is scarce. */
  readonly cpuWeight?: number
}

export function podWeights({
  pod,
  qos = 'BestEffort',
  cpuWeight = 1,
}: Pick<SandboxConfig, 'pod' | 'qos' | 'cpuWeight'>): CpuWeights {
  return { qos, pod: pod.uid, podWeight: cpuWeight, weight: cpuWeight }
}
