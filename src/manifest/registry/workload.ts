import { type FieldError, forbidden } from '../field-error.ts'
import { setDefaultsWorkload, validateWorkload } from '../object/workload.ts'
import { sameMeaning } from '../same-meaning.ts'
import { type Fields, fixed, specOf } from './fixed.ts'
import type { StrategyParts } from './strategy.ts'

const MAKES_PODS: StrategyParts = {
  counted: true,
  hasStatus: true,
  setDefaults: setDefaultsWorkload,
  validate: validateWorkload,
}

/** Deployments, ReplicaSets and DaemonSets. */
// registry/apps/deployment: strategy.go, and of the others (v1.36)
export const WITH_SELECTOR: StrategyParts = {
  ...MAKES_PODS,
  validateUpdate: (next, old) => fixed(specOf(next), specOf(old), ['selector'], 'spec'),
}

export const STATEFUL_SET: StrategyParts = {
  ...MAKES_PODS,
  validateUpdate: (next, old) => statefulSetErrors(specOf(next), specOf(old)),
}

export const CRON_JOB: StrategyParts = MAKES_PODS

const OF_STATEFUL_SETS = [
  ...['replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit'],
  ...['persistentVolumeClaimRetentionPolicy', 'minReadySeconds'],
]

// apis/apps/validation: validation.go ValidateStatefulSetUpdate (v1.36)
function statefulSetErrors(next: Fields, old: Fields): FieldError[] {
  const others = (spec: Fields) =>
    Object.fromEntries(Object.entries(spec).filter(([field]) => !OF_STATEFUL_SETS.includes(field)))
  if (sameMeaning(others(old), others(next))) return []
  const names = OF_STATEFUL_SETS.map((field) => `'${field}'`)
  const list = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return [forbidden('spec', `updates to statefulset spec for fields other than ${list} are forbidden`)]
}
