import type { PodRef } from '../pod-ref.ts'

/** Nodes that one plugin rejected for the same reasons. */
export interface RejectedNodes {
  readonly plugin: string
  readonly reasons: readonly string[]
  /** No other Pod's going would help. */
  readonly unresolvable: boolean
  readonly count: number
  /** Their names; on large clusters only the first of them. */
  readonly nodes: readonly string[]
}

/** A node that would do, and what each plugin gives it: 0 to 100, already times the plugin's weight. */
export interface NodeScore {
  readonly node: string
  readonly total: number
  readonly by: Readonly<Record<string, number>>
}

/** What came of looking for Pods of lower priority that could make room. */
export type PreemptionOutcome =
  | {
      readonly kind: 'nominated'
      readonly node: string
      readonly victims: readonly PodRef[]
      /** How many of them a PodDisruptionBudget would have protected. */
      readonly violations: number
    }
  /** Why not: for the Pod as a whole, or on each node. */
  | { readonly kind: 'none'; readonly reason?: string; readonly rejected: readonly RejectedNodes[] }

/** What became of one attempt to find a node for a Pod. */
export type SchedulingDecision =
  | {
      readonly kind: 'bind'
      readonly node: string
      /** How many nodes would have done. */
      readonly feasible: number
      /** The best of them, the best first; empty where there was but one and nothing to compare. */
      readonly scores: readonly NodeScore[]
      readonly rejected: readonly RejectedNodes[]
    }
  | {
      readonly kind: 'unschedulable'
      readonly message: string
      readonly nodeCount: number
      /** A plugin that spoke for all nodes at once. */
      readonly everywhere?: { readonly plugin: string; readonly reasons: readonly string[] }
      readonly rejected: readonly RejectedNodes[]
      readonly preemption?: PreemptionOutcome
    }
