import { type FieldError, invalid, notSupported, required } from '../field-error.ts'
import { child } from '../path.ts'
import type { JobSpec } from './job.ts'
import { matches } from './workload.ts'

const NUMBERS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
] as const
const MAX_INDEXED_PARALLELISM = 100_000
const NEEDS_INDEXES = 'requires indexed completion mode'

/** What a Job says of itself; its template is judged as a Pod is. */
// apis/batch/validation: validation.go validateJobSpec (v1.36)
export function validateJob(spec: JobSpec, path: string): FieldError[] {
  const errors: FieldError[] = []
  for (const field of NUMBERS) {
    const value = spec[field]
    if (value !== undefined && value < 0) {
      errors.push(invalid(child(path, field), value, 'must be greater than or equal to 0'))
    }
  }
  if (spec.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined) {
    errors.push(required(child(path, 'backoffLimitPerIndex'), 'when maxFailedIndexes is specified'))
  }
  errors.push(...(spec.completionMode === 'Indexed' ? indexedErrors(spec, path) : unindexedErrors(spec, path)))
  return [...errors, ...failurePolicyErrors(spec, path), ...selectorErrors(spec, path)]
}

/** What is no author's own is made by the API server, and fits. */
// apis/batch/validation: validation.go ValidateJobSpec (v1.36)
function selectorErrors({ manualSelector, selector, template }: JobSpec, path: string): FieldError[] {
  if (!manualSelector) return []
  if (!selector) return [required(child(path, 'selector'))]
  const labels = template?.metadata?.labels
  if (matches(selector, labels ?? {})) return []
  const labelsPath = child(child(child(path, 'template'), 'metadata'), 'labels')
  return [invalid(labelsPath, labels, '`selector` does not match template `labels`')]
}

function indexedErrors({ completions, parallelism = 0 }: JobSpec, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (completions === undefined) {
    errors.push(required(child(path, 'completions'), 'when completion mode is Indexed'))
  }
  if (parallelism > MAX_INDEXED_PARALLELISM) {
    const most = `must be less than or equal to ${MAX_INDEXED_PARALLELISM} when completion mode is Indexed`
    errors.push(invalid(child(path, 'parallelism'), parallelism, most))
  }
  return errors
}

function unindexedErrors(spec: JobSpec, path: string): FieldError[] {
  return (['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'] as const)
    .filter((field) => spec[field] !== undefined)
    .map((field) => invalid(child(path, field), spec[field], NEEDS_INDEXES))
}

/** It looks at Pods that have failed as a whole: none may be restarted in place. */
function failurePolicyErrors(
  { podFailurePolicy, podReplacementPolicy, template }: JobSpec,
  path: string,
): FieldError[] {
  if (!podFailurePolicy) return []
  const errors: FieldError[] = []
  const policy = template?.spec?.restartPolicy
  if (policy !== 'Never') {
    const at = child(child(child(path, 'template'), 'spec'), 'restartPolicy')
    errors.push(invalid(at, policy, 'only "Never" is supported when podFailurePolicy is specified'))
  }
  if (podReplacementPolicy !== undefined && podReplacementPolicy !== 'Failed') {
    errors.push(notSupported(child(path, 'podReplacementPolicy'), podReplacementPolicy, ['Failed']))
  }
  return errors
}
