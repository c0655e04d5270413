import type { LinePrinted } from '../engine/read-line.ts'
import type { Time } from '../lib/time.ts'
import type { KnownImage } from '../programs/images/known-images.ts'
import type { compile } from '../scenario/compile.ts'
import type { WatchingLine } from '../scenario/with-lines.ts'
import type { TraceChunk } from '../trace/chunk.ts'

type Problems = ReturnType<typeof compile>['problems']

/** Requests and replies carry numbers; only the newest request counts. Nothing but plain data crosses. */
export type Request =
  | {
      readonly kind: 'run'
      readonly id: number
      readonly text: string
      readonly asTyped?: true
      readonly lines?: readonly WatchingLine[]
    }
  /** Whatever is under way is no longer wanted. */
  | { readonly kind: 'stop'; readonly id: number }
  /** What a line prints that only reads, at an instant of the run that was made last. `id` counts these alone. */
  | { readonly kind: 'read'; readonly id: number; readonly line: string; readonly at: Time }
  /** What is wrong with a text that is not run. `id` counts these alone. */
  | { readonly kind: 'judge'; readonly id: number; readonly text: string }
  /** Which images are known. */
  | { readonly kind: 'images'; readonly id: number }

export type Reply =
  | { readonly kind: 'compiled'; readonly id: number; readonly compiled: Compiled }
  | { readonly kind: 'chunk'; readonly id: number; readonly chunk: TraceChunk }
  | { readonly kind: 'done'; readonly id: number }
  /** undefined: it acts, takes time, or there is no run to ask. */
  | { readonly kind: 'answer'; readonly id: number; readonly printed: LinePrinted | undefined }
  | { readonly kind: 'judged'; readonly id: number; readonly problems: Problems }
  | { readonly kind: 'images'; readonly id: number; readonly images: readonly KnownImage[] }
  | { readonly kind: 'fault'; readonly id: number; readonly message: string }

/** What the page must know of a text before its trace. */
export interface Compiled {
  readonly problems: Problems
  /** The API server's words when it refuses the text. */
  readonly refusal: string | undefined
  /** False: there is nothing to simulate, no trace will come. */
  readonly accepted: boolean
  readonly name: string
  readonly objects: readonly CompiledObject[]
}

export interface CompiledObject {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  /** Which document of the text it came from. */
  readonly document: number
}
