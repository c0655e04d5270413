import type { CustomSchema } from './custom-schema.ts'

/** A kind that a cluster of 1.36 serves. */
export interface KindInfo {
  readonly apiVersion: string
  readonly kind: string
  /** The plural, as in URLs and kubectl. */
  readonly resource: string
  readonly namespaced: boolean
  readonly shortNames: readonly string[]
  /** Of custom kinds: words for several kinds together that they belong to. */
  readonly categories?: readonly string[]
  readonly custom?: CustomKind
}

/** Of a kind that somebody has defined: what is said of its objects. */
export interface CustomKind {
  readonly schema?: CustomSchema
  /** Its status is written through a door of its own. */
  readonly hasStatus: boolean
}

/** Kind, plural, short names; ! where there is one for the whole cluster. */
const SERVED: Readonly<Record<string, string>> = {
  v1: `Pod pods po; Service services svc; ConfigMap configmaps cm; Secret secrets; Namespace! namespaces ns;
    Node! nodes no; PersistentVolumeClaim persistentvolumeclaims pvc; PersistentVolume! persistentvolumes pv;
    ServiceAccount serviceaccounts sa; ResourceQuota resourcequotas quota; LimitRange limitranges limits;
    ReplicationController replicationcontrollers rc; Endpoints endpoints ep; Event events ev; PodTemplate podtemplates`,
  'apps/v1': `Deployment deployments deploy; ReplicaSet replicasets rs; StatefulSet statefulsets sts;
    DaemonSet daemonsets ds; ControllerRevision controllerrevisions`,
  'batch/v1': 'Job jobs; CronJob cronjobs cj',
  'policy/v1': 'PodDisruptionBudget poddisruptionbudgets pdb',
  'scheduling.k8s.io/v1': 'PriorityClass! priorityclasses pc',
  'node.k8s.io/v1': 'RuntimeClass! runtimeclasses',
  'storage.k8s.io/v1': `StorageClass! storageclasses sc; CSIDriver! csidrivers; CSINode! csinodes;
    VolumeAttachment! volumeattachments; CSIStorageCapacity csistoragecapacities;
    VolumeAttributesClass! volumeattributesclasses vac`,
  'autoscaling/v2': 'HorizontalPodAutoscaler horizontalpodautoscalers hpa',
  'autoscaling/v1': 'HorizontalPodAutoscaler horizontalpodautoscalers hpa',
  'networking.k8s.io/v1': `Ingress ingresses ing; IngressClass! ingressclasses; NetworkPolicy networkpolicies netpol;
    IPAddress! ipaddresses ip; ServiceCIDR! servicecidrs`,
  'rbac.authorization.k8s.io/v1': `Role roles; RoleBinding rolebindings; ClusterRole! clusterroles;
    ClusterRoleBinding! clusterrolebindings`,
  'admissionregistration.k8s.io/v1': `ValidatingWebhookConfiguration! validatingwebhookconfigurations;
    MutatingWebhookConfiguration! mutatingwebhookconfigurations; ValidatingAdmissionPolicy! validatingadmissionpolicies;
    ValidatingAdmissionPolicyBinding! validatingadmissionpolicybindings;
    MutatingAdmissionPolicy! mutatingadmissionpolicies; MutatingAdmissionPolicyBinding! mutatingadmissionpolicybindings`,
  'apiextensions.k8s.io/v1': 'CustomResourceDefinition! customresourcedefinitions crd crds',
  'apiregistration.k8s.io/v1': 'APIService! apiservices',
  'certificates.k8s.io/v1': 'CertificateSigningRequest! certificatesigningrequests csr',
  'coordination.k8s.io/v1': 'Lease leases',
  'discovery.k8s.io/v1': 'EndpointSlice endpointslices',
  'events.k8s.io/v1': 'Event events ev',
  'flowcontrol.apiserver.k8s.io/v1': `FlowSchema! flowschemas;
    PriorityLevelConfiguration! prioritylevelconfigurations`,
  'resource.k8s.io/v1': `ResourceClaim resourceclaims; ResourceClaimTemplate resourceclaimtemplates;
    DeviceClass! deviceclasses; ResourceSlice! resourceslices`,
}

const KINDS: readonly KindInfo[] = Object.entries(SERVED).flatMap(([apiVersion, list]) =>
  list.split(';').map((entry) => {
    const [kind = '', resource = '', ...shortNames] = entry.trim().split(/\s+/)
    return { apiVersion, kind: kind.replace('!', ''), resource, namespaced: !kind.endsWith('!'), shortNames }
  }),
)

const BY_TYPE = new Map(KINDS.map((info) => [`${info.apiVersion} ${info.kind}`, info]))

export function kindInfo(apiVersion: string, kind: string): KindInfo | undefined {
  return BY_TYPE.get(`${apiVersion} ${kind}`)
}

/** The group of a version; empty: the core. */
export function groupOf({ apiVersion }: Pick<KindInfo, 'apiVersion'>): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')))
}

/** The kinds of this name, of every version that is served. */
export function kindsNamed(kind: string): readonly KindInfo[] {
  return KINDS.filter((info) => info.kind === kind)
}

/** Every version in which a kind of this name is served. */
export function versionsOf(kind: string): string[] {
  return kindsNamed(kind).map(({ apiVersion }) => apiVersion)
}

export function knownKinds(): readonly KindInfo[] {
  return KINDS
}

/** How messages name a kind's objects: pods, deployments.apps. */
// apimachinery: pkg/runtime/schema/group_version.go GroupResource.String (v1.36)
export function groupResource({ apiVersion, resource }: Pick<KindInfo, 'apiVersion' | 'resource'>): string {
  const group = groupOf({ apiVersion })
  return group === '' ? resource : `${resource}.${group}`
}

/** How kubectl says which object it means: pod, deployment.apps, in front of the name. */
// cli-runtime: pkg/printers/name.go printObj (v1.36)
export function kindWithGroup({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string {
  const group = groupOf({ apiVersion })
  return group === '' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`
}
