import { rfc3339 } from '../lib/time.ts'
import type { KubeObject } from './object/meta.ts'

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
  if (kind === 'ServiceAccount') return { apiVersion: 'v1', kind, metadata: { name, namespace } }
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace, annotations: { 'kubernetes.io/description': ROOT_CA_DESCRIPTION } },
    data: { 'ca.crt': 'simulated-certificate\n' },
  }
}

/** The controller's words, which every cluster has. */
const ROOT_CA_DESCRIPTION =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.'

/** The namespaces that every cluster has: nobody has written them, and they are as old as the cluster. */
// kube-apiserver: pkg/controlplane/controller/systemnamespaces/system_namespaces_controller.go (v1.36)
export const SYSTEM_NAMESPACES: readonly KubeObject[] = [
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
].map((name) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, creationTimestamp: rfc3339(0), labels: { 'kubernetes.io/metadata.name': name } },
  spec: { finalizers: ['kubernetes'] },
  status: { phase: 'Active' },
}))

const KUBERNETES = { name: 'kubernetes', namespace: 'default', creationTimestamp: rfc3339(0) }
/** The machine of the control plane, which is no node. */
const CONTROL_PLANE = '192.168.100.2'
const API_PORT = { name: 'https', port: 6443, protocol: 'TCP' }

/** What else every cluster has from its first moment on, by kind: the way to its API server, and the priorities of its parts. */
// kube-apiserver: pkg/controlplane/controller/kubernetesservice/controller.go, pkg/apis/scheduling/helpers.go (v1.36)
const SYSTEM_OBJECTS: ReadonlyMap<string, readonly KubeObject[]> = new Map([
  ['Namespace', SYSTEM_NAMESPACES],
  [
    'Service',
    [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { ...KUBERNETES, labels: { component: 'apiserver', provider: 'kubernetes' } },
        spec: {
          clusterIP: '10.96.0.1',
          clusterIPs: ['10.96.0.1'],
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
])

function systemPriority(name: string, value: number): KubeObject {
  return {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name, creationTimestamp: rfc3339(0), generation: 1 },
    value,
    preemptionPolicy: 'PreemptLowerPriority',
  }
}

export function systemObjects(kind: string): readonly KubeObject[] {
  return SYSTEM_OBJECTS.get(kind) ?? []
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
