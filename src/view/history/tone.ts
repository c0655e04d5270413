/** The states that have a look of their own. Which colour a tone is, only ui/theme knows. */
export const STATE_TONES = ['waiting', 'starting', 'notReady', 'ready', 'exitZero', 'exitNonZero', 'oom'] as const
export type StateTone = (typeof STATE_TONES)[number]

/** A tone for something that is no state: the three greys of text. */
export type Tone = StateTone | 't1' | 't2' | 't3'

/** How an end looks. */
export function exitTone(exitCode: number, reason: string | undefined): StateTone {
  if (reason === 'OOMKilled') return 'oom'
  return exitCode === 0 ? 'exitZero' : 'exitNonZero'
}
