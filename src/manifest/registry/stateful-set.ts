import { type FieldError, forbidden } from '../field-error.ts'
import { type StatefulSetSpec, setDefaultsStatefulSet, statefulSetErrors } from '../object/stateful-set.ts'
import { validateWorkload } from '../object/workload.ts'
import { sameMeaning } from '../same-meaning.ts'
import { type Fields, specOf } from './fixed.ts'
import type { StrategyParts } from './strategy.ts'

// registry/apps/statefulset: strategy.go (v1.36)
export const STATEFUL_SET: StrategyParts = {
  counted: true,
  hasStatus: true,
  firstStatus: { replicas: 0, availableReplicas: 0 },
  setDefaults: setDefaultsStatefulSet,
  validate: (object) => [
    ...statefulSetErrors((object.spec ?? {}) as StatefulSetSpec, 'spec'),
    ...validateWorkload(object),
  ],
  validateUpdate: (next, old) => updateErrors(specOf(next), specOf(old)),
}

const CHANGEABLE = [
  ...['replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit'],
  ...['persistentVolumeClaimRetentionPolicy', 'minReadySeconds'],
]

// apis/apps/validation: validation.go ValidateStatefulSetUpdate (v1.36)
function updateErrors(next: Fields, old: Fields): FieldError[] {
  const others = (spec: Fields) =>
    Object.fromEntries(Object.entries(spec).filter(([field]) => !CHANGEABLE.includes(field)))
  if (sameMeaning(others(old), others(next))) return []
  const names = CHANGEABLE.map((field) => `'${field}'`)
  const list = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return [forbidden('spec', `updates to statefulset spec for fields other than ${list} are forbidden`)]
}
