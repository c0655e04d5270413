/** The states that have a look of their own. Which colour a tone is, only ui/theme knows. */
export const STATE_TONES = ['waiting', 'starting', 'notReady', 'ready', 'exitZero', 'exitNonZero', 'oom'] as const
export type StateTone = (typeof STATE_TONES)[number]

/** A tone for something that is no state: the three greys of text. */
export type Tone = StateTone | 't1' | 't2' | 't3'

/** In which order shares of a column lie upon the foot: life at the bottom, as a bar stands there; waiting on top. */
export const WORST_LAST: readonly Tone[] = [
  ...(['ready', 't2', 'notReady', 'starting', 't1', 't3'] as const),
  ...(['exitZero', 'exitNonZero', 'oom', 'waiting'] as const),
]

/** How an end looks. */
export function exitTone(exitCode: number, reason: string | undefined): StateTone {
  if (reason === 'OOMKilled') return 'oom'
  return exitCode === 0 ? 'exitZero' : 'exitNonZero'
}

/** Which state kubectl's word speaks of. */
export function toneOfStatus(word: string, ready: string): Tone {
  const plain = word.replace(/^Init:/, '')
  if (plain === 'OOMKilled') return 'oom'
  if (plain === 'Completed' || plain === 'Succeeded') return 'exitZero'
  if (plain === 'Running') {
    const [some, all] = ready.split('/')
    return some === all ? 'ready' : 'notReady'
  }
  if (plain === 'NotReady') return 'notReady'
  if (plain === 'Terminating') return 't2'
  if (plain.endsWith('BackOff') || WAITING.has(plain) || /^\d+\/\d+$/.test(plain)) return 'waiting'
  // What kubelets say of a container that could not be made: CreateContainerConfigError, RunContainerError …
  if (/^(Create|Run|Pre|Post|Err|Image|Invalid).*/.test(plain) && plain !== 'Error') return 'waiting'
  return 'exitNonZero'
}

const WAITING: ReadonlySet<string> = new Set(['Pending', 'ContainerCreating', 'PodInitializing', 'SchedulingGated'])
