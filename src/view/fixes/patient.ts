import type { ManifestStream } from '../../manifest/text/parse.ts'
import type { Trace } from '../../trace/trace.ts'

/** Where the text has an object: the number of its document. */
export type DocumentOf = (kind: string, namespace: string, name: string) => number | undefined

/** A text, its objects, and the run of it: what a fix is made from. */
export interface Patient {
  readonly trace: Trace
  readonly stream: ManifestStream
  readonly documentOf: DocumentOf
}

export interface ObjectName {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}
