import type { Rejection } from './plugin.ts'

/** Why no node would do, in the scheduler's words; `postFilter` is what came of looking for a way out. */
// scheduler: framework/types.go FitError.Error (v1.36)
export function fitError(
  nodeCount: number,
  rejections: Iterable<Rejection>,
  { preFilter, postFilter = '' }: { readonly preFilter?: string; readonly postFilter?: string } = {},
): string {
  const why = preFilter ? ` ${preFilter}.` : histogram(rejections)
  return `0/${nodeCount} nodes are available:${why}${postFilter === '' ? '' : ` ${postFilter}`}`
}

function histogram(rejections: Iterable<Rejection>): string {
  const counts = new Map<string, number>()
  for (const { reasons } of rejections) for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  if (counts.size === 0) return ''
  const lines = [...counts].map(([reason, count]) => `${count} ${reason}`)
  return ` ${lines.sort((a, b) => (a < b ? -1 : 1)).join(', ')}.`
}
