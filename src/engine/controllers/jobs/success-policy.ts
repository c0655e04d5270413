import type { JobSpec } from '../../../manifest/object/job.ts'
import { countCommon, countIndexes, type Interval, parseIndexes } from './index-intervals.ts'

/** The message of the first rule that is met; undefined: none is. */
// controller-manager: pkg/controller/job/success_policy.go matchSuccessPolicy (v1.36)
export function matchSuccessPolicy(
  policy: JobSpec['successPolicy'],
  completions: number,
  succeeded: readonly Interval[],
): string | undefined {
  if (succeeded.length === 0) return undefined
  const met = (policy?.rules ?? []).findIndex(({ succeededIndexes, succeededCount }) => {
    if (succeededIndexes === undefined) {
      return succeededCount !== undefined && countIndexes(succeeded) >= succeededCount
    }
    const wanted = parseIndexes(succeededIndexes, completions)
    return wanted.length > 0 && countCommon(wanted, succeeded) >= (succeededCount ?? countIndexes(wanted))
  })
  return met < 0 ? undefined : `Matched rules at index ${met}`
}
