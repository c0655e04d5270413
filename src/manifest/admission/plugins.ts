import type { Time } from '../../lib/time.ts'
import type { KubeObject } from '../object/meta.ts'
import type { Pod } from '../pod/pod.ts'
import type { KindInfo } from '../schema/kinds.ts'
import type { Cluster, Rejection } from './cluster.ts'
import { setDefaultStorageClass } from './default-storage-class.ts'
import { addDefaultTolerations } from './default-toleration-seconds.ts'
import { applyLimitRanges, limitRangeRejection } from './limit-ranger.ts'
import { namespaceLifecycle } from './namespace-lifecycle.ts'
import { podSecurity } from './pod-security/pod-security.ts'
import { admitPriority, validatePriorityClass } from './priority.ts'
import { quotaRejection } from './resource-quota/decide.ts'
import { admitRuntimeClass } from './runtime-class.ts'
import { admitServiceAccount } from './service-account.ts'
import { protectStorage } from './storage-protection.ts'

/** What the mutating plugins make of an object that is to be created, in their order. Changes it. */
// kubeapiserver: pkg/kubeapiserver/options/plugins.go AllOrderedPlugins (v1.36)
export function mutatingAdmission(object: KubeObject, cluster: Cluster): Rejection | undefined {
  const terminating = namespaceLifecycle(object, cluster)
  if (terminating) return terminating
  if (object.kind === 'PersistentVolumeClaim') setDefaultStorageClass(object, cluster)
  protectStorage(object)
  if (object.kind !== 'Pod') return undefined
  const pod = object as Pod
  applyLimitRanges(pod, limitRanges(object, cluster))
  const wrong = admitServiceAccount(pod, cluster) ?? admitPriority(pod.spec, cluster)
  if (wrong) return wrong
  addDefaultTolerations(pod.spec)
  return admitRuntimeClass(pod.spec, cluster)
}

/** What the validating plugins say of an object that is otherwise good; the quota has the last word. */
export function validatingAdmission(
  object: KubeObject,
  info: KindInfo,
  cluster: Cluster,
  now: Time,
): { readonly rejection?: Rejection; readonly warnings: readonly string[] } {
  const bounded = object.kind === 'Pod' || object.kind === 'PersistentVolumeClaim'
  const outside = bounded ? limitRangeRejection(object, limitRanges(object, cluster)) : undefined
  if (outside) return { rejection: outside, warnings: [] }
  const security = podSecurity(object, cluster)
  const warnings = security.warning === undefined ? [] : [security.warning]
  const rejection =
    security.rejection ??
    (object.kind === 'PriorityClass' ? validatePriorityClass(object, cluster) : undefined) ??
    resourceQuota(object, info, cluster, now)
  return rejection ? { rejection, warnings } : { warnings }
}

/** What the plugins say of a Pod that is to get other resources in place. */
// plugin/pkg/admission/limitranger, resourcequota: both look at the subresource resize (v1.36)
export function resizeRejection(
  old: Pod,
  next: Pod,
  info: KindInfo,
  cluster: Cluster,
  now: Time,
): Rejection | undefined {
  return limitRangeRejection(next, limitRanges(next, cluster)) ?? resourceQuota(next, info, cluster, now, old)
}

function resourceQuota(
  object: KubeObject,
  info: KindInfo,
  cluster: Cluster,
  now: Time,
  old?: KubeObject,
): Rejection | undefined {
  const { namespace } = object.metadata
  const quotas = namespace ? cluster.list('ResourceQuota', namespace) : []
  if (!namespace || quotas.length === 0) return undefined
  return quotaRejection(object, info, quotas, cluster.list(object.kind, namespace), now, old)
}

function limitRanges({ metadata }: KubeObject, cluster: Cluster): readonly KubeObject[] {
  return cluster.list('LimitRange', metadata.namespace ?? '')
}
