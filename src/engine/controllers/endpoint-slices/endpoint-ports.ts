import type { ServicePort } from '../../../manifest/object/service.ts'
import { isRestartableInitContainer, type Pod } from '../../../manifest/pod/pod.ts'

export interface EndpointPort {
  readonly name: string
  readonly port: number
  readonly protocol: string
}

/** Where a Service's ports lead in one of its Pods: a port by its name may be another number in each, or in none. */
// endpointslice: utils.go getEndpointPorts (v1.36)
export function endpointPorts(ports: readonly ServicePort[], pod: Pod): EndpointPort[] {
  const found = ports.flatMap((port) => {
    const number = findPort(pod, port)
    return number === undefined ? [] : [{ name: port.name ?? '', port: number, protocol: port.protocol ?? 'TCP' }]
  })
  return found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

/** Whether the ports are the same in every Pod: none of them is named. */
export function areSameInEveryPod(ports: readonly ServicePort[]): boolean {
  return ports.every(({ targetPort }) => typeof targetPort !== 'string')
}

// apiserver: pkg/api/v1/pod/util.go FindPort (v1.36)
function findPort({ spec }: Pod, { port, targetPort = port, protocol = 'TCP' }: ServicePort): number | undefined {
  if (typeof targetPort === 'number') return targetPort
  const sidecars = (spec.initContainers ?? []).filter(isRestartableInitContainer)
  return [...spec.containers, ...sidecars]
    .flatMap(({ ports = [] }) => ports)
    .find((each) => each.name === targetPort && (each.protocol ?? 'TCP') === protocol)?.containerPort
}
