import type { Duration } from '../../lib/time.ts'
import type { DescribedProgram } from '../../scenario/described-program.ts'
import type { ScenarioImage } from '../../scenario/scenario-image.ts'
import type { FileTree } from './files.ts'
import type { Program } from './program.ts'
import type { Signal } from './signal.ts'

export type { AnswerRule, DescribedProgram, ServedPort } from '../../scenario/described-program.ts'
export type { ScenarioImage } from '../../scenario/scenario-image.ts'

/** What an image holds: its configuration as a registry has it, and its files. */
export interface Image {
  readonly reference: string
  /** Nobody knows what it does: that is assumed, and the page says so. */
  readonly assumed: boolean
  /** In somebody's own registry, under the name of this image alone: it is taken for that one. */
  readonly takenFor?: string
  /** The registry is known not to have this tag. */
  readonly hasNoSuchTag?: true
  /** What a pull transfers, bytes. undefined: nobody knows. */
  readonly sizeBytes: number | undefined
  readonly entrypoint: readonly string[]
  readonly cmd: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly workingDir: string
  /** "", "1000", "nginx": as in the image's configuration. */
  readonly user: string
  readonly exposedPorts: readonly number[]
  readonly stopSignal: Signal
  /** How long what it runs is taken to need until it listens. */
  readonly startupMs?: Duration
  readonly files: FileTree
  /** For an image that nobody knows: the program that stands for any command which its files do not have. */
  readonly fallbackProgram?: string
  /** Commands by their names that it is known not to have, whatever stands for the others. */
  readonly lacks?: ReadonlySet<string>
  /** What is known of a program that is not simulated itself; what else its manifest asks of it is taken to be so. */
  readonly facts?: ProgramFacts
}

export type ProgramFacts = Partial<Pick<DescribedProgram, 'startMs' | 'memoryBytes' | 'answers' | 'ends' | 'onTerm'>>

/** What the engine is given: images and the programs in them. */
export interface Programs {
  /** `said`: what a Scenario document says of it. */
  image(reference: string, said?: ScenarioImage): Image
  /** By the name that an executable file of an image carries (`FileNode.program`). */
  program(name: string): Program | undefined
}
