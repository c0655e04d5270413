import type { RejectedNodes } from '../../trace/decision/schedule.ts'
import type { Rejection } from './plugin.ts'

/** So many names are told of the nodes that were rejected for the same reasons. */
const NAMED = 20

/** Nodes with the same reasons together, in the order in which the reasons first came. */
export function rejectedNodes(rejections: ReadonlyMap<string, Rejection>): RejectedNodes[] {
  const groups = new Map<string, { rejection: Rejection; nodes: string[]; count: number }>()
  for (const [node, rejection] of rejections) {
    const key = `${rejection.plugin} ${rejection.unresolvable} ${rejection.reasons.join('\n')}`
    const group = groups.get(key) ?? { rejection, nodes: [], count: 0 }
    groups.set(key, group)
    group.count++
    if (group.nodes.length < NAMED) group.nodes.push(node)
  }
  return [...groups.values()].map(({ rejection: { plugin, reasons, unresolvable }, nodes, count }) => ({
    ...{ plugin, reasons, unresolvable, count, nodes },
  }))
}
