import { ownValue } from '../../../lib/own.ts'
import type { Node, Taint } from '../../../manifest/object/node.ts'

const NOT_READY = 'node.kubernetes.io/not-ready'
const UNREACHABLE = 'node.kubernetes.io/unreachable'
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable'

/** What each condition of a node says to the scheduler. */
// controller-manager: pkg/controller/nodelifecycle/node_lifecycle_controller.go nodeConditionToTaintKeyStatusMap (v1.36)
const OF_CONDITION: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Ready: { False: NOT_READY, Unknown: UNREACHABLE },
  MemoryPressure: { True: 'node.kubernetes.io/memory-pressure' },
  DiskPressure: { True: 'node.kubernetes.io/disk-pressure' },
  PIDPressure: { True: 'node.kubernetes.io/pid-pressure' },
  NetworkUnavailable: { True: 'node.kubernetes.io/network-unavailable' },
}

const KEPT_BY_CONTROLLER = new Set([UNSCHEDULABLE, ...Object.values(OF_CONDITION).flatMap(Object.values)])

/** NODE-2: the node's taints, with the NoSchedule ones that follow from its conditions; the same list where nothing changes. */
// controller-manager: node_lifecycle_controller.go doNoScheduleTaintingPass (v1.36)
export function withConditionTaints(node: Node): readonly Taint[] {
  const taints = node.spec.taints ?? []
  const keys = (node.status.conditions ?? []).flatMap(
    ({ type, status }) => ownValue(OF_CONDITION, type)?.[status] ?? [],
  )
  const wanted = new Set(node.spec.unschedulable ? [...keys, UNSCHEDULABLE] : keys)
  const isOurs = ({ key, effect }: Taint) => effect === 'NoSchedule' && KEPT_BY_CONTROLLER.has(key)
  const kept = taints.filter((taint) => !isOurs(taint) || wanted.has(taint.key))
  const added = [...wanted].filter((key) => !taints.some((taint) => isOurs(taint) && taint.key === key))
  if (added.length === 0 && kept.length === taints.length) return taints
  return [...kept, ...added.map((key) => ({ key, effect: 'NoSchedule' }))]
}

/** NODE-3: the NoExecute taint that a node deserves by its Ready condition; undefined: it is ready. */
// controller-manager: node_lifecycle_controller.go processTaintBaseEviction (v1.36)
export function evictionTaintKey(node: Node): string | undefined {
  const ready = node.status.conditions?.find(({ type }) => type === 'Ready')?.status
  return ready === 'True' ? undefined : ready === 'False' ? NOT_READY : UNREACHABLE
}

/** The taints with this NoExecute taint of the controller's and no other of them. */
export function withEvictionTaint(node: Node, key: string | undefined, timeAdded: string): readonly Taint[] {
  const taints = node.spec.taints ?? []
  const isOurs = (taint: Taint) =>
    taint.effect === 'NoExecute' && (taint.key === NOT_READY || taint.key === UNREACHABLE)
  const others = taints.filter((taint) => !isOurs(taint))
  const present = taints.find((taint) => isOurs(taint) && taint.key === key)
  if (present && others.length === taints.length - 1) return taints
  if (key === undefined) return others.length === taints.length ? taints : others
  return [...others, present ?? { key, effect: 'NoExecute', timeAdded }]
}
