import { type FieldError, forbidden, invalid } from '../field-error.ts'
import type { KubeObject } from '../object/meta.ts'
import type { ServiceSpec } from '../object/service.ts'
import { child, item } from '../path.ts'
import type { Cluster } from './cluster.ts'

/** The cluster's range of ports for Services on its nodes (kube-apiserver's --service-node-port-range). */
const NODE_PORTS = { first: 30000, last: 32767 } as const

/** What makes a node port impossible: it is another Service's, or outside of the range. */
// apiserver: pkg/registry/core/service/storage/alloc.go allocNodePort, portallocator/allocator.go (v1.36)
export function nodePortErrors(service: KubeObject, cluster: Cluster): FieldError[] {
  const { type, ports = [] } = service.spec as ServiceSpec
  if (type === 'ExternalName') return []
  const taken = takenNodePorts(cluster.list('Service'))
  for (const [index, { nodePort, protocol }] of ports.entries()) {
    if (!nodePort) continue
    const path = child(item('spec.ports', index), 'nodePort')
    if (type === 'ClusterIP') return [forbidden(path, "may not be used when `type` is 'ClusterIP'")]
    if (nodePort < NODE_PORTS.first || nodePort > NODE_PORTS.last) return [invalid(path, nodePort, OUT_OF_RANGE)]
    // One number may stand for TCP and for UDP within one Service.
    const again = ports.findIndex((each) => each.nodePort === nodePort && each.protocol === protocol)
    if (taken.has(nodePort) || again < index) return [invalid(path, nodePort, 'provided port is already allocated')]
  }
  return []
}

const OUT_OF_RANGE = `provided port is not in the valid range. The range of valid ports is ${NODE_PORTS.first}-${NODE_PORTS.last}`

function takenNodePorts(services: readonly KubeObject[]): Set<number> {
  const ports = services.flatMap(({ spec }) => (spec as ServiceSpec | undefined)?.ports ?? [])
  return new Set(ports.flatMap(({ nodePort }) => (nodePort ? [nodePort] : [])))
}

/** Node ports that are handed out begin behind those that people like to choose themselves. */
// apiserver: pkg/registry/core/service/portallocator/allocator.go calculateRangeOffset (v1.36)
const FIRST_HANDED_OUT =
  NODE_PORTS.first + Math.min(Math.max(16, Math.floor((NODE_PORTS.last - NODE_PORTS.first) / 32)), 128)

/** The spec with a node port at each port that needs one and has none; `draw` gives a whole number below its argument. */
// apiserver: pkg/registry/core/service/storage/alloc.go initNodePorts (v1.36)
export function withNodePorts(
  spec: ServiceSpec,
  services: readonly KubeObject[],
  draw: (below: number) => number,
): ServiceSpec {
  const needed =
    spec.type === 'NodePort' || (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false)
  if (!needed || (spec.ports ?? []).every(({ nodePort }) => nodePort)) return spec
  const taken = takenNodePorts(services)
  for (const { nodePort } of spec.ports ?? []) if (nodePort) taken.add(nodePort)
  const ports = spec.ports?.map((port) => {
    if (port.nodePort) return port
    const nodePort = freePort(taken, draw)
    if (nodePort === undefined) return port
    taken.add(nodePort)
    return { ...port, nodePort }
  })
  return { ...spec, ...(ports ? { ports } : {}) }
}

/** From a place that is drawn on, the first that is free; undefined: the range is full. */
function freePort(taken: ReadonlySet<number>, draw: (below: number) => number): number | undefined {
  const size = NODE_PORTS.last - FIRST_HANDED_OUT + 1
  const start = draw(size)
  for (let step = 0; step < size; step++) {
    const port = FIRST_HANDED_OUT + ((start + step) % size)
    if (!taken.has(port)) return port
  }
  return undefined
}
