import { setDefaultsWorkload, validateWorkload } from '../object/workload.ts'
import { fixed, specOf } from './fixed.ts'
import type { StrategyParts } from './strategy.ts'

const MAKES_PODS: StrategyParts = {
  counted: true,
  hasStatus: true,
  setDefaults: setDefaultsWorkload,
  validate: validateWorkload,
}

/** Of Deployments, ReplicaSets and DaemonSets. */
// registry/apps/deployment: strategy.go, and of the others (v1.36)
export const WITH_SELECTOR: StrategyParts = {
  ...MAKES_PODS,
  validateUpdate: (next, old) => fixed(specOf(next), specOf(old), ['selector'], 'spec'),
}
