/** Why a run was cut short: more happened than is simulated. What happened up to there is in the trace. */
export interface Cut {
  /** Within one instant, in the whole run, or in the trace. */
  readonly limit: 'instant' | 'steps' | 'entries'
  /** So many are simulated. */
  readonly most: number
  /** Who was at work: a container's process with its command line. */
  readonly who?: string
}
