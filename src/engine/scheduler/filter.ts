import type { Pod } from '../../manifest/pod/pod.ts'
import type { ScenarioNode } from '../../scenario/scenario.ts'

/** A node as the scheduler sees it: what it has, and the Pods that are on it. */
export interface NodeInfo {
  readonly node: ScenarioNode
  readonly pods: readonly Pod[]
}

export interface Rejection {
  readonly plugin: string
  readonly reasons: readonly string[]
  /** No other Pod's going would help. */
  readonly unresolvable: boolean
}

/** Says why a Pod must not run on a node; undefined: it may. One file per plugin. */
export type Filter = (pod: Pod, node: NodeInfo) => Rejection | undefined
