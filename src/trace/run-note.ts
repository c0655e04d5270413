import type { Cut } from './cut.ts'

/** What of a run is not simulated, though the text or a program asks for it. */
export interface RunNotes {
  readonly cutShort: Cut
  /** Of a command, as it was given. */
  readonly command: { readonly command: string }
  readonly stepOutput: { readonly mebibytes: number }
  readonly noProvisioner: { readonly provisioner: string }
  readonly nodeClock: object
  readonly nodeProcessSignalled: { readonly name: string; readonly signal: string }
  readonly logLines: { readonly container: string; readonly most: number }
  /** More requests of the Scenario's traffic than this. */
  readonly requests: { readonly most: number }
  readonly logText: { readonly mebibytes: number }
}

export type RunNote<K extends keyof RunNotes = keyof RunNotes> = {
  readonly [P in K]: { readonly kind: P } & RunNotes[P]
}[K]
