import { type FieldError, forbidden, invalid, required } from '../field-error.ts'
import type { PodTemplate } from './job.ts'
import type { KubeObject, LabelSelector } from './meta.ts'
import { setDefaultsWorkload, validateTemplate } from './workload.ts'
import type { WorkloadCondition } from './workload-condition.ts'

export interface ReplicaSetSpec {
  replicas?: number
  minReadySeconds?: number
  selector?: LabelSelector
  template: PodTemplate
}

export interface ReplicaSetStatus {
  replicas: number
  fullyLabeledReplicas?: number
  readyReplicas?: number
  availableReplicas?: number
  terminatingReplicas?: number
  observedGeneration?: number
  conditions?: WorkloadCondition[]
}

export interface ReplicaSet extends KubeObject {
  spec: ReplicaSetSpec
  status: ReplicaSetStatus
}

/** Changes the object it is given. */
// apis/apps/v1: defaults.go SetDefaults_ReplicaSet (v1.36)
export function setDefaultsReplicaSet(object: KubeObject): void {
  setDefaultsWorkload(object)
  const spec = object.spec as ReplicaSetSpec
  spec.replicas ??= 1
}

/** Changes the object it is given. */
// apis/core/v1: defaults.go SetDefaults_ReplicationController (v1.36)
export function setDefaultsReplicationController(object: KubeObject): void {
  setDefaultsReplicaSet(object)
  const spec = object.spec as { selector?: Record<string, string>; template?: PodTemplate }
  const labels = spec.template?.metadata?.labels
  if (!labels) return
  if (Object.keys(spec.selector ?? {}).length === 0) spec.selector = { ...labels }
  if (Object.keys(object.metadata.labels ?? {}).length === 0) object.metadata.labels = { ...labels }
}

/** Of its numbers and of what only a Job's Pods may have. */
// apis/apps/validation: validation.go ValidateReplicaSetSpec, ValidatePodTemplateSpecForReplicaSet (v1.36)
export function replicaSetErrors(object: KubeObject, kind = object.kind): FieldError[] {
  const { spec = {} } = object as { spec?: Partial<ReplicaSetSpec> }
  const errors = [
    ...atLeast0(spec.replicas, 'spec.replicas'),
    ...atLeast0(spec.minReadySeconds, 'spec.minReadySeconds'),
  ]
  if (spec.template?.spec?.activeDeadlineSeconds !== undefined) {
    const why = `activeDeadlineSeconds in ${kind} is not Supported`
    errors.push(forbidden('spec.template.spec.activeDeadlineSeconds', why))
  }
  return errors
}

/** What it looks for are labels as they are, without expressions. */
// apis/core/validation: validation.go ValidateReplicationControllerSpec, ValidatePodTemplateSpecForRC (v1.36)
export function validateReplicationController(object: KubeObject): FieldError[] {
  const { spec = {} } = object as { spec?: { selector?: Record<string, string>; template?: PodTemplate } }
  const { selector = {}, template } = spec
  const empty = Object.keys(selector).length === 0
  return [
    ...replicaSetErrors(object),
    ...(empty ? [required('spec.selector')] : []),
    ...(template === undefined
      ? [required('spec.template')]
      : validateTemplate({ template, ...(empty ? {} : { selector: { matchLabels: selector } }) }, 'spec')),
  ]
}

// apis/core/validation: validation.go ValidateNonnegativeField (v1.36)
export function atLeast0(value: number | undefined, path: string): FieldError[] {
  return value === undefined || value >= 0 ? [] : [invalid(path, value, 'must be greater than or equal to 0')]
}

/** A ReplicationController is looked after as a ReplicaSet is. */
// controller-manager: pkg/controller/replication/conversion.go (v1.36)
export function asReplicaSet(object: KubeObject): ReplicaSet {
  const status = (object.status ?? { replicas: 0 }) as ReplicaSetStatus
  const spec = object.spec as ReplicaSetSpec
  if (object.kind === 'ReplicaSet') return { ...object, spec, status }
  const matchLabels = (spec.selector ?? {}) as Record<string, string>
  return { ...object, spec: { ...spec, selector: { matchLabels } }, status }
}
