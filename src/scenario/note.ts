import type { ManifestNote, ManifestNotes } from '../manifest/note.ts'
import type { AssumedProgram } from './assumed-program.ts'
import type { FieldFault } from './field-fault.ts'

/** What is told of a text beyond the API server's words: what is assumed of it, not simulated, or wrong with the Scenario. Facts, no words. */
export interface ScenarioNotes {
  /** Nobody knows what an image does. */
  readonly assumedImage: AssumedImage
  readonly takenForImage: { readonly image: string; readonly known: string }
  readonly noSuchTag: { readonly image: string }
  readonly defaultStorageClass: { readonly name: string; readonly provisioner: string }
  /** kubectl stops at a document that is no YAML, which stands before this one. */
  readonly behindBroken: { readonly line: number }
  /** What a command fetches from the world outside is a placeholder. */
  readonly download: { readonly url: string; readonly file: string }
  /** A CronJob's first time is after the end of the run; without `first` there is none at all. */
  readonly lateSchedule: { readonly name: string; readonly start: string; readonly first?: string }
  readonly longImage: { readonly length: number; readonly most: number }
  readonly noObjects: object
  /** Of a line of the workstation: a command of kubectl's, or one with a flag, as it is typed. */
  readonly typedCommand: { readonly command: string }
  readonly secondScenario: object
  readonly unknownField: { readonly path: string }
  /** Something about a field of the Scenario; a text is kubectl's own. */
  readonly field: { readonly path: string; readonly fault: FieldFault | string }
}

export interface AssumedImage {
  readonly image: string
  readonly program: AssumedProgram
  /** Its manifest gives it a command of its own. */
  readonly hasCommand: boolean
}

export type ScenarioNote<K extends keyof ScenarioNotes = keyof ScenarioNotes> = {
  readonly [P in K]: { readonly kind: P } & ScenarioNotes[P]
}[K]

export type Notes = ManifestNotes & ScenarioNotes
export type Note = ManifestNote | ScenarioNote
