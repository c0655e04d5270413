import type { Time } from '../../lib/time.ts'
import type { KubeObject } from '../object/meta.ts'
import type { Pod } from '../pod/pod.ts'
import type { Door } from '../registry/strategy.ts'
import type { KindInfo } from '../schema/kinds.ts'
import type { Cluster, Rejection } from './cluster.ts'
import { setDefaultStorageClass } from './default-storage-class.ts'
import { addDefaultTolerations } from './default-toleration-seconds.ts'
import { applyLimitRanges, limitRangeRejection } from './limit-ranger.ts'
import { namespaceLifecycle } from './namespace-lifecycle.ts'
import { validateNodeAllocatable } from './pod-resize.ts'
import { namespaceWarnings, podSecurity } from './pod-security/pod-security.ts'
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

/** What the mutating plugins add to a Pod that is sent whole again without what they have given it. Changes it. */
// plugin/pkg/admission/defaulttolerationseconds, priority: admission.go Admit, of an update (v1.36)
export function mutatingUpdateAdmission(next: KubeObject, old: KubeObject): void {
  if (next.kind !== 'Pod') return
  const [spec, before] = [(next as Pod).spec, (old as Pod).spec]
  addDefaultTolerations(spec)
  if (before.priority !== undefined) spec.priority ??= before.priority
  if (before.preemptionPolicy !== undefined) spec.preemptionPolicy ??= before.preemptionPolicy
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
  const security = securityOf(object, cluster)
  const { warnings } = security
  const rejection =
    security.rejection ??
    (object.kind === 'PriorityClass' ? validatePriorityClass(object, cluster) : undefined) ??
    resourceQuota(object, info, cluster, now)
  return rejection ? { rejection, warnings } : { warnings }
}

interface Update {
  readonly info: KindInfo
  readonly door?: Door | undefined
  readonly cluster: Cluster
  readonly now: Time
}

interface Said {
  readonly rejection?: Rejection | undefined
  readonly warnings: readonly string[]
}

/** What the validating plugins say of a change that is otherwise good. */
// kubeapiserver: pkg/kubeapiserver/options/plugins.go AllOrderedPlugins (v1.36)
export function updateAdmission(old: KubeObject, next: KubeObject, { info, door, cluster, now }: Update): Said {
  if (door === 'status') return NOTHING_SAID
  if (door === 'resize') {
    // plugin/pkg/admission/limitranger, podresize, resourcequota: they look at this subresource (v1.36)
    const [before, after] = [old as Pod, next as Pod]
    const rejection =
      limitRangeRejection(after, limitRanges(after, cluster)) ??
      validateNodeAllocatable(before, after, cluster) ??
      resourceQuota(after, info, cluster, now, before)
    return { rejection, warnings: [] }
  }
  if (door === 'ephemeralcontainers') return securityOf(next, cluster)
  if (next.kind === 'Namespace') {
    const pods = cluster.list('Pod', next.metadata.name) as readonly Pod[]
    return { warnings: namespaceWarnings(old, next, pods) }
  }
  if (next.spec === old.spec) return NOTHING_SAID
  const rejection = QUOTED_ON_UPDATE.has(next.kind) ? resourceQuota(next, info, cluster, now, old) : undefined
  return { rejection, warnings: next.kind === 'Pod' ? [] : securityOf(next, cluster).warnings }
}

const NOTHING_SAID: Said = { warnings: [] }

/** Kinds whose objects may come to use more than they did. */
// controller-manager: pkg/quota/v1/evaluator/core/persistent_volume_claims.go, services.go Handles (v1.36)
const QUOTED_ON_UPDATE = new Set(['PersistentVolumeClaim', 'Service'])

function securityOf(object: KubeObject, cluster: Cluster): Said {
  const { rejection, warning } = podSecurity(object, cluster)
  return { rejection, warnings: warning === undefined ? [] : [warning] }
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
