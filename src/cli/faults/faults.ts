import type { Fault } from './fault.ts'
import { LIFE_FAULTS } from './lives.ts'
import { MANIFEST_FAULTS } from './manifests.ts'
import { ROBUSTNESS_FAULTS } from './robustness.ts'

export { reportOf } from './report.ts'

/** By the folder of the inputs. */
export const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  life: LIFE_FAULTS,
  manifests: MANIFEST_FAULTS,
  robustness: ROBUSTNESS_FAULTS,
}
