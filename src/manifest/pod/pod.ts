import type { KubeObject, ObjectMeta } from '../object/meta.ts'
import type { Affinity } from './affinity.ts'
import type { Container, RestartPolicy } from './container.ts'
import type { ResourceRequirements } from './resources.ts'
import type { PodSecurityContext } from './security-context.ts'
import type { PodStatus } from './status.ts'
import type { TopologySpreadConstraint } from './topology-spread.ts'
import type { Volume } from './volume.ts'

export interface Toleration {
  key?: string
  operator?: string
  value?: string
  effect?: string
  tolerationSeconds?: number
}

export interface PodSpec {
  containers: Container[]
  initContainers?: Container[]
  ephemeralContainers?: Container[]
  volumes?: Volume[]
  restartPolicy?: RestartPolicy
  terminationGracePeriodSeconds?: number
  activeDeadlineSeconds?: number
  dnsPolicy?: string
  nodeSelector?: Record<string, string>
  nodeName?: string
  serviceAccountName?: string
  serviceAccount?: string
  automountServiceAccountToken?: boolean
  hostNetwork?: boolean
  hostPID?: boolean
  hostIPC?: boolean
  shareProcessNamespace?: boolean
  securityContext?: PodSecurityContext
  imagePullSecrets?: { name: string }[]
  hostname?: string
  subdomain?: string
  affinity?: Affinity
  schedulerName?: string
  tolerations?: Toleration[]
  hostAliases?: { ip: string; hostnames?: string[] }[]
  priorityClassName?: string
  priority?: number
  preemptionPolicy?: string
  readinessGates?: { conditionType: string }[]
  resourceClaims?: readonly { readonly name: string; readonly resourceClaimTemplateName?: string }[]
  schedulingGates?: { name: string }[]
  runtimeClassName?: string
  enableServiceLinks?: boolean
  overhead?: Record<string, string | number>
  topologySpreadConstraints?: TopologySpreadConstraint[]
  resources?: ResourceRequirements
  [field: string]: unknown
}

export interface Pod extends KubeObject {
  kind: 'Pod'
  metadata: ObjectMeta
  spec: PodSpec
  status: PodStatus
}

/** A restartable init container (a native sidecar). */
// kubelet: pkg/api/v1/pod/util.go IsRestartableInitContainer (v1.36)
export function isRestartableInitContainer(container: Container): boolean {
  return container.restartPolicy === 'Always'
}
