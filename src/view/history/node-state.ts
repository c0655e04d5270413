import type { Node, Taint } from '../../manifest/object/node.ts'
import type { ConditionStatus } from '../../manifest/pod/status.ts'
import type { ObjectWritten } from '../../trace/entry.ts'

export const CORDONED = 'cordoned'

/** What of a version of a Node matters to its Pods. */
export interface NodeState {
  readonly ready: ConditionStatus | undefined
  /** Pressures, and that it is cordoned. */
  readonly troubles: readonly string[]
  readonly taints: readonly string[]
}

export function nodeStateOf({ change, object }: ObjectWritten): NodeState {
  if (change === 'DELETED') return { ready: undefined, troubles: [], taints: [] }
  // What is stored under a Node's key is a Node; one that was applied may still be without a status.
  const { spec, status } = object as Node
  const conditions = status?.conditions ?? []
  const pressures = conditions.filter((each) => each.type !== 'Ready' && each.status === 'True')
  return {
    ready: conditions.find(({ type }) => type === 'Ready')?.status,
    troubles: [...pressures.map(({ type }) => type), ...(spec?.unschedulable ? [CORDONED] : [])],
    taints: (spec?.taints ?? []).map(taintText),
  }
}

/** As kubectl has it: key=value:Effect. */
function taintText({ key, value, effect }: Taint): string {
  return `${key}${value ? `=${value}` : ''}:${effect}`
}
