import type { KubeObject, ObjectMeta } from '../../object/meta.ts'
import type { Pod, PodSpec } from '../../pod/pod.ts'
import type { Cluster, Rejection } from '../cluster.ts'
import { forbiddenDetail, forbiddenReason } from './evaluate.ts'
import { isStricter, levelVersionText, policyToEvaluate } from './policy.ts'

/** Whether a Pod, or what makes Pods, is as its namespace's labels want it. Templates are warned of, never refused. */
// pod-security-admission: admission/admission.go ValidatePod, ValidatePodController, EvaluatePod (v1.36)
export function podSecurity(
  object: KubeObject,
  cluster: Cluster,
): { readonly rejection?: Rejection; readonly warning?: string } {
  const judged = podOf(object)
  const labels = cluster.find('Namespace', '', object.metadata.namespace ?? '')?.metadata.labels
  if (!judged || !labels) return {}
  const { enforce, warn } = policyToEvaluate(labels)
  const forbidden = object.kind === 'Pod' ? forbiddenDetail(enforce, judged.metadata, judged.spec) : undefined
  if (forbidden !== undefined) {
    const message = `violates PodSecurity "${levelVersionText(enforce)}": ${forbidden}`
    return { rejection: { message, path: 'spec' } }
  }
  const frowned = forbiddenDetail(warn, judged.metadata, judged.spec)
  return frowned === undefined ? {} : { warning: `would violate PodSecurity "${levelVersionText(warn)}": ${frowned}` }
}

/** Of new labels of a namespace: which of its Pods would not be let in now. They stay. */
// pod-security-admission: admission/admission.go ValidateNamespace, EvaluatePodsInNamespace (v1.36)
export function namespaceWarnings(before: KubeObject, after: KubeObject, pods: readonly Pod[]): string[] {
  const { enforce } = policyToEvaluate(after.metadata.labels ?? {})
  if (!isStricter(enforce, policyToEvaluate(before.metadata.labels ?? {}).enforce)) return []
  const names = new Map<string, string[]>()
  for (const { metadata, spec } of pods) {
    const reason = forbiddenReason(enforce, metadata, spec)
    if (reason !== undefined) names.set(reason, [...(names.get(reason) ?? []), metadata.name])
  }
  if (names.size === 0) return []
  const each = [...names].map(([reason, [first, ...others]]) => {
    const more = others.length === 0 ? '' : ` (and ${others.length} other ${others.length === 1 ? 'pod' : 'pods'})`
    return `${first}${more}: ${reason}`
  })
  const level = levelVersionText(enforce)
  const head = `existing pods in namespace "${after.metadata.name}" violate the new PodSecurity enforce level "${level}"`
  return [head, ...each.sort()]
}

interface Template {
  readonly metadata?: Partial<ObjectMeta>
  readonly spec?: PodSpec
}

// pod-security-admission: admission/admission.go DefaultPodSpecExtractor (v1.36)
function podOf(object: KubeObject): { metadata: Partial<ObjectMeta>; spec: PodSpec } | undefined {
  const spec = object.spec as { template?: Template; jobTemplate?: { spec?: { template?: Template } } } | undefined
  const template: Template | undefined = TEMPLATED.has(object.kind)
    ? spec?.template
    : object.kind === 'CronJob'
      ? spec?.jobTemplate?.spec?.template
      : object.kind === 'PodTemplate'
        ? (object.template as Template | undefined)
        : object.kind === 'Pod'
          ? (object as Template)
          : undefined
  return template?.spec && { metadata: template.metadata ?? {}, spec: template.spec }
}

const TEMPLATED = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController'])
