import { type Duration, parseRfc3339, rfc3339Micro, SECOND, type Time } from '../lib/time.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from './object/meta.ts'
import type { Node } from './object/node.ts'
import { randomSuffix } from './object/random-suffix.ts'
import type { ServiceSpec } from './object/service.ts'
import { stableUid, stableVersion } from './object/stable-uid.ts'

/** The objects of a kind as they are stored; `namespace` undefined: of all. */
export type Stored = (kind: string, namespace: string | undefined) => readonly KubeObject[]

/** What the clock says, and what is assumed of the cluster. */
export interface Moment {
  readonly now: Time
  /** When the cluster came up: before the scenario's beginning. */
  readonly clusterBegan: Time
  readonly nodeLeasePhase: Duration
}

/**
 * What controllers and kubelets keep up that says nothing of its own: it follows from what is stored, is made where
 * somebody asks for it, and is no part of the trace.
 */
export function derivedObjects(kind: string, stored: Stored, moment: Moment): readonly KubeObject[] {
  switch (kind) {
    case 'Lease':
      return stored('Node', '').map((node) => nodeLease(node as Node, moment))
    case 'CSINode':
      return stored('Node', '').map((node) => csiNode(node as Node))
    case 'Endpoints':
      return stored('Service', undefined)
        .filter(hasSelector)
        .map((service) => endpointsOf(service, stored))
    case 'EndpointSlice':
      return stored('Endpoints', undefined).filter(isMirrored).map(mirrorOf)
    default:
      return []
  }
}

const LEASES = 'kube-node-lease'
// kubelet: apis/config/v1beta1/defaults.go nodeLeaseDurationSeconds, and a quarter of it (v1.36)
const LEASE_SECONDS = 40
const RENEWAL: Duration = 10 * SECOND
/** A node is declared unknown so long after its last renewal. */
// controller-manager: pkg/controller/nodelifecycle/config/v1alpha1/defaults.go NodeMonitorGracePeriod (v1.36)
const GRACE_PERIOD: Duration = 50 * SECOND

/** As its kubelet has renewed it last. What is known of a silent kubelet is when its node was declared unknown. */
// kubelet: component-helpers apimachinery/lease/controller.go (v1.36)
function nodeLease({ metadata, status }: Node, { now, nodeLeasePhase }: Moment): KubeObject {
  const { name, uid = '', creationTimestamp = '' } = metadata
  const ready = status.conditions?.find(({ type }) => type === 'Ready')
  const lost = ready?.status === 'Unknown' ? parseRfc3339(ready.lastTransitionTime ?? '') : undefined
  const last = lost === undefined ? now : lost - GRACE_PERIOD
  const phase = nodeLeasePhase % RENEWAL
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      ...identity('Lease', LEASES, name, creationTimestamp),
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name, uid }],
    },
    spec: {
      holderIdentity: name,
      leaseDurationSeconds: LEASE_SECONDS,
      renewTime: rfc3339Micro(phase + Math.floor((last - phase) / RENEWAL) * RENEWAL),
    },
  }
}

// kubelet: pkg/volume/csi/nodeinfomanager/nodeinfomanager.go CreateCSINode (v1.36)
function csiNode({ metadata: { name, uid = '', creationTimestamp = '' } }: Node): KubeObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSINode',
    metadata: {
      ...identity('CSINode', '', name, creationTimestamp),
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name, uid }],
    },
    spec: { drivers: null },
  }
}

interface Address {
  readonly ip: string
  readonly hostname?: string
  readonly nodeName?: string
  readonly targetRef?: unknown
}

interface SliceEndpoint {
  readonly addresses?: readonly string[]
  readonly conditions?: { readonly ready?: boolean; readonly terminating?: boolean }
  readonly hostname?: string
  readonly nodeName?: string
  readonly targetRef?: unknown
}

interface Subset {
  addresses?: Address[]
  notReadyAddresses?: Address[]
  ports?: { readonly name?: string; readonly port: number; readonly protocol: string }[]
}

function hasSelector({ spec }: KubeObject): boolean {
  return Object.keys((spec as Partial<ServiceSpec> | undefined)?.selector ?? {}).length > 0
}

/** The old form of a Service's slices, with the name of the Service. */
// controller-manager: pkg/controller/endpoint/endpoints_controller.go syncService (v1.36)
function endpointsOf({ metadata, spec }: KubeObject, stored: Stored): KubeObject {
  const { name, namespace = DEFAULT_NAMESPACE, creationTimestamp = '' } = metadata
  const { ports = [], clusterIP } = spec as ServiceSpec
  const order = ports.map((port) => port.name ?? '')
  const slices = stored('EndpointSlice', namespace).filter((slice) => slice.metadata.labels?.[SERVICE_NAME] === name)
  const subsets = slices.flatMap((slice) => subsetOf(slice, order))
  const headless = clusterIP === 'None' ? { 'service.kubernetes.io/headless': '' } : {}
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: {
      ...identity('Endpoints', namespace, name, creationTimestamp),
      annotations: { [TRIGGER_TIME]: slices[0]?.metadata.annotations?.[TRIGGER_TIME] ?? creationTimestamp },
      labels: { ...metadata.labels, 'endpoints.kubernetes.io/managed-by': 'endpoint-controller', ...headless },
    },
    ...(subsets.length > 0 ? { subsets } : {}),
  }
}

const SERVICE_NAME = 'kubernetes.io/service-name'
const TRIGGER_TIME = 'endpoints.kubernetes.io/last-change-trigger-time'

function subsetOf(slice: KubeObject, order: readonly string[]): Subset[] {
  const subset: Subset = {}
  for (const { addresses = [], conditions = {}, hostname, nodeName, targetRef } of endpointsIn(slice)) {
    if (conditions.terminating && !conditions.ready) continue
    const address = {
      ip: addresses[0] ?? '',
      ...(hostname === undefined ? {} : { hostname }),
      ...(nodeName === undefined ? {} : { nodeName }),
      ...(targetRef === undefined ? {} : { targetRef }),
    }
    const list = conditions.ready ? 'addresses' : 'notReadyAddresses'
    subset[list] = [...(subset[list] ?? []), address]
  }
  if (!subset.addresses && !subset.notReadyAddresses) return []
  subset.addresses?.sort(byAddress)
  subset.notReadyAddresses?.sort(byAddress)
  const ports = ((slice.ports ?? []) as { name?: string; port: number; protocol: string }[])
    .toSorted((a, b) => order.indexOf(a.name ?? '') - order.indexOf(b.name ?? ''))
    .map(({ name, ...port }) => (name ? { name, ...port } : port))
  return [ports.length > 0 ? { ...subset, ports } : subset]
}

function endpointsIn({ endpoints }: KubeObject): readonly SliceEndpoint[] {
  return (endpoints ?? []) as SliceEndpoint[]
}

function byAddress(a: Address, b: Address): number {
  return a.ip < b.ip ? -1 : a.ip > b.ip ? 1 : 0
}

// controller-manager: pkg/controller/endpointslicemirroring/utils.go (v1.36)
function isMirrored({ metadata }: KubeObject): boolean {
  return metadata.labels?.['endpointslice.kubernetes.io/skip-mirror'] !== 'true'
}

/** Endpoints that somebody has written by hand, as everybody reads them who knows only slices. */
// controller-manager: pkg/controller/endpointslicemirroring/reconciler.go (v1.36)
function mirrorOf({ metadata, subsets }: KubeObject): KubeObject {
  const { name, namespace = DEFAULT_NAMESPACE, uid = '', creationTimestamp = '' } = metadata
  const [subset = {}] = (subsets ?? []) as Subset[]
  const endpoints = (addresses: readonly Address[] = [], ready: boolean) =>
    addresses.map(({ ip, ...rest }) => ({ addresses: [ip], conditions: { ready }, ...rest }))
  const owner = { apiVersion: 'v1', kind: 'Endpoints', name, uid, controller: true, blockOwnerDeletion: true }
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      ...identity(
        'EndpointSlice',
        namespace,
        `${name}-${randomSuffix(`mirror/${namespace}/${name}`)}`,
        creationTimestamp,
      ),
      generateName: `${name}-`,
      generation: 1,
      labels: {
        'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io',
        [SERVICE_NAME]: name,
      },
      ownerReferences: [owner],
    },
    addressType: 'IPv4',
    endpoints: [...endpoints(subset.addresses, true), ...endpoints(subset.notReadyAddresses, false)],
    ports: (subset.ports ?? []).map(({ name: port = '', ...rest }) => ({ name: port, ...rest })),
  }
}

function identity(kind: string, namespace: string, name: string, creationTimestamp: string) {
  const key = `${kind}/${namespace}/${name}`
  return {
    name,
    ...(namespace === '' ? {} : { namespace }),
    creationTimestamp,
    resourceVersion: stableVersion(key),
    uid: stableUid(`${key}/${creationTimestamp}`),
  }
}
