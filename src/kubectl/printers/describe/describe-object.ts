import type { KubeObject } from '../../../manifest/object/meta.ts'
import { groupOf } from '../../../manifest/schema/kinds.ts'
import type { Activity } from '../../client/api-client.ts'
import { tabbedText } from '../tabbed-text.ts'
import { AUTOSCALER } from './autoscaler.ts'
import { CLAIM } from './claim.ts'
import { CONFIG_MAP } from './config-map.ts'
import { CRON_JOB } from './cron-job.ts'
import { DAEMON_SET } from './daemon-set.ts'
import { DEFAULT } from './default.ts'
import { DEPLOYMENT } from './deployment.ts'
import type { AnyDescriber, Related } from './describer.ts'
import { DISRUPTION_BUDGET } from './disruption-budget.ts'
import { ENDPOINT_SLICE, ENDPOINTS } from './endpoints.ts'
import { describeEvents, searchEvents } from './events.ts'
import { INGRESS, INGRESS_CLASS } from './ingress.ts'
import { JOB } from './job.ts'
import { LIMIT_RANGE } from './limit-range.ts'
import { NAMESPACE } from './namespace.ts'
import { NETWORK_POLICY } from './network-policy.ts'
import { NODE } from './node.ts'
import { POD } from './pod.ts'
import { PRIORITY_CLASS } from './priority-class.ts'
import { RESOURCE_QUOTA } from './quota.ts'
import { REPLICA_SET } from './replica-set.ts'
import { REPLICATION_CONTROLLER } from './replication-controller.ts'
import { ROLE, ROLE_BINDING } from './role.ts'
import { SECRET } from './secret.ts'
import { SERVICE } from './service.ts'
import { SERVICE_ACCOUNT } from './service-account.ts'
import { STATEFUL_SET } from './stateful-set.ts'
import { STORAGE_CLASS } from './storage-class.ts'
import { VOLUME } from './volume.ts'

/** By group and kind; a kind that is not here is described by its fields. */
// kubectl: pkg/describe/describe.go describerMap (v1.36)
const DESCRIBERS: ReadonlyMap<string, AnyDescriber> = new Map([
  ['/Pod', POD],
  ['/ReplicationController', REPLICATION_CONTROLLER],
  ['/Secret', SECRET],
  ['/Service', SERVICE],
  ['/ServiceAccount', SERVICE_ACCOUNT],
  ['/Node', NODE],
  ['/LimitRange', LIMIT_RANGE],
  ['/ResourceQuota', RESOURCE_QUOTA],
  ['/PersistentVolume', VOLUME],
  ['/PersistentVolumeClaim', CLAIM],
  ['/Namespace', NAMESPACE],
  ['/Endpoints', ENDPOINTS],
  ['/ConfigMap', CONFIG_MAP],
  ['scheduling.k8s.io/PriorityClass', PRIORITY_CLASS],
  ['discovery.k8s.io/EndpointSlice', ENDPOINT_SLICE],
  ['autoscaling/HorizontalPodAutoscaler', AUTOSCALER],
  ['networking.k8s.io/Ingress', INGRESS],
  ['networking.k8s.io/IngressClass', INGRESS_CLASS],
  ['networking.k8s.io/NetworkPolicy', NETWORK_POLICY],
  ['batch/Job', JOB],
  ['batch/CronJob', CRON_JOB],
  ['apps/StatefulSet', STATEFUL_SET],
  ['apps/Deployment', DEPLOYMENT],
  ['apps/DaemonSet', DAEMON_SET],
  ['apps/ReplicaSet', REPLICA_SET],
  ['storage.k8s.io/StorageClass', STORAGE_CLASS],
  ['policy/PodDisruptionBudget', DISRUPTION_BUDGET],
  ['rbac.authorization.k8s.io/Role', ROLE],
  ['rbac.authorization.k8s.io/ClusterRole', ROLE],
  ['rbac.authorization.k8s.io/RoleBinding', ROLE_BINDING],
  ['rbac.authorization.k8s.io/ClusterRoleBinding', ROLE_BINDING],
])

/** What `kubectl describe` says of an object. */
export function* describeObject(object: KubeObject, related: Related): Activity<string> {
  const describer = DESCRIBERS.get(`${groupOf(object)}/${object.kind}`) ?? DEFAULT
  const out = yield* describer.lines(object, related)
  if (related.showEvents && describer.events === 'about') {
    const events = [...(yield* searchEvents(related.reader, object))]
    // Controllers name a node by its UID, the kubelet by its name.
    if (object.kind === 'Node') events.push(...(yield* searchEvents(related.reader, object, object.metadata.name)))
    describeEvents(out, events, related.now)
  }
  return tabbedText(out.text)
}
