import { type FieldError, invalid, notSupported } from '../field-error.ts'
import { child } from '../path.ts'
import type { PodTemplate } from './job.ts'
import type { KubeObject, LabelSelector, ObjectMeta } from './meta.ts'
import { type PersistentVolumeClaimSpec, setDefaultsClaim } from './storage.ts'
import { setDefaultsWorkload } from './workload.ts'

export interface ClaimTemplate {
  apiVersion?: string
  kind?: string
  metadata?: ObjectMeta
  spec: PersistentVolumeClaimSpec
  status?: { phase?: string }
}

/** Whether a claim stays or goes with what it was made for. */
export type Retention = 'Retain' | 'Delete'

export interface ClaimRetentionPolicy {
  whenDeleted?: Retention
  whenScaled?: Retention
}

export interface StatefulSetSpec {
  replicas?: number
  minReadySeconds?: number
  ordinals?: { start?: number }
  persistentVolumeClaimRetentionPolicy?: ClaimRetentionPolicy
  podManagementPolicy?: string
  revisionHistoryLimit?: number
  selector?: LabelSelector
  serviceName?: string
  template: PodTemplate
  updateStrategy?: { type?: string; rollingUpdate?: { partition?: number; maxUnavailable?: number | string } }
  volumeClaimTemplates?: ClaimTemplate[]
}

export interface StatefulSetStatus {
  observedGeneration?: number
  replicas: number
  readyReplicas?: number
  currentReplicas?: number
  updatedReplicas?: number
  currentRevision?: string
  updateRevision?: string
  collisionCount?: number
  availableReplicas: number
}

export interface StatefulSet extends KubeObject {
  spec: StatefulSetSpec
  status: StatefulSetStatus
}

const MANAGEMENT_POLICIES = ['OrderedReady', 'Parallel']
const RETENTIONS: readonly string[] = ['Delete', 'Retain']

/** Changes the object it is given. What asks for maxUnavailable is dropped: its feature gate is off. */
// apis/apps/v1: defaults.go SetDefaults_StatefulSet; registry/apps/statefulset: strategy.go dropStatefulSetDisabledFields (v1.36)
export function setDefaultsStatefulSet(object: KubeObject): void {
  setDefaultsWorkload(object)
  const spec = object.spec as StatefulSetSpec
  spec.replicas ??= 1
  spec.podManagementPolicy ||= 'OrderedReady'
  spec.updateStrategy ??= {}
  spec.updateStrategy.type ||= 'RollingUpdate'
  if (spec.updateStrategy.type === 'RollingUpdate') {
    const { maxUnavailable: _off, partition = 0 } = spec.updateStrategy.rollingUpdate ?? {}
    spec.updateStrategy.rollingUpdate = { partition }
  }
  const { whenDeleted = 'Retain', whenScaled = 'Retain' } = spec.persistentVolumeClaimRetentionPolicy ?? {}
  spec.persistentVolumeClaimRetentionPolicy = { whenDeleted, whenScaled }
  spec.revisionHistoryLimit ??= 10
  for (const claim of spec.volumeClaimTemplates ?? []) {
    claim.apiVersion = 'v1'
    claim.kind = 'PersistentVolumeClaim'
    setDefaultsClaim(claim as unknown as KubeObject)
    claim.status ??= { phase: 'Pending' }
  }
}

// apis/apps/validation: validation.go ValidateStatefulSetSpec (v1.36), of what the template and the selector say nothing
export function statefulSetErrors(spec: StatefulSetSpec, path: string): FieldError[] {
  const { podManagementPolicy, updateStrategy = {}, persistentVolumeClaimRetentionPolicy: retention = {} } = spec
  const errors: FieldError[] = []
  if (podManagementPolicy && !MANAGEMENT_POLICIES.includes(podManagementPolicy)) {
    const must = `must be '${MANAGEMENT_POLICIES[0]}' or '${MANAGEMENT_POLICIES[1]}'`
    errors.push(invalid(child(path, 'podManagementPolicy'), podManagementPolicy, must))
  }
  const strategyPath = child(path, 'updateStrategy')
  const { type, rollingUpdate } = updateStrategy
  if (type === 'OnDelete' && rollingUpdate) {
    const only = "only allowed for updateStrategy 'RollingUpdate'"
    errors.push(invalid(child(strategyPath, 'rollingUpdate'), rollingUpdate, only))
  }
  if (type === 'RollingUpdate') {
    errors.push(...notNegative(rollingUpdate?.partition, child(child(strategyPath, 'rollingUpdate'), 'partition')))
  }
  if (type && type !== 'OnDelete' && type !== 'RollingUpdate') {
    errors.push(invalid(strategyPath, updateStrategy, "must be 'RollingUpdate' or 'OnDelete'"))
  }
  const retentionPath = child(path, 'persistentVolumeClaimRetentionPolicy')
  for (const when of ['whenDeleted', 'whenScaled'] as const) {
    const said = retention[when]
    if (said && !RETENTIONS.includes(said)) errors.push(notSupported(child(retentionPath, when), said, RETENTIONS))
  }
  errors.push(...notNegative(spec.replicas, child(path, 'replicas')))
  errors.push(...notNegative(spec.minReadySeconds, child(path, 'minReadySeconds')))
  errors.push(...notNegative(spec.ordinals?.start, child(child(path, 'ordinals'), 'start')))
  return errors
}

function notNegative(value: number | undefined, path: string): FieldError[] {
  return value === undefined || value >= 0 ? [] : [invalid(path, value, 'must be greater than or equal to 0')]
}
