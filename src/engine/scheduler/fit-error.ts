import type { Rejection } from './filter.ts'

/** Why no node would do, in the scheduler's words. */
// scheduler: framework/types.go FitError.Error; plugins/defaultpreemption (v1.36)
export function fitError(rejections: readonly Rejection[], victimsExist: boolean): string {
  const total = rejections.length
  if (total === 0) return 'no nodes available to schedule pods'
  const counts = new Map<string, number>()
  for (const { reasons } of rejections) for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const message = `0/${total} nodes are available: ${histogram(counts)}.`
  const notHelpful = rejections.filter((rejection) => rejection.unresolvable).length
  const noVictims = victimsExist ? 0 : total - notHelpful
  const dryRun = new Map<string, number>()
  if (noVictims > 0) dryRun.set('No preemption victims found for incoming pod', noVictims)
  if (notHelpful > 0) dryRun.set('Preemption is not helpful for scheduling', notHelpful)
  // What the plugins say that were asked for a way out: dynamic resources first, then preemption (as recorded).
  return `${message} no new claims to deallocate, preemption: 0/${total} nodes are available: ${histogram(dryRun)}.`
}

function histogram(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort((a, b) => (a < b ? -1 : 1))
    .join(', ')
}
