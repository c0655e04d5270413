import type { Duration, Time } from '../../lib/time.ts'
import type { KubeObject } from './meta.ts'

/** An APIService that leads to a metrics server. */
export function servesMetrics({ kind, spec }: KubeObject): boolean {
  return kind === 'APIService' && (spec as { readonly group?: string } | undefined)?.group === 'metrics.k8s.io'
}

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

/** metrics.k8s.io/v1beta1 NodeMetrics: what is used on a node. */
export interface NodeMetrics {
  readonly name: string
  readonly milliCPU: number
  readonly memoryBytes: number
}
