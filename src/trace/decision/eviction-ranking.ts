/** The order in which a node's Pods have to go, the first first. */
export interface EvictionRanking {
  /** What the node has too little of. */
  readonly starved: 'memory' | 'ephemeral-storage' | 'pids'
  readonly order: readonly RankedPod[]
}

export interface RankedPod {
  readonly pod: string
  /** Bytes above its request; negative: below. Processes where those are short. */
  readonly over: number
  readonly priority: number
}
