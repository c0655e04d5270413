import type { NodeScore } from '../../trace/decision/schedule.ts'
import type { NodeInfo } from './node-info.ts'
import {
  type Cycle,
  type FilterPlugin,
  isRejection,
  type NodeQuestion,
  type Rejection,
  type ScorePlugin,
} from './plugin.ts'
import { FILTER_PLUGINS, SCORE_PLUGINS } from './plugins/plugins.ts'
import type { PodInfo } from './pod-info.ts'

/** What came of asking the filters. */
export interface Diagnosis {
  readonly nodeCount: number
  readonly feasible: readonly NodeInfo[]
  readonly rejections: ReadonlyMap<string, Rejection>
  /** A plugin that spoke for all nodes at once. */
  readonly everywhere: Rejection | undefined
  /** What there is to ask, for whoever wants to ask again with Pods taken away. */
  readonly questions: Questions
}

/** Pods that were promised a node by preemption and are not there yet, by node. */
export type Nominated = (node: string) => readonly PodInfo[]

// scheduler: schedule_one.go findNodesThatFitPod (v1.36)
export function findNodesThatFit(
  cycle: Cycle,
  nominated: Nominated = () => [],
  start = 0,
  plugins: readonly FilterPlugin[] = FILTER_PLUGINS,
): Diagnosis {
  const { nodes } = cycle.cache
  const rejections = new Map<string, Rejection>()
  const questions = askBefore(cycle, plugins)
  const found = { nodeCount: nodes.length, rejections }
  if (questions instanceof RejectedEverywhere) {
    const { by } = questions
    return { ...found, feasible: [], everywhere: by, questions: new Questions([], undefined) }
  }
  const only = questions.only
  const leftOut = only && new LeftOut(only.plugins)
  const wanted = numFeasibleNodesToFind(only ? only.nodes.size : nodes.length)
  const feasible: NodeInfo[] = []
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[(start + index) % nodes.length] as NodeInfo
    if (leftOut && !only.nodes.has(node.name)) {
      rejections.set(node.name, leftOut.rejection)
      continue
    }
    if (feasible.length >= wanted) break
    const rejection = rejectionWithNominated(cycle.pod, questions, node, nominated(node.name))
    if (rejection) rejections.set(node.name, rejection)
    else feasible.push(node)
  }
  return { ...found, feasible, everywhere: undefined, questions }
}

class LeftOut {
  readonly rejection: Rejection

  constructor(plugins: readonly string[]) {
    const reasons = [`node(s) didn't satisfy plugin(s) [${plugins.join(' ')}]`]
    this.rejection = { plugin: plugins[0] ?? '', reasons, unresolvable: true }
  }
}

/** The questions of one Pod, to be put to one node after the other. */
export class Questions {
  readonly list: readonly NodeQuestion[]
  readonly only: { readonly nodes: ReadonlySet<string>; readonly plugins: readonly string[] } | undefined

  constructor(list: readonly NodeQuestion[], only: Questions['only']) {
    this.list = list
    this.only = only
  }

  /** The first plugin that says no speaks for the node. */
  reject(node: NodeInfo): Rejection | undefined {
    for (const { reject } of this.list) {
      const rejection = reject(node)
      if (rejection) return rejection
    }
    return undefined
  }

  /** Puts a Pod onto a node for the time being. */
  add(pod: PodInfo, node: NodeInfo): void {
    node.add(pod)
    for (const { change } of this.list) change?.(pod, node, 1)
  }

  remove(pod: PodInfo, node: NodeInfo): void {
    node.remove(pod)
    for (const { change } of this.list) change?.(pod, node, -1)
  }
}

class RejectedEverywhere {
  readonly by: Rejection

  constructor(by: Rejection) {
    this.by = by
  }
}

// scheduler: framework/runtime/framework.go RunPreFilterPlugins (v1.36)
function askBefore(cycle: Cycle, plugins: readonly FilterPlugin[]): Questions | RejectedEverywhere {
  const list: NodeQuestion[] = []
  const naming: string[] = []
  let nodes: ReadonlySet<string> | undefined
  for (const plugin of plugins) {
    const answer = plugin.preFilter(cycle)
    if (answer === undefined) continue
    if (isRejection(answer)) return new RejectedEverywhere(answer)
    list.push(answer)
    if (!answer.only) continue
    naming.push(plugin.name)
    const before = nodes
    nodes = before ? new Set([...answer.only].filter((name) => before.has(name))) : answer.only
  }
  return new Questions(list, nodes && { nodes, plugins: naming })
}

/** Promised Pods of the same or a higher priority count as there; the node has to do without them as well. */
// scheduler: framework/runtime/framework.go RunFilterPluginsWithNominatedPods (v1.36)
export function rejectionWithNominated(
  pod: PodInfo,
  questions: Questions,
  node: NodeInfo,
  nominated: readonly PodInfo[],
): Rejection | undefined {
  const counted = nominated.filter(({ priority, uid }) => priority >= pod.priority && uid !== pod.uid)
  if (counted.length > 0) {
    for (const other of counted) questions.add(other, node)
    const rejection = questions.reject(node)
    for (const other of counted) questions.remove(other, node)
    if (rejection) return rejection
  }
  return questions.reject(node)
}

const MIN_FEASIBLE = 100
const MIN_PERCENTAGE = 5

/** On large clusters the search ends when there are enough nodes to choose from. */
// scheduler: schedule_one.go numFeasibleNodesToFind (v1.36)
function numFeasibleNodesToFind(nodes: number): number {
  if (nodes < MIN_FEASIBLE) return nodes
  const percentage = Math.max(MIN_PERCENTAGE, 50 - Math.floor(nodes / 125))
  return Math.max(MIN_FEASIBLE, Math.floor((nodes * percentage) / 100))
}

/** The nodes that will do, the best first; equal ones in the order given. */
// scheduler: schedule_one.go prioritizeNodes, framework/runtime/framework.go RunScorePlugins (v1.36)
export function prioritizeNodes(
  cycle: Cycle,
  nodes: readonly NodeInfo[],
  plugins: readonly ScorePlugin[] = SCORE_PLUGINS,
): { readonly best: NodeInfo; readonly scores: readonly NodeScore[] } {
  const totals = nodes.map(() => 0)
  const parts: { readonly name: string; readonly scores: readonly number[] }[] = []
  for (const { name, weight, score } of plugins) {
    const given = score(cycle, nodes)
    if (!given) continue
    const scores = weight === 1 ? given : given.map((each) => each * weight)
    parts.push({ name, scores })
    for (let index = 0; index < scores.length; index++)
      totals[index] = (totals[index] as number) + (scores[index] as number)
  }
  const ranked = bestOf(totals, SHOWN)
  return {
    best: nodes[ranked[0] as number] as NodeInfo,
    scores: ranked.map((index) => ({
      node: (nodes[index] as NodeInfo).name,
      total: totals[index] as number,
      by: Object.fromEntries(parts.map(({ name, scores }) => [name, scores[index] as number])),
    })),
  }
}

/** So many nodes are told with their scores; a trace of many Pods on many nodes has to stay small. */
const SHOWN = 8

/** The indexes of the highest, in their order; of equals the first. */
function bestOf(totals: readonly number[], count: number): number[] {
  const best: number[] = []
  for (let index = 0; index < totals.length; index++) {
    const total = totals[index] as number
    if (best.length === count && total <= (totals[best.at(-1) as number] as number)) continue
    let at = best.length
    while (at > 0 && total > (totals[best[at - 1] as number] as number)) at--
    best.splice(at, 0, index)
    if (best.length > count) best.pop()
  }
  return best
}
