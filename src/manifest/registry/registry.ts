import type { ResourceQuotaSpec } from '../admission/resource-quota/scopes.ts'
import { forbidden, invalid } from '../field-error.ts'
import { setDefaultsAutoscaler } from '../object/autoscaler.ts'
import { setDefaultsDefinition } from '../object/custom-resource-definition.ts'
import { setDefaultsEndpoints } from '../object/endpoints.ts'
import { type LimitRangeItem, setDefaultsLimitRange } from '../object/limit-range.ts'
import { isPathSegmentName } from '../object/name.ts'
import { setDefaultsPriorityClass, validatePriorityClass } from '../object/priority-class.ts'
import { setDefaultsResourceQuota, validateResourceQuotaSpec } from '../object/resource-quota.ts'
import { validateAutoscaler } from '../object/validate-autoscaler.ts'
import { type IngressSpec, validateIngress } from '../object/validate-ingress.ts'
import { validateLimits } from '../object/validate-limit-range.ts'
import { sameMeaning } from '../same-meaning.ts'
import { type KindInfo, kindInfo } from '../schema/kinds.ts'
import { hasStatus } from '../schema/shape.ts'
import { CONFIG_MAP, SECRET } from './config.ts'
import { CRON_JOB } from './cron-job.ts'
import { customStrategy } from './custom.ts'
import { DAEMON_SET } from './daemon-set.ts'
import { DEPLOYMENT } from './deployment.ts'
import { fixed, specOf } from './fixed.ts'
import { JOB } from './job.ts'
import { NAMESPACE } from './namespace.ts'
import { NODE } from './node.ts'
import { POD } from './pod.ts'
import { REPLICA_SET, REPLICATION_CONTROLLER } from './replica-set.ts'
import { SERVICE } from './service.ts'
import { SIGNING_REQUEST } from './signing-request.ts'
import { STATEFUL_SET } from './stateful-set.ts'
import { CLAIM, STORAGE_CLASS, VOLUME } from './storage.ts'
import { counted, type Strategy, type StrategyParts, strategy } from './strategy.ts'

const COUNTED: StrategyParts = { counted: true }
/** Names of roles and the like may hold nearly anything. */
const ROLE: StrategyParts = { nameErrors: isPathSegmentName }
const BINDING: StrategyParts = {
  ...ROLE,
  validateUpdate: (next, old) =>
    sameMeaning(old.roleRef, next.roleRef) ? [] : [invalid('roleRef', next.roleRef, 'cannot change roleRef')],
}

/** What is done with the kinds that are not as most are. A kind that is not here is stored as it comes. */
const STRATEGIES: Readonly<Record<string, StrategyParts>> = {
  Pod: POD,
  Service: SERVICE,
  ConfigMap: CONFIG_MAP,
  Secret: SECRET,
  Namespace: NAMESPACE,
  PersistentVolumeClaim: CLAIM,
  PersistentVolume: VOLUME,
  StorageClass: STORAGE_CLASS,
  Job: JOB,
  CronJob: CRON_JOB,
  Deployment: DEPLOYMENT,
  ReplicaSet: REPLICA_SET,
  DaemonSet: DAEMON_SET,
  StatefulSet: STATEFUL_SET,
  ReplicationController: REPLICATION_CONTROLLER,
  Node: NODE,
  LimitRange: {
    setDefaults: setDefaultsLimitRange,
    validate: ({ spec }) =>
      validateLimits((spec as { limits?: LimitRangeItem[] } | undefined)?.limits ?? [], 'spec.limits'),
  },
  ResourceQuota: {
    hasStatus: true,
    firstStatus: {},
    setDefaults: setDefaultsResourceQuota,
    validate: ({ spec }) => validateResourceQuotaSpec(spec as ResourceQuotaSpec, 'spec'),
  },
  PriorityClass: {
    counted: true,
    setDefaults: setDefaultsPriorityClass,
    validate: validatePriorityClass,
    validateUpdate: (next, old) => [
      ...(old.value === next.value ? [] : [forbidden('value', 'may not be changed in an update.')]),
      ...fixed(next, old, ['preemptionPolicy']),
    ],
  },
  RuntimeClass: { validateUpdate: (next, old) => fixed(next, old, ['handler']) },
  Ingress: {
    counted: true,
    hasStatus: true,
    firstStatus: { loadBalancer: {} },
    validate: ({ spec }) => validateIngress((spec ?? {}) as IngressSpec, 'spec'),
  },
  IngressClass: {
    counted: true,
    validateUpdate: (next, old) => fixed(specOf(next), specOf(old), ['controller'], 'spec'),
  },
  HorizontalPodAutoscaler: {
    hasStatus: true,
    firstStatus: { desiredReplicas: 0, currentMetrics: null },
    setDefaults: setDefaultsAutoscaler,
    validate: validateAutoscaler,
  },
  NetworkPolicy: COUNTED,
  PodDisruptionBudget: { counted: true, hasStatus: true },
  Endpoints: { setDefaults: setDefaultsEndpoints },
  EndpointSlice: {
    prepareForCreate({ metadata }) {
      metadata.generation = 1
    },
    prepareForUpdate: (next, old) =>
      sameMeaning(next.endpoints, old.endpoints) && sameMeaning(next.ports, old.ports) ? next : counted(next, old),
  },
  CustomResourceDefinition: { counted: true, hasStatus: true, setDefaults: setDefaultsDefinition },
  PodTemplate: COUNTED,
  CertificateSigningRequest: SIGNING_REQUEST,
  Role: ROLE,
  ClusterRole: ROLE,
  RoleBinding: BINDING,
  ClusterRoleBinding: BINDING,
}

const BY_KIND = new Map(Object.entries(STRATEGIES).map(([kind, parts]) => [kind, strategy(parts)]))
const OTHERS = { withStatus: strategy({ hasStatus: true }), withoutStatus: strategy({}) }

/** What the API server does with a kind's objects. */
export function strategyOf(info: Pick<KindInfo, 'apiVersion' | 'kind' | 'custom'>): Strategy {
  const { apiVersion, kind, custom } = info
  if (custom || !kindInfo(apiVersion, kind)) return customStrategy(custom)
  return BY_KIND.get(kind) ?? (hasStatus(apiVersion, kind) ? OTHERS.withStatus : OTHERS.withoutStatus)
}
