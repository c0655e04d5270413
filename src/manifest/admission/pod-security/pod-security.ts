import type { KubeObject, ObjectMeta } from '../../object/meta.ts'
import type { PodSpec } from '../../pod/pod.ts'
import type { Cluster, Rejection } from '../cluster.ts'
import { forbiddenDetail } from './evaluate.ts'
import { levelVersionText, policyToEvaluate } from './policy.ts'

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
