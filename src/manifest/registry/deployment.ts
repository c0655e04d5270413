import { setDefaultsDeployment } from '../object/deployment.ts'
import { validateDeployment } from '../object/validate-deployment.ts'
import { validateWorkload } from '../object/workload.ts'
import { sameMeaning } from '../same-meaning.ts'
import { counted, type StrategyParts, withGeneration, withStatus } from './strategy.ts'
import { WITH_SELECTOR } from './workload.ts'

// registry/apps/deployment: strategy.go (v1.36)
export const DEPLOYMENT: StrategyParts = {
  ...WITH_SELECTOR,
  firstStatus: {},
  setDefaults: setDefaultsDeployment,
  validate: (object) => [...validateDeployment(object), ...validateWorkload(object)],
  /** Annotations are carried on to its ReplicaSets: they count, too. */
  prepareForUpdate(next, old) {
    const kept = withStatus(next, old.status)
    const sameNotes = sameMeaning(next.metadata.annotations, old.metadata.annotations)
    return sameNotes ? withGeneration(kept, old) : counted(kept, old)
  },
}
