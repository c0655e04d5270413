import type { KubeObject } from '../../manifest/object/meta.ts'
import type { SchedulerCache } from './cache.ts'
import type { ClusterEvent } from './cluster-event.ts'
import type { NodeInfo } from './node-info.ts'
import type { PodInfo } from './pod-info.ts'

/** Why a Pod must not run on a node. */
export interface Rejection {
  readonly plugin: string
  readonly reasons: readonly string[]
  /** No other Pod's going would help. */
  readonly unresolvable: boolean
}

/** Where plugins find what is neither a node nor a Pod on one. */
export interface ClusterObjects {
  get(kind: string, namespace: string, name: string): KubeObject | undefined
  list(kind: string, namespace?: string): readonly KubeObject[]
}

/** One attempt to find a node for a Pod. */
export interface Cycle {
  readonly pod: PodInfo
  readonly cache: SchedulerCache
  readonly objects: ClusterObjects
}

/** What a plugin has to ask of each node. */
export interface NodeQuestion {
  readonly reject: (node: NodeInfo) => Rejection | undefined
  /** As if a Pod came onto a node (1) or went (-1); what came or went is put back afterwards. */
  readonly change?: (pod: PodInfo, node: NodeInfo, by: 1 | -1) => void
  /** The only nodes that come into question, where the plugin can name them. */
  readonly only?: ReadonlySet<string>
}

/** Undefined: nothing to ask. A rejection: no node will do, whichever it is. */
export type PreFiltered = NodeQuestion | Rejection | undefined

// kube-scheduler: staging/src/k8s.io/kube-scheduler/framework/interface.go PreFilterPlugin, FilterPlugin (v1.36)
export interface FilterPlugin {
  readonly name: string
  preFilter(cycle: Cycle): PreFiltered
  /** Whether something that happened may make a Pod fit that this plugin rejected. */
  isSchedulableAfter(pod: PodInfo, event: ClusterEvent): boolean
}

export interface ScorePlugin {
  readonly name: string
  readonly weight: number
  /** 0 to 100 for each of the nodes, in their order; undefined: the plugin has nothing to say. */
  score(cycle: Cycle, nodes: readonly NodeInfo[]): readonly number[] | undefined
}

export const MAX_NODE_SCORE = 100

export function isRejection(answer: NodeQuestion | Rejection): answer is Rejection {
  return 'reasons' in answer
}

/** Makes the largest score 100, the others in proportion; reversed, the smallest. */
// scheduler: plugins/helper/normalize_score.go DefaultNormalizeScore (v1.36)
export function normalized(scores: readonly number[], reverse = false): number[] {
  const max = Math.max(0, ...scores)
  return scores.map((score) => {
    const share = max === 0 ? 0 : Math.floor((MAX_NODE_SCORE * score) / max)
    return reverse ? MAX_NODE_SCORE - share : share
  })
}
