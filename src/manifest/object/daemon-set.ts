import { type FieldError, invalid, notSupported, required } from '../field-error.ts'
import { child } from '../path.ts'
import type { PodTemplate } from './job.ts'
import type { KubeObject, LabelSelector } from './meta.ts'
import { setDefaultsWorkload } from './workload.ts'
import type { WorkloadCondition } from './workload-condition.ts'

export interface DaemonSetSpec {
  minReadySeconds?: number
  revisionHistoryLimit?: number
  selector?: LabelSelector
  template: PodTemplate
  updateStrategy?: {
    type?: string
    rollingUpdate?: { maxUnavailable?: number | string; maxSurge?: number | string }
  }
}

export interface DaemonSetStatus {
  currentNumberScheduled: number
  numberMisscheduled: number
  desiredNumberScheduled: number
  numberReady: number
  observedGeneration?: number
  updatedNumberScheduled?: number
  numberAvailable?: number
  numberUnavailable?: number
  collisionCount?: number
  conditions?: WorkloadCondition[]
}

export interface DaemonSet extends KubeObject {
  spec: DaemonSetSpec
  status: DaemonSetStatus
}

/** How often the template has changed: older than revisions, and still counted. */
export const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation'

/** Changes the object it is given. */
// apis/apps/v1: defaults.go SetDefaults_DaemonSet (v1.36)
export function setDefaultsDaemonSet(object: KubeObject): void {
  setDefaultsWorkload(object)
  const spec = object.spec as DaemonSetSpec
  spec.updateStrategy ??= {}
  spec.updateStrategy.type ||= 'RollingUpdate'
  if (spec.updateStrategy.type === 'RollingUpdate') {
    const { maxUnavailable = 1, maxSurge = 0 } = spec.updateStrategy.rollingUpdate ?? {}
    spec.updateStrategy.rollingUpdate = { maxSurge, maxUnavailable }
  }
  spec.revisionHistoryLimit ??= 10
}

// apis/apps/validation: validation.go ValidateDaemonSetSpec, ValidateRollingUpdateDaemonSet (v1.36), of what the template and the selector say nothing
export function daemonSetErrors({ minReadySeconds, updateStrategy = {} }: DaemonSetSpec, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (minReadySeconds !== undefined && minReadySeconds < 0) {
    errors.push(invalid(child(path, 'minReadySeconds'), minReadySeconds, 'must be greater than or equal to 0'))
  }
  const { type, rollingUpdate } = updateStrategy
  const strategyPath = child(path, 'updateStrategy')
  if (type === 'OnDelete') return errors
  if (type !== 'RollingUpdate') {
    return [...errors, notSupported(child(strategyPath, 'type'), type, ['OnDelete', 'RollingUpdate'])]
  }
  const at = child(strategyPath, 'rollingUpdate')
  const [surge, unavailable] = [isSome(rollingUpdate?.maxSurge), isSome(rollingUpdate?.maxUnavailable)]
  for (const field of ['maxUnavailable', 'maxSurge'] as const) {
    errors.push(...intOrPercentErrors(rollingUpdate?.[field], child(at, field)))
  }
  if (surge && unavailable) {
    const detail = 'may not be set when maxUnavailable is non-zero'
    errors.push(invalid(child(at, 'maxSurge'), rollingUpdate?.maxSurge, detail))
  }
  if (!surge && !unavailable) errors.push(required(child(at, 'maxUnavailable'), 'cannot be 0 when maxSurge is 0'))
  return errors
}

// apis/apps/validation: validation.go getIntOrPercentValue (v1.36)
function isSome(given: number | string | undefined): boolean {
  if (typeof given === 'string') return Number.parseInt(given, 10) !== 0
  return given !== undefined && given !== 0
}

// apis/apps/validation: validation.go ValidatePositiveIntOrPercent, IsNotMoreThan100Percent (v1.36)
function intOrPercentErrors(given: number | string | undefined, path: string): FieldError[] {
  if (typeof given === 'number') {
    return given < 0 ? [invalid(path, given, 'must be greater than or equal to 0')] : []
  }
  if (given === undefined) return []
  const percent = /^([0-9]+)%$/.exec(given)?.[1]
  if (percent === undefined) {
    return [invalid(path, given, "must be an integer or percentage (e.g '5%%')")]
  }
  return Number(percent) > 100 ? [invalid(path, given, 'must not be greater than 100%')] : []
}
