/** Why a run was cut short: more happened than is simulated. What happened up to there is in the trace. */
export interface Cut {
  /** Within one instant, in the whole run, in the trace, or what programs do in the whole run. */
  readonly limit: 'instant' | 'steps' | 'entries' | 'work'
  /** So many are simulated. */
  readonly most: number
  /** The container's process that was at work. */
  readonly at?: ProcessAtWork
}

export interface ProcessAtWork {
  readonly pod: string
  readonly container: string
  readonly pid: number
  /** Its command line, or as much of it as says what it is. */
  readonly command: string
}
