import { asPrinted, type FieldError, invalid } from '../field-error.ts'
import { type Job, type PodTemplate, setDefaultsJob } from '../object/job.ts'
import type { KubeObject } from '../object/meta.ts'
import { validateJob } from '../object/validate-job.ts'
import { setDefaultsWorkload, validateWorkload } from '../object/workload.ts'
import { goPodSpec } from '../pod/go-spec.ts'
import { sameMeaning } from '../same-meaning.ts'
import { type Fields, fixed, specOf } from './fixed.ts'
import type { StrategyParts } from './strategy.ts'

// registry/batch/job: strategy.go (v1.36)
export const JOB: StrategyParts = {
  counted: true,
  hasStatus: true,
  firstStatus: {},
  setDefaults(object) {
    setDefaultsWorkload(object)
    setDefaultsJob(object as Job)
  },
  validate: (object) => [...validateJob((object as Job).spec, 'spec'), ...validateWorkload(object)],
  validateUpdate: (next, old) => jobErrors(next, old),
}

// apis/batch/validation: validation.go ValidateJobSpecUpdate (v1.36), without what a suspended Job may change
function jobErrors(nextJob: KubeObject, oldJob: KubeObject): FieldError[] {
  const [next, old]: [Fields, Fields] = [specOf(nextJob), specOf(oldJob)]
  const elastic = old.completionMode === 'Indexed' && old.completions === old.parallelism
  const together = elastic && next.completions === next.parallelism
  return [
    ...(together ? [] : fixed(next, old, ['completions'], 'spec')),
    ...fixed(next, old, ['selector'], 'spec'),
    ...(old.suspend === true || sameMeaning(old.template, next.template) ? [] : [fixedTemplate(next.template)]),
    ...fixed(
      next,
      old,
      ['completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'],
      'spec',
    ),
  ]
}

// apis/core: types.go PodTemplateSpec (v1.36), whose metadata keeps the names of its JSON
function fixedTemplate(template: unknown): FieldError {
  const { metadata, spec } = (template ?? {}) as PodTemplate
  const shown = asPrinted({ ...metadata, Spec: goPodSpec(spec) })
  return invalid('spec.template', shown, 'field is immutable')
}
