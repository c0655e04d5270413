import { ageOf } from '../pod-row.ts'
import * as access from './access.ts'
import * as cluster from './cluster.ts'
import * as extensions from './extensions.ts'
import * as network from './network.ts'
import { pods } from './pods.ts'
import * as storage from './storage.ts'
import { type TablePrinter, tablePrinter } from './table-printer.ts'
import * as workloads from './workloads.ts'

/** As every object can be shown. */
export const NAME_AND_AGE = tablePrinter('NAME AGE', ({ metadata }, now) => [
  metadata.name,
  ageOf(metadata.creationTimestamp, now),
])

const TABLES: ReadonlyMap<string, TablePrinter> = new Map([
  ['Pod', pods],
  ['Deployment', workloads.deployments],
  ['ReplicaSet', workloads.replicaSets],
  ['ReplicationController', workloads.replicationControllers],
  ['StatefulSet', workloads.statefulSets],
  ['DaemonSet', workloads.daemonSets],
  ['Job', workloads.jobs],
  ['CronJob', workloads.cronJobs],
  ['Service', network.services],
  ['Endpoints', network.endpoints],
  ['EndpointSlice', network.endpointSlices],
  ['Ingress', network.ingresses],
  ['IngressClass', network.ingressClasses],
  ['NetworkPolicy', network.networkPolicies],
  ['PersistentVolumeClaim', storage.claims],
  ['PersistentVolume', storage.volumes],
  ['StorageClass', storage.storageClasses],
  ['ConfigMap', storage.configMaps],
  ['Secret', storage.secrets],
  ['Node', cluster.nodes],
  ['Namespace', cluster.namespaces],
  ['ServiceAccount', cluster.serviceAccounts],
  ['PriorityClass', cluster.priorityClasses],
  ['ResourceQuota', cluster.resourceQuotas],
  ['LimitRange', cluster.limitRanges],
  ['PodDisruptionBudget', cluster.disruptionBudgets],
  ['Lease', cluster.leases],
  ['ControllerRevision', cluster.controllerRevisions],
  ['CustomResourceDefinition', cluster.customResourceDefinitions],
  ['HorizontalPodAutoscaler', cluster.autoscalers],
  ['PodTemplate', workloads.podTemplates],
  ['ServiceCIDR', network.serviceCIDRs],
  ['IPAddress', network.ipAddresses],
  ['CSINode', storage.csiNodes],
  ['CSIDriver', storage.csiDrivers],
  ['VolumeAttachment', storage.volumeAttachments],
  ['VolumeAttributesClass', storage.volumeAttributesClasses],
  ['Role', access.roles],
  ['ClusterRole', access.roles],
  ['RoleBinding', access.roleBindings],
  ['ClusterRoleBinding', access.roleBindings],
  ['CertificateSigningRequest', access.signingRequests],
  ['ValidatingWebhookConfiguration', extensions.webhookConfigurations],
  ['MutatingWebhookConfiguration', extensions.webhookConfigurations],
  ['ValidatingAdmissionPolicy', extensions.validatingPolicies],
  ['MutatingAdmissionPolicy', extensions.mutatingPolicies],
  ['ValidatingAdmissionPolicyBinding', extensions.policyBindings],
  ['MutatingAdmissionPolicyBinding', extensions.policyBindings],
  ['RuntimeClass', extensions.runtimeClasses],
  ['APIService', extensions.apiServices],
])

/** How objects of a kind are shown: those that nobody has thought of by their names. */
export function tableOf(kind: string, wide: boolean): TablePrinter {
  if (kind === 'Event') return wide ? cluster.events : cluster.narrowEvents
  return TABLES.get(kind) ?? NAME_AND_AGE
}
