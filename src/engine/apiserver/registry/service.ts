import { withNodePorts } from '../../../manifest/admission/service-ports.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { ServiceSpec } from '../../../manifest/object/service.ts'
import { serviceAddress } from '../../world/cluster-addresses.ts'
import type { Handling } from '../handling.ts'

/** A Service gets an address of its own and the node ports that it asks for, unless it is only another name. */
// apiserver: pkg/registry/core/service/storage/alloc.go allocateCreate (v1.36)
export function allocate({ world, store }: Handling, service: KubeObject): KubeObject {
  const spec = service.spec as ServiceSpec
  if (spec.type === 'ExternalName') return service
  const { name, namespace } = service.metadata
  const random = world.random(`service/${namespace}/${name}`)
  const clusterIP = spec.clusterIP || serviceAddress(random)
  const ports = withNodePorts(spec, store.list('Service'), (below) => random.integer(below))
  // Every cluster of the simulation has IPv4 alone.
  const family = { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' }
  return { ...service, spec: { ...family, ...ports, clusterIP, clusterIPs: [clusterIP] } }
}
