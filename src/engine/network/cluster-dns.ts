import { DEFAULT_NAMESPACE, type KubeObject } from '../../manifest/object/meta.ts'
import type { ServicePort, ServiceSpec } from '../../manifest/object/service.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { DnsReply, ServiceRecord } from '../program-api/network.ts'
import { API_SERVER_IP, CLUSTER_DNS_IP, CLUSTER_DOMAIN } from '../world/cluster-addresses.ts'

const NO_SUCH_NAME: DnsReply = { status: 'nxdomain', addresses: [] }

export interface ReadyEndpoint {
  readonly addresses: readonly string[]
  /** Those of a slice that somebody wrote by hand may say nothing: that is ready. */
  readonly conditions?: { readonly ready?: boolean }
  readonly hostname?: string
}

/** The endpoints of a Service that get traffic. */
function readyEndpoints(api: ApiServer, namespace: string, service: string): ReadyEndpoint[] {
  return api
    .list('EndpointSlice', namespace)
    .filter((slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === service)
    .flatMap((slice) => (slice.endpoints ?? []) as ReadyEndpoint[])
    .filter((endpoint) => endpoint.conditions?.ready ?? true)
}

/** Names of the control plane, which has no objects here. */
const FIXED: readonly (readonly [name: string, address: string])[] = [
  [`kubernetes.default.svc.${CLUSTER_DOMAIN}`, API_SERVER_IP],
  [`kube-dns.kube-system.svc.${CLUSTER_DOMAIN}`, CLUSTER_DNS_IP],
]

/** What CoreDNS answers to a full name. `server`: whom the question is sent to; nobody else knows the cluster's names. */
// kubernetes/dns: docs/specification.md (v1.1.0); coredns: plugin/kubernetes/kubernetes.go findServices, reverse.go
export function answerName(api: ApiServer, server: string, name: string): DnsReply {
  if (server !== CLUSTER_DNS_IP) return NO_SUCH_NAME
  const full = name.toLowerCase().replace(/\.$/, '')
  if (full.endsWith(REVERSE)) return namesOf(api, full.slice(0, -REVERSE.length).split('.').reverse().join('.'))
  const suffix = `.${CLUSTER_DOMAIN}`
  if (!full.endsWith(suffix)) return NO_SUCH_NAME
  const fixed = FIXED.find(([each]) => each === full)
  if (fixed) return found([fixed[1]])
  const labels = full.slice(0, -suffix.length).split('.')
  const [kind, namespace = '', ...rest] = labels.reverse()
  if (kind === 'pod') return podAddress(rest)
  if (kind !== 'svc' || rest.length === 0 || rest.length > 3) return NO_SUCH_NAME
  const [service = '', below, furtherBelow] = rest
  const object = api.get('Service', namespace, service)
  if (!object) return NO_SUCH_NAME
  if (furtherBelow === undefined) return ofService(api, object, namespace, below)
  return portOf(api, object, namespace, below ?? '', furtherBelow)
}

function found(addresses: readonly string[]): DnsReply {
  return addresses.length > 0 ? { status: 'ok', addresses } : NO_SUCH_NAME
}

/** `host`: which of its endpoints; undefined: the Service itself. */
function ofService(api: ApiServer, service: KubeObject, namespace: string, host: string | undefined): DnsReply {
  const { clusterIP, type, externalName } = service.spec as ServiceSpec
  if (type === 'ExternalName') {
    return host === undefined ? { ...NO_SUCH_NAME, canonicalName: externalName ?? '' } : NO_SUCH_NAME
  }
  if (clusterIP !== 'None' && host === undefined) return found([clusterIP ?? ''])
  const endpoints = readyEndpoints(api, namespace, service.metadata.name)
  return found(
    endpoints.flatMap((endpoint) =>
      endpoint.addresses.filter((address) => host === undefined || hostOf(endpoint, address) === host),
    ),
  )
}

/** An endpoint without a name of its own is called like its address. */
// coredns: plugin/kubernetes/kubernetes.go endpointHostname
function hostOf({ hostname }: ReadyEndpoint, address: string): string {
  return hostname ?? address.replaceAll('.', '-')
}

/** `_http._tcp.web…`: the named port of a Service, as SRV records. */
function portOf(api: ApiServer, service: KubeObject, namespace: string, protocol: string, port: string): DnsReply {
  const { clusterIP, ports = [] } = service.spec as ServiceSpec
  const asked = ports.find(
    (each) => `_${each.name ?? ''}` === port && `_${(each.protocol ?? 'TCP').toLowerCase()}` === protocol,
  )
  if (!asked) return NO_SUCH_NAME
  const base = `${service.metadata.name}.${namespace}.svc.${CLUSTER_DOMAIN}`
  if (clusterIP !== 'None') return { status: 'ok', addresses: [], services: [record(asked.port, base, 1)] }
  const endpoints = readyEndpoints(api, namespace, service.metadata.name)
  const hosts = endpoints.flatMap((endpoint) => endpoint.addresses.map((address) => hostOf(endpoint, address)))
  if (hosts.length === 0) return NO_SUCH_NAME
  const number = numberOf(asked)
  const services = hosts.map((host) => record(number, `${host}.${base}`, hosts.length))
  return { status: 'ok', addresses: [], services }
}

function numberOf({ port, targetPort }: ServicePort): number {
  return typeof targetPort === 'number' ? targetPort : port
}

// coredns: plugin/etcd/msg, plugin/backend_lookup.go SRV: a hundred shared among all
function record(port: number, target: string, of: number): ServiceRecord {
  return { priority: 0, weight: Math.max(1, Math.floor(100 / of)), port, target }
}

/** 10-244-1-2.default.pod.cluster.local is 10.244.1.2, whoever has that address. */
function podAddress([label = '']: readonly string[]): DnsReply {
  return /^\d+-\d+-\d+-\d+$/.test(label) ? found([label.replaceAll('-', '.')]) : NO_SUCH_NAME
}

const REVERSE = '.in-addr.arpa'

/** Who has an address: a Service, else each Service that leads to it. A Pod that no Service selects has no name. */
// coredns: plugin/kubernetes/reverse.go serviceRecordForIP
function namesOf(api: ApiServer, address: string): DnsReply {
  const pointers = FIXED.flatMap(([name, fixed]) => (fixed === address ? [name] : []))
  const services = api.list('Service')
  const own = services.find(({ spec }) => (spec as ServiceSpec).clusterIP === address)
  if (own) pointers.push(`${own.metadata.name}.${own.metadata.namespace ?? DEFAULT_NAMESPACE}.svc.${CLUSTER_DOMAIN}`)
  if (pointers.length > 0) return { status: 'ok', addresses: [], pointers }
  for (const { metadata } of services) {
    const { name, namespace = DEFAULT_NAMESPACE } = metadata
    for (const endpoint of readyEndpoints(api, namespace, name)) {
      if (!endpoint.addresses.includes(address)) continue
      pointers.push(`${hostOf(endpoint, address)}.${name}.${namespace}.svc.${CLUSTER_DOMAIN}`)
    }
  }
  return pointers.length > 0 ? { status: 'ok', addresses: [], pointers } : NO_SUCH_NAME
}
