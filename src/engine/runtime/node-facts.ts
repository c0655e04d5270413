/** What a node is made of, as its containers see it whatever their own limits are. */
export interface NodeFacts {
  readonly name: string
  readonly ip: string
  readonly milliCPU: number
  readonly memoryBytes: number
  readonly cgroup: 'v1' | 'v2'
}

/** What is taken of a node. */
export interface NodeLoad {
  /** By its system, by what else runs outside of Pods, and by all containers. */
  readonly memoryBytes: number
  readonly processes: number
  /** How many processes want a CPU now. */
  readonly busy: number
}

/** As `kubectl get nodes -o wide` shows it. */
export const OS_IMAGE = 'Ubuntu 24.04.1 LTS'
export const KERNEL_RELEASE = '6.8.0-45-generic'
export const KERNEL_VERSION = '#45-Ubuntu SMP PREEMPT_DYNAMIC Fri Aug 30 12:02:04 UTC 2024'

export { processorsOf } from '../../scenario/processors.ts'
