import type { RandomStream } from '../../lib/random.ts'
import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import type { ServicePort, ServiceSpec } from '../../manifest/object/service.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { Route } from '../runtime/network.ts'
import { readyEndpoints } from './cluster-dns.ts'

/**
 * Where kube-proxy sends what is meant for a Service's address, or for a port of a node that leads into a Pod; undefined:
 * the address is nobody's but its own.
 */
// kube-proxy: iptables/proxier.go syncProxyRules (v1.36); portmap of the CNI plugins for hostPort
export function routeOf(
  api: ApiServer,
  nodes: ReadonlyMap<string, string>,
  random: RandomStream,
  ip: string,
  port: number,
): Route | undefined {
  const nodeName = nodes.get(ip)
  for (const service of api.list('Service')) {
    const { clusterIP, ports = [] } = service.spec as ServiceSpec
    if (clusterIP !== ip && nodeName === undefined) continue
    const entry = ports.find((each) => (clusterIP === ip ? each.port === port : each.nodePort === port))
    // No rule catches the other ports: the packets leave the node and are lost.
    if (!entry) {
      if (clusterIP === ip) return 'timeout'
      continue
    }
    const namespace = service.metadata.namespace ?? DEFAULT_NAMESPACE
    const addresses = readyEndpoints(api, namespace, service.metadata.name).flatMap((endpoint) => endpoint.addresses)
    const address = addresses[random.integer(Math.max(1, addresses.length))]
    return address === undefined ? 'refused' : { ip: address, port: targetPort(api, namespace, address, entry) }
  }
  return nodeName === undefined ? undefined : hostPortOf(api, nodeName, port)
}

/** A port by its name may be another number in each Pod. */
function targetPort(api: ApiServer, namespace: string, address: string, { port, targetPort }: ServicePort): number {
  if (typeof targetPort === 'number') return targetPort
  const pod = api.list('Pod', namespace).find(({ status }) => status.podIP === address)
  const containers = [...(pod?.spec.containers ?? []), ...(pod?.spec.initContainers ?? [])]
  const named = containers.flatMap(({ ports = [] }) => ports).find(({ name }) => name === targetPort)
  return named?.containerPort ?? port
}

function hostPortOf(api: ApiServer, nodeName: string, port: number): Route | undefined {
  for (const { spec, status } of api.list('Pod')) {
    if (spec.nodeName !== nodeName || spec.hostNetwork || status.podIP === undefined) continue
    if (isTerminal(status.phase)) continue
    const containers = [...spec.containers, ...(spec.initContainers ?? [])]
    const declared = containers
      .flatMap(({ ports = [] }) => ports)
      .find(
        ({ hostPort, hostIP = '', protocol = 'TCP' }) => hostPort === port && protocol === 'TCP' && !isLoopback(hostIP),
      )
    if (declared) return { ip: status.podIP, port: declared.containerPort }
  }
  return undefined
}

/** Such a host port leads in from the node itself only. */
function isLoopback(hostIP: string): boolean {
  return hostIP.startsWith('127.')
}
