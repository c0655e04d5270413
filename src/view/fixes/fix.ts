import type { Trace } from '../../trace/trace.ts'
import type { Cause } from '../diagnosis/cause.ts'
import type { ServiceTrouble } from '../diagnosis/service-trouble.ts'

/** What is to be cured. */
export type FixSubject =
  | {
      readonly kind: 'cause'
      readonly pod: { readonly namespace: string; readonly name: string }
      readonly cause: Cause
    }
  | { readonly kind: 'service'; readonly trouble: ServiceTrouble }

/** What a fix does, before it is put into words. */
export type FixWhat =
  | { readonly kind: 'set'; readonly field: string; readonly value: string }
  | { readonly kind: 'unset'; readonly field: string }
  | { readonly kind: 'addObject'; readonly objectKind: string; readonly name: string }
  | { readonly kind: 'addKey'; readonly objectKind: string; readonly name: string; readonly key: string }

/** A text that should cure it, and how one sees in its run that it does. */
export interface Candidate {
  readonly what: FixWhat
  readonly text: string
  readonly cures: (run: Trace) => boolean
}

/** A cure whose value is known, or one whose value a run of another text shows first. */
export type Proposal =
  | { readonly kind: 'ready'; readonly candidate: Candidate }
  | { readonly kind: 'explore'; readonly text: string; readonly conclude: (run: Trace) => Candidate | undefined }
