import type { Pod, PodSpec } from '../pod/pod.ts'
import type { KubeObject, LabelSelector, ObjectMeta } from './meta.ts'

export interface PodTemplate {
  metadata?: Partial<ObjectMeta>
  spec: PodSpec
}

export interface PodFailurePolicyRule {
  action: string
  onExitCodes?: { containerName?: string; operator: string; values: number[] }
  onPodConditions?: { type: string; status?: string }[]
}

export interface SuccessPolicyRule {
  succeededIndexes?: string
  succeededCount?: number
}

export interface JobSpec {
  parallelism?: number
  completions?: number
  completionMode?: string
  backoffLimit?: number
  backoffLimitPerIndex?: number
  maxFailedIndexes?: number
  activeDeadlineSeconds?: number
  ttlSecondsAfterFinished?: number
  suspend?: boolean
  podFailurePolicy?: { rules?: PodFailurePolicyRule[] | null }
  successPolicy?: { rules?: SuccessPolicyRule[] | null }
  podReplacementPolicy?: string
  manualSelector?: boolean
  managedBy?: string
  selector?: LabelSelector
  template: PodTemplate
}

export interface JobCondition {
  type: string
  status: string
  lastProbeTime?: string
  lastTransitionTime?: string
  reason?: string
  message?: string
}

export interface JobStatus {
  conditions?: JobCondition[]
  startTime?: string
  completionTime?: string
  active?: number
  ready?: number
  succeeded?: number
  failed?: number
  terminating?: number
  /** As text: 1,3-5,7. */
  completedIndexes?: string
  failedIndexes?: string
  /** Uids of Pods that ended and whose finalizers are still there. */
  uncountedTerminatedPods?: { succeeded?: string[]; failed?: string[] }
}

export interface Job extends KubeObject {
  kind: 'Job'
  spec: JobSpec
  status: JobStatus
}

const DEFAULT_BACKOFF_LIMIT = 6
const UNLIMITED = 2 ** 31 - 1

/** Changes the object it is given. */
// apis/batch/v1: defaults.go SetDefaults_Job (v1.36)
export function setDefaultsJob(job: Pick<Job, 'metadata' | 'spec'>): void {
  const { spec, metadata } = job
  if (spec.completions === undefined && spec.parallelism === undefined) spec.completions = 1
  spec.parallelism ??= 1
  spec.backoffLimit ??= spec.backoffLimitPerIndex === undefined ? DEFAULT_BACKOFF_LIMIT : UNLIMITED
  spec.completionMode ??= 'NonIndexed'
  spec.suspend ??= false
  spec.manualSelector ??= false
  spec.podReplacementPolicy ??= spec.podFailurePolicy ? 'Failed' : 'TerminatingOrFailed'
  const { labels } = spec.template?.metadata ?? {}
  if (labels && Object.keys(metadata.labels ?? {}).length === 0) metadata.labels = { ...labels }
  for (const rule of spec.podFailurePolicy?.rules ?? []) {
    for (const pattern of rule.onPodConditions ?? []) pattern.status ??= 'True'
  }
}

export function isIndexedJob({ spec }: Job): boolean {
  return spec.completionMode === 'Indexed'
}

export function conditionOf(job: Job, type: string): JobCondition | undefined {
  return job.status.conditions?.find((condition) => condition.type === type && condition.status === 'True')
}

// controller-manager: pkg/controller/job/util.go IsJobFinished (v1.36)
export function isJobFinished(job: Job): boolean {
  return conditionOf(job, 'Complete') !== undefined || conditionOf(job, 'Failed') !== undefined
}

export const JOB_TRACKING_FINALIZER = 'batch.kubernetes.io/job-tracking'

export function hasTrackingFinalizer({ metadata }: Pod): boolean {
  return metadata.finalizers?.includes(JOB_TRACKING_FINALIZER) ?? false
}
