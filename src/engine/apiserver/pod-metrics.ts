import type { Duration, Time } from '../../lib/time.ts'

/** metrics.k8s.io/v1beta1 PodMetrics: what the containers of a Pod have used over a window that ended at an instant. */
export interface PodMetrics {
  readonly namespace: string
  readonly name: string
  readonly timestamp: Time
  readonly window: Duration
  readonly containers: readonly ContainerMetrics[]
}

export interface ContainerMetrics {
  readonly name: string
  readonly milliCPU: number
  readonly memoryBytes: number
}
