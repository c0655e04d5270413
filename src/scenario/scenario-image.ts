import type { Duration } from '../lib/time.ts'
import type { AnswerRule, ProgramEnd, ServedPort } from './described-program.ts'

/** An image the catalogue does not know, or what the user says differently about one it knows. */
export interface ScenarioImage {
  readonly name: string
  readonly sizeBytes?: number
  readonly present?: boolean
  readonly pull?: PullOutcome
  /** Of type kubernetes.io/dockerconfigjson: only Pods that bring the Secret of this name may pull it. */
  readonly pullSecret?: string
  readonly pullTimeMs?: Duration
  /** What the image runs (its entrypoint), e.g. [podlapse, http, --start-delay, "40"]. */
  readonly command?: readonly string[]
  /** As in an image's configuration: "1000", "nginx". */
  readonly user?: string
  readonly workingDir?: string
  readonly env?: Readonly<Record<string, string>>
  /** Content by path. */
  readonly files?: Readonly<Record<string, string>>
  // What its program does, where `command` names none that is simulated.
  readonly ports?: readonly ServedPort[]
  readonly startMs?: Duration
  readonly memoryBytes?: number
  readonly answers?: readonly AnswerRule[]
  readonly ends?: ProgramEnd | 'never'
  readonly onTerm?: ProgramEnd | 'ignore'
}

export type PullOutcome = 'ok' | 'notFound' | 'unauthorized' | 'unreachable'
