import type { Duration } from '../lib/time.ts'

/** What a port is spoken to in. */
export const PORT_PROTOCOLS = ['http', 'https', 'grpc', 'tcp'] as const
export type PortProtocol = (typeof PORT_PROTOCOLS)[number]

export interface ServedPort {
  readonly port: number
  /** What it is asked for in; several where the manifest asks in several. */
  readonly protocols: readonly PortProtocol[]
  /** False: something asks for it, and the container does not declare it. */
  readonly declared: boolean
  /** Nothing asks for it, nor declares it: the image says that it is there. */
  readonly exposed?: true
}

/** What those who ask get, in a stretch of the program's life. Of several that fit, the last one counts. */
export interface AnswerRule {
  /** Of HTTP requests only those for this path. Without it the rule holds for every sort of probe. */
  readonly path?: string
  /** Since the program has started. */
  readonly fromMs: Duration
  readonly toMs?: Duration
  /** An HTTP status: from 400 on, gRPC is NOT_SERVING, TCP refused, and a command fails with 1. */
  readonly status: number
  /** How long the answer takes. */
  readonly delayMs?: Duration
}

export interface ProgramEnd {
  readonly code: number
  readonly afterMs: Duration
}

/** A program of which nothing is known but what is said, or assumed, of it. */
export interface DescribedProgram {
  readonly ports: readonly ServedPort[]
  /** From its start until it listens, and has made its files. */
  readonly startMs: Duration
  readonly memoryBytes?: number
  readonly answers: readonly AnswerRule[]
  /** Without: it runs until it is stopped. */
  readonly ends?: ProgramEnd
  readonly onTerm: ProgramEnd | 'ignore'
  /** True: somebody has said what SIGTERM does; else a language that is known to do otherwise has its way. */
  readonly onTermIsSaid?: boolean
  /** What ends it beside SIGTERM, SIGINT and SIGQUIT: the stop signal that the manifest gives it. */
  readonly stopSignal?: string
  /** Files that probes look for and that nothing else in the Pod makes. */
  readonly makes: readonly string[]
  /** Files of its image that its own script copies or reads; a directory ends with a slash. */
  readonly holds: readonly string[]
  /** Files that it puts into a volume, where other containers of its Pod look for them. */
  readonly shares: readonly string[]
  /** What probes call its process. */
  readonly processName?: string
  /** How long a command takes that others come after. */
  readonly commandMs: Duration
}

/** The rule that holds at an age of the program. */
export function answerAt(
  { answers }: Pick<DescribedProgram, 'answers'>,
  age: Duration,
  path?: string,
): AnswerRule | undefined {
  return answers.findLast(
    (rule) =>
      age >= rule.fromMs &&
      age < (rule.toMs ?? Number.POSITIVE_INFINITY) &&
      (rule.path === undefined || rule.path === path),
  )
}

/** Whether it is well: what gRPC, TCP and commands ask. */
export function isWellAt(program: Pick<DescribedProgram, 'answers' | 'startMs'>, age: Duration): boolean {
  return age >= program.startMs && (answerAt(program, age)?.status ?? 200) < 400
}
