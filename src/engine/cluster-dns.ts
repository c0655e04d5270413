import type { KubeObject } from '../manifest/object/meta.ts'
import type { ServiceSpec } from '../manifest/object/service.ts'
import type { Pod } from '../manifest/pod/pod.ts'
import type { ApiServer } from './apiserver/api-server.ts'
import { API_SERVER_IP, CLUSTER_DNS_IP, CLUSTER_DOMAIN } from './cluster-addresses.ts'
import type { DnsReply } from './runtime/program.ts'

const NO_SUCH_NAME: DnsReply = { status: 'nxdomain', addresses: [] }

export interface ReadyEndpoint {
  readonly addresses: readonly string[]
  readonly conditions: { readonly ready: boolean }
}

/** The endpoints of a Service that get traffic. */
export function readyEndpoints(api: ApiServer, namespace: string, service: string): ReadyEndpoint[] {
  return api
    .list('EndpointSlice', namespace)
    .filter((slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === service)
    .flatMap((slice) => (slice.endpoints ?? []) as ReadyEndpoint[])
    .filter((endpoint) => endpoint.conditions.ready)
}

/** What CoreDNS answers to a full name. `server`: whom the question is sent to; nobody else knows the cluster's names. */
// kubernetes/dns: docs/specification.md (v1.1.0)
export function answerName(api: ApiServer, server: string, name: string): DnsReply {
  if (server !== CLUSTER_DNS_IP) return NO_SUCH_NAME
  const suffix = `.${CLUSTER_DOMAIN}`
  const full = name.toLowerCase().replace(/\.$/, '')
  if (!full.endsWith(suffix)) return NO_SUCH_NAME
  const labels = full.slice(0, -suffix.length).split('.')
  const [kind, namespace = '', ...rest] = labels.reverse()
  if (kind === 'pod') return podAddress(rest)
  if (kind !== 'svc' || rest.length === 0 || rest.length > 2) return NO_SUCH_NAME
  const [service = '', host] = rest
  if (host === undefined) {
    if (namespace === 'default' && service === 'kubernetes') return found([API_SERVER_IP])
    if (namespace === 'kube-system' && service === 'kube-dns') return found([CLUSTER_DNS_IP])
  }
  const object = api.get('Service', namespace, service)
  return object ? ofService(api, object, namespace, host) : NO_SUCH_NAME
}

function found(addresses: readonly string[]): DnsReply {
  return addresses.length > 0 ? { status: 'ok', addresses } : NO_SUCH_NAME
}

function ofService(api: ApiServer, service: KubeObject, namespace: string, host: string | undefined): DnsReply {
  const { clusterIP, type, externalName } = service.spec as ServiceSpec
  if (type === 'ExternalName') return { status: 'nxdomain', addresses: [], canonicalName: externalName ?? '' }
  if (clusterIP !== 'None') return host === undefined ? found([clusterIP ?? '']) : NO_SUCH_NAME
  const addresses = readyEndpoints(api, namespace, service.metadata.name).flatMap((endpoint) => endpoint.addresses)
  if (host === undefined) return found(addresses)
  const pods = api.list('Pod', namespace) as readonly Pod[]
  return found(
    addresses.filter((address) =>
      pods.some(
        ({ spec, status }) =>
          status.podIP === address && spec.hostname === host && spec.subdomain === service.metadata.name,
      ),
    ),
  )
}

/** 10-244-1-2.default.pod.cluster.local is 10.244.1.2, whoever has that address. */
function podAddress([label = '']: readonly string[]): DnsReply {
  return /^\d+-\d+-\d+-\d+$/.test(label) ? found([label.replaceAll('-', '.')]) : NO_SUCH_NAME
}
