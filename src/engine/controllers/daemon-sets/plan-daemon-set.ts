import type { Duration, Time } from '../../../lib/time.ts'
import type { DaemonSet } from '../../../manifest/object/daemon-set.ts'
import { scaledValue } from '../../../manifest/object/int-or-percent.ts'
import type { Node } from '../../../manifest/object/node.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isPodReady, isTerminal } from '../../../manifest/pod/pod-status.ts'
import { isPodAvailable } from '../base/pod-availability.ts'
import { hashOf, targetNode } from './daemon-pod.ts'
import { nodeShouldRun } from './node-should-run.ts'

/** Why a Pod of a set goes. */
export type DaemonDeletion = 'failed' | 'succeeded' | 'tooMany' | 'misscheduled' | 'noNode' | 'update'

export interface DaemonPlan {
  /** Nodes that get a Pod. */
  readonly nodes: readonly string[]
  readonly deletions: readonly { readonly pod: Pod; readonly because: DaemonDeletion }[]
  /** Look again after so long: a node waits after a failure. */
  readonly again?: Duration
}

export interface DaemonState {
  readonly set: DaemonSet
  readonly nodes: readonly Node[]
  /** By the node that each is on, or is to be put on. */
  readonly pods: ReadonlyMap<string, readonly Pod[]>
  /** Of the set's present template. */
  readonly hash: string
  readonly now: Time
  /** How long a node has to wait after Pods that have failed on it; 0: it does not. */
  readonly backOff: (node: string) => Duration
}

/** The Pods of a set by their nodes, without those that have ended and are on their way out: nobody has to do anything about them. */
// controller-manager: pkg/controller/daemon/daemon_controller.go getNodesToDaemonPods (v1.36)
export function podsByNode(pods: readonly Pod[]): Map<string, Pod[]> {
  const byNode = new Map<string, Pod[]>()
  for (const pod of pods) {
    if (isTerminal(pod.status.phase) && pod.metadata.deletionTimestamp !== undefined) continue
    const node = targetNode(pod)
    if (node === undefined) continue
    const there = byNode.get(node)
    if (there) there.push(pod)
    else byNode.set(node, [pod])
  }
  return byNode
}

/** Which nodes lack a Pod, and which Pods are to go. */
// controller-manager: pkg/controller/daemon/daemon_controller.go manage, podsShouldBeOnNode (v1.36)
export function planDaemonSet(state: DaemonState): DaemonPlan {
  const nodes: string[] = []
  const deletions: { pod: Pod; because: DaemonDeletion }[] = []
  const waits: Duration[] = []
  for (const node of state.nodes) {
    const plan = planNode(state, node)
    if (plan.lacks) nodes.push(node.metadata.name)
    deletions.push(...plan.deletions)
    if (plan.wait !== undefined) waits.push(plan.wait)
  }
  for (const pod of podsWithoutNode(state)) deletions.push({ pod, because: 'noNode' })
  return { nodes, deletions, ...(waits.length > 0 ? { again: Math.min(...waits) } : {}) }
}

interface NodePlan {
  readonly lacks: boolean
  readonly deletions: readonly { readonly pod: Pod; readonly because: DaemonDeletion }[]
  readonly wait?: Duration
}

function planNode(state: DaemonState, node: Node): NodePlan {
  const { set, pods, backOff } = state
  const { name } = node.metadata
  const { shouldRun, shouldContinueRunning } = nodeShouldRun(set, node)
  const there = pods.get(name)
  if (!there) return { lacks: shouldRun, deletions: [] }
  const staying = there.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  if (!shouldContinueRunning) {
    return { lacks: false, deletions: staying.map((pod) => ({ pod, because: 'misscheduled' })) }
  }
  const deletions: { pod: Pod; because: DaemonDeletion }[] = []
  const running: Pod[] = []
  let wait: Duration | undefined
  for (const pod of staying) {
    if (pod.status.phase === 'Succeeded') deletions.push({ pod, because: 'succeeded' })
    else if (pod.status.phase !== 'Failed') running.push(pod)
    else {
      const left = backOff(name)
      if (left > 0) wait = left
      else deletions.push({ pod, because: 'failed' })
    }
  }
  running.sort(compareAge)
  const superfluous = allowsSurge(set) ? superfluousOfSurge(running, state) : running.slice(1)
  deletions.push(...superfluous.map((pod) => ({ pod, because: 'tooMany' as const })))
  const lacks = allowsSurge(set) && running.length === 0 && shouldRun
  return { lacks, deletions, ...(wait === undefined ? {} : { wait }) }
}

/** Two may be there while the new one is not yet available, if the old one is ready; of each sort the oldest. */
function superfluousOfSurge(running: readonly Pod[], { set, hash, now }: DaemonState): Pod[] {
  if (running.length <= 1) return []
  const isNew = (pod: Pod) => hashOf(pod) === hash
  const newest = running.find(isNew)
  const oldest = running.find((pod) => !isNew(pod))
  const others = running.filter((pod) => pod !== newest && pod !== oldest)
  if (!newest || !oldest) return others
  const replaced = !isPodReady(oldest) || isPodAvailable(newest, set.spec.minReadySeconds ?? 0, now)
  return replaced ? [...others, oldest] : others
}

/** What is scheduled comes first, then what is older. */
// controller-manager: pkg/controller/daemon/daemon_controller.go podByCreationTimestampAndPhase (v1.36)
export function compareAge(a: Pod, b: Pod): number {
  const [scheduledA, scheduledB] = [a, b].map(({ spec }) => Number(Boolean(spec.nodeName)))
  if (scheduledA !== scheduledB) return (scheduledB ?? 0) - (scheduledA ?? 0)
  const [createdA = '', createdB = ''] = [a, b].map(({ metadata }) => metadata.creationTimestamp)
  if (createdA !== createdB) return createdA < createdB ? -1 : 1
  return a.metadata.name < b.metadata.name ? -1 : 1
}

/** Pods that wait for a node that is not there any more. */
// controller-manager: pkg/controller/daemon/daemon_controller.go getUnscheduledPodsWithoutNode (v1.36)
function podsWithoutNode({ nodes, pods }: DaemonState): Pod[] {
  const names = new Set(nodes.map(({ metadata }) => metadata.name))
  return [...pods]
    .filter(([node]) => !names.has(node))
    .flatMap(([, there]) => there.filter(({ spec }) => !spec.nodeName))
}

// controller-manager: pkg/controller/daemon/util/daemonset_util.go AllowsSurge, SurgeCount (v1.36)
export function surgeCount({ spec: { updateStrategy } }: DaemonSet, desired: number): number {
  if (updateStrategy?.type !== 'RollingUpdate') return 0
  return scaledValue(updateStrategy.rollingUpdate?.maxSurge ?? 0, desired, true) ?? 0
}

// controller-manager: pkg/controller/daemon/util/daemonset_util.go UnavailableCount (v1.36)
export function unavailableCount({ spec: { updateStrategy } }: DaemonSet, desired: number): number {
  if (updateStrategy?.type !== 'RollingUpdate') return 0
  return scaledValue(updateStrategy.rollingUpdate?.maxUnavailable ?? 1, desired, true) ?? 0
}

function allowsSurge(set: DaemonSet): boolean {
  return surgeCount(set, 1) > 0
}
