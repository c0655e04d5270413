import type { NumberSet } from '../../lib/number-ranges.ts'

/** A container gets CPUs of its node for itself. */
export interface AllocatedCPUs {
  readonly own: NumberSet
  /** What is left for all others. */
  readonly shared: NumberSet
}
