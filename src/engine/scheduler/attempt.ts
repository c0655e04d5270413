import type { SchedulingDecision } from '../../trace/decision/schedule.ts'
import { fitError } from './fit-error.ts'
import type { NodeInfo } from './node-info.ts'
import type { Cycle } from './plugin.ts'
import { refOf } from './pod-info.ts'
import { type Candidate, type Preemption, preempt } from './preemption.ts'
import { rejectedNodes } from './rejected-nodes.ts'
import { type Diagnosis, findNodesThatFit, type Nominated, prioritizeNodes } from './schedule-pod.ts'

/** What one attempt comes to: a node, or why there is none and who would have to go. */
export interface Attempt {
  readonly decision: SchedulingDecision
  readonly node?: NodeInfo
  readonly candidate?: Candidate
  /** The plugins that said no; what may help depends on them. */
  readonly rejectedBy: ReadonlySet<string>
  /** How many nodes were asked: on a large cluster the next search begins behind them. */
  readonly examined: number
}

/** What plugins say that looked for a way out before preemption did: claims of devices are not simulated. */
const NO_CLAIMS = 'no new claims to deallocate'
/** What the first of them says where a filter spoke for all nodes before it was asked at all (as recorded). */
const NEVER_ASKED = 'not found'

/** Looks for a node for a Pod. */
// scheduler: schedule_one.go schedulingCycle, schedulePod (v1.36)
export function attempt(cycle: Cycle, nominated: Nominated, start: number): Attempt {
  const nodeCount = cycle.cache.nodes.length
  if (nodeCount === 0) {
    const message = 'no nodes available to schedule pods'
    const decision = { kind: 'unschedulable', message, nodeCount, rejected: [] } as const
    return { decision, rejectedBy: new Set(), examined: 0 }
  }
  const found = findNodesThatFit(cycle, nominated, start)
  const promised = cycle.pod.pod.status.nominatedNodeName
  const kept = promised === undefined ? undefined : found.feasible.find(({ name }) => name === promised)
  const examined = found.feasible.length + found.rejections.size
  if (kept || found.feasible.length === 1) return bind(found, kept ?? (found.feasible[0] as NodeInfo), [], examined)
  if (found.feasible.length > 0) {
    // SCHED-3
    const { best, scores } = prioritizeNodes(cycle, found.feasible)
    return bind(found, best, scores, examined)
  }
  return { ...nowhere(cycle, found, nominated), examined }
}

function bind(
  { feasible, rejections }: Diagnosis,
  node: NodeInfo,
  scores: (SchedulingDecision & { kind: 'bind' })['scores'],
  examined: number,
): Attempt {
  const rejected = rejectedNodes(rejections)
  const decision = { kind: 'bind', node: node.name, feasible: feasible.length, scores, rejected } as const
  return { decision, node, rejectedBy: new Set(), examined }
}

function nowhere(cycle: Cycle, found: Diagnosis, nominated: Nominated): Omit<Attempt, 'examined'> {
  const { nodeCount, rejections, everywhere, questions } = found
  if (everywhere) {
    const { plugin, reasons } = everywhere
    const message = fitError(nodeCount, [], { preFilter: reasons.join(', '), postFilter: NEVER_ASKED })
    const decision = {
      kind: 'unschedulable',
      message,
      nodeCount,
      everywhere: { plugin, reasons },
      rejected: [],
    } as const
    return { decision, rejectedBy: new Set([plugin]) }
  }
  const preemption = preempt(cycle, rejections, questions, nominated)
  const postFilter = preemption.kind === 'nominated' ? '' : `${NO_CLAIMS}, ${preemption.message}`
  const message = fitError(nodeCount, rejections.values(), { postFilter })
  const rejected = rejectedNodes(rejections)
  return {
    decision: { kind: 'unschedulable', message, nodeCount, rejected, preemption: outcomeOf(preemption) },
    rejectedBy: new Set([...rejections.values()].map(({ plugin }) => plugin)),
    ...(preemption.kind === 'nominated' ? { candidate: preemption.candidate } : {}),
  }
}

function outcomeOf(
  preemption: Preemption,
): NonNullable<(SchedulingDecision & { kind: 'unschedulable' })['preemption']> {
  if (preemption.kind === 'none') {
    const { reason, rejections } = preemption
    return { kind: 'none', ...(reason === undefined ? {} : { reason }), rejected: rejectedNodes(rejections) }
  }
  const { node, victims, violations } = preemption.candidate
  return {
    kind: 'nominated',
    node: node.name,
    victims: victims.map(refOf),
    violations,
  }
}
