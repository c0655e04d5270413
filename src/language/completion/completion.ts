import type { TextEdit } from '../../manifest/text/text-edit.ts'
import type { SnippetName } from './snippets.ts'

/** Something that can be written at a caret. */
export interface Completion {
  readonly kind: 'field' | 'value' | 'name' | 'image' | 'snippet'
  readonly label: string
  /** What takes the place of `start` to `end`, with places to fill in: $1, ${2:app}, $0; see plainText. */
  readonly insert: string
  readonly start: number
  readonly end: number
  /** What is looked for in what has been typed, where that is not the label. */
  readonly filter?: string
  /** The type of a field, where a name stands, in Kubernetes' words. */
  readonly detail?: string
  /** `Definition.field`, or a kind: what there is a sentence for. */
  readonly about?: string
  readonly snippet?: SnippetName
  readonly image?: CatalogueImage
  readonly required?: true
  readonly default?: string
  readonly notSimulated?: true
  /** What comes next can be chosen, too. */
  readonly next?: true
  /** What else has to change for it. */
  readonly also?: TextEdit
}

/** What is known of an image without running it. */
export interface CatalogueImage {
  readonly name: string
  /** Entrypoint and command. */
  readonly runs: string
  readonly ports: readonly number[]
  readonly user: string
  readonly stopSignal: string
  readonly sizeBytes: number
}

/** What is put in where there are no places to be filled in: the examples stay. */
export function plainText(insert: string): string {
  let text = ''
  for (let at = 0; at < insert.length; at++) {
    const sign = insert[at] as string
    if (sign === '\\' && at + 1 < insert.length) text += insert[++at]
    else if (sign !== '$') text += sign
    else {
      const digits = /^\d+/.exec(insert.slice(at + 1))?.[0]
      if (digits !== undefined) at += digits.length
      else {
        const place = /^\{\d+(?::((?:[^}\\]|\\.)*))?\}/.exec(insert.slice(at + 1))
        text += place ? plainText(place[1] ?? '') : sign
        at += place?.[0].length ?? 0
      }
    }
  }
  return text
}

/** Text of ours as it stands between places. */
export function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&')
}
