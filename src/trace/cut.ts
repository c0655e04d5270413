/** Why a run was cut short: more happened than is simulated. What happened up to there is in the trace. */
export interface Cut {
  /** Within one instant, in the whole run, in the trace, or what programs do in the whole run. */
  readonly limit: 'instant' | 'steps' | 'entries' | 'work'
  /** So many are simulated. */
  readonly most: number
  /** Who was at work: a container's process with its command line. */
  readonly who?: string
}
