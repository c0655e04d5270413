import type { KubeObject } from '../../manifest/object/meta.ts'

/** discovery.k8s.io/v1 EndpointSlice: the fields that are drawn. */
export interface Slice extends KubeObject {
  readonly endpoints?: readonly SliceEndpoint[]
  readonly ports?: readonly { readonly port?: number }[]
}

export interface SliceEndpoint {
  readonly addresses: readonly string[]
  readonly conditions?: { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean }
  readonly targetRef?: { readonly uid?: string; readonly name?: string }
}

/** Absent: no traffic comes, whether its address is listed as not ready or not at all. */
export type Presence = 'absent' | 'ready' | 'terminating'

export function presenceOf(endpoint: SliceEndpoint | undefined): Presence {
  if (!endpoint) return 'absent'
  // discovery/v1: what is not said of ready is taken as true, and serving as ready.
  const { ready = true, serving = ready, terminating = false } = endpoint.conditions ?? {}
  if (ready) return 'ready'
  return serving && terminating ? 'terminating' : 'absent'
}

/** Whose slice it is. */
export function serviceOf({ metadata }: KubeObject): string | undefined {
  return metadata.labels?.['kubernetes.io/service-name']
}
