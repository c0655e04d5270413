import type { KubeObject, ObjectMeta } from './object/meta.ts'
import { stableUid, stableVersion } from './object/stable-uid.ts'
import { USER_ROLE_BINDINGS, USER_ROLES } from './object/user-roles.ts'
import { knownKinds } from './schema/kinds.ts'

const ROOT_CA = 'kube-root-ca.crt'
const DEFAULT_ACCOUNT = 'default'

/** By their kinds, what there is in every namespace. */
const PUBLISHED: ReadonlyMap<string, string> = new Map([
  ['ConfigMap', ROOT_CA],
  ['ServiceAccount', DEFAULT_ACCOUNT],
])

/**
 * What is in every namespace because a controller of the cluster keeps it there, from the first moment on and whoever
 * takes it away. Nothing about it ever changes, so that it is no part of the trace.
 */
// kube-controller-manager: pkg/controller/certificates/rootcacertpublisher/publisher.go,
// pkg/controller/serviceaccount/serviceaccounts_controller.go (v1.36)
export function publishedObject(kind: string, namespace: string, name: string): KubeObject | undefined {
  if (namespace === '' || PUBLISHED.get(kind) !== name) return undefined
  const metadata = identified(kind, { name, namespace })
  if (kind === 'ServiceAccount') return { apiVersion: 'v1', kind, metadata }
  return {
    apiVersion: 'v1',
    kind,
    metadata: { ...metadata, annotations: { 'kubernetes.io/description': ROOT_CA_DESCRIPTION } },
    data: { 'ca.crt': 'simulated-certificate\n' },
  }
}

/** The controller's words, which every cluster has. */
const ROOT_CA_DESCRIPTION =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.'

/** What an object has that somebody has stored, where nobody has. */
function identified(kind: string, metadata: ObjectMeta): ObjectMeta {
  const key = `${kind}/${metadata.namespace ?? ''}/${metadata.name}`
  return { ...metadata, resourceVersion: stableVersion(key), uid: stableUid(key) }
}

const SYSTEM_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system']

const KUBERNETES = { name: 'kubernetes', namespace: 'default' }
/** The machine of the control plane, which is no node. */
const CONTROL_PLANE = '192.168.100.2'
const API_PORT = { name: 'https', port: 6443, protocol: 'TCP' }
const SERVICE_IP = '10.96.0.1'

/**
 * What else every cluster has from its first moment on, by kind: namespaces, the way to its API server, the versions
 * that this one serves, the priorities of its parts, and roles for people.
 */
// kube-apiserver: pkg/controlplane/controller/systemnamespaces/system_namespaces_controller.go,
// pkg/controlplane/controller/kubernetesservice/controller.go, pkg/apis/scheduling/helpers.go;
// kube-aggregator: pkg/controllers/autoregister/autoregister_controller.go (v1.36)
const SYSTEM_OBJECTS: ReadonlyMap<string, readonly KubeObject[]> = new Map([
  ['Namespace', SYSTEM_NAMESPACES.map(systemNamespace)],
  [
    'Service',
    [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { ...KUBERNETES, labels: { component: 'apiserver', provider: 'kubernetes' } },
        spec: {
          clusterIP: SERVICE_IP,
          clusterIPs: [SERVICE_IP],
          internalTrafficPolicy: 'Cluster',
          ipFamilies: ['IPv4'],
          ipFamilyPolicy: 'SingleStack',
          ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
          sessionAffinity: 'None',
          type: 'ClusterIP',
        },
        status: { loadBalancer: {} },
      },
    ],
  ],
  [
    'EndpointSlice',
    [
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: { ...KUBERNETES, labels: { 'kubernetes.io/service-name': KUBERNETES.name } },
        addressType: 'IPv4',
        endpoints: [{ addresses: [CONTROL_PLANE], conditions: { ready: true } }],
        ports: [API_PORT],
      },
    ],
  ],
  [
    'Endpoints',
    [
      {
        apiVersion: 'v1',
        kind: 'Endpoints',
        metadata: { ...KUBERNETES, labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
        subsets: [{ addresses: [{ ip: CONTROL_PLANE }], ports: [API_PORT] }],
      },
    ],
  ],
  [
    'PriorityClass',
    [systemPriority('system-cluster-critical', 2_000_000_000), systemPriority('system-node-critical', 2_000_001_000)],
  ],
  ['APIService', servedVersions().map(apiService)],
  ['ClusterRole', USER_ROLES],
  ['ClusterRoleBinding', USER_ROLE_BINDINGS],
])

function systemNamespace(name: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }
}

function systemPriority(name: string, value: number): KubeObject {
  return {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name, generation: 1 },
    value,
    preemptionPolicy: 'PreemptLowerPriority',
  }
}

/** Those of objects, and those in which something can only be asked. */
function servedVersions(): readonly string[] {
  const asked = ['authentication.k8s.io/v1', 'authorization.k8s.io/v1']
  const stored = knownKinds().map(({ apiVersion }) => apiVersion)
  return [...new Set([...stored, ...asked])].filter((version) => version !== 'apiregistration.k8s.io/v1')
}

function apiService(groupVersion: string): KubeObject {
  const [version = '', group = ''] = groupVersion.split('/').reverse()
  const available = { type: 'Available', status: 'True', reason: 'Local' }
  return {
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: `${version}.${group}`, labels: { 'kube-aggregator.kubernetes.io/automanaged': 'onstart' } },
    spec: { group, version },
    status: { conditions: [{ ...available, message: 'Local APIServices are always available' }] },
  }
}

/** `since`: when the cluster came up, in RFC 3339. */
export function systemObjects(kind: string, since: string): readonly KubeObject[] {
  return (SYSTEM_OBJECTS.get(kind) ?? []).map((object) => ({
    ...object,
    metadata: { ...identified(kind, object.metadata), creationTimestamp: since },
  }))
}

/** What is published in these namespaces, as old as they are. */
export function publishedObjects(kind: string, namespaces: readonly KubeObject[]): readonly KubeObject[] {
  const published = PUBLISHED.get(kind)
  if (published === undefined) return []
  return namespaces.flatMap(({ metadata: { name: namespace, creationTimestamp } }) => {
    const object = publishedObject(kind, namespace, published)
    if (!object) return []
    return [{ ...object, metadata: { ...object.metadata, ...(creationTimestamp ? { creationTimestamp } : {}) } }]
  })
}
