/** What of an evicted Pod comes first, which is a race. */
export interface CleanUpRace {
  /** The kubelet has read how its containers ended before it removed them. */
  readonly seen: boolean
}
