import type { KubeObject } from '../../manifest/object/meta.ts'
import type { PodRef, Seq } from '../../trace/entry.ts'

/** discovery.k8s.io/v1 EndpointSlice, as far as kube-proxy looks at it. */
interface Slice extends KubeObject {
  readonly endpoints?: readonly SliceEndpoint[]
  readonly ports?: readonly { readonly name?: string; readonly port?: number }[]
}

interface SliceEndpoint {
  readonly addresses: readonly string[]
  readonly conditions?: { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean }
  readonly targetRef?: { readonly name?: string; readonly namespace?: string; readonly uid?: string }
}

export interface RoutedSlice {
  readonly slice: Slice
  /** Which write of it. */
  readonly seq: Seq | undefined
}

export interface RoutedEndpoint {
  readonly ip: string
  readonly port: number
  readonly pod: PodRef | undefined
}

/** PROXY-1: those that are ready; where none is, those that are being stopped and still serve. */
// kube-proxy: topology.go CategorizeEndpoints (v1.36)
export function endpointsOf(slices: readonly RoutedSlice[], portName: string): readonly RoutedEndpoint[] {
  const ready = matching(slices, portName, ({ conditions = {} }) => conditions.ready ?? true)
  if (ready.length > 0) return ready
  return matching(
    slices,
    portName,
    ({ conditions: { serving, terminating } = {} }) => serving === true && terminating === true,
  )
}

function matching(
  slices: readonly RoutedSlice[],
  portName: string,
  is: (endpoint: SliceEndpoint) => boolean,
): readonly RoutedEndpoint[] {
  return slices.flatMap(({ slice: { endpoints = [], ports = [] } }) => {
    const port = ports.find(({ name = '' }) => name === portName)?.port
    if (port === undefined) return []
    return endpoints.flatMap((endpoint): RoutedEndpoint[] =>
      is(endpoint) ? endpoint.addresses.map((ip) => ({ ip, port, pod: podOf(endpoint) })) : [],
    )
  })
}

function podOf({ targetRef }: SliceEndpoint): PodRef | undefined {
  const { name, namespace = '', uid = '' } = targetRef ?? {}
  return name === undefined ? undefined : { name, namespace, uid }
}
