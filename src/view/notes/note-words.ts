import type { Fixes, FixTitle } from '../../manifest/note.ts'
import type { FieldFault, FieldFaults } from '../../scenario/field-fault.ts'
import type { Note, Notes } from '../../scenario/note.ts'
import type { RunNote, RunNotes } from '../../trace/run-note.ts'

/** What a language says of notes, faults and fixes: a kind without its words does not compile. */
export interface NoteWords {
  readonly notes: { readonly [K in keyof AllNotes]: (values: AllNotes[K]) => string }
  readonly faults: { readonly [K in keyof FieldFaults]: (values: FieldFaults[K]) => string }
  readonly fixes: { readonly [K in keyof Fixes]: (values: Fixes[K]) => string }
  /** Between what something is about, and what is said of it. */
  readonly mark: string
}

type AllNotes = Notes & RunNotes

export function sayNote(note: Note | RunNote, words: NoteWords): string {
  return say(words.notes, note)
}

export function sayFault(fault: FieldFault | string, words: NoteWords['faults']): string {
  return typeof fault === 'string' ? fault : say(words, fault)
}

export function sayFix(title: FixTitle, words: NoteWords): string {
  return say(words.fixes, title)
}

/** Each kind is said by its own words, which take its values. */
function say<Values, K extends keyof Values>(
  words: { readonly [P in keyof Values]: (values: Values[P]) => string },
  of: { readonly kind: K } & Values[K],
): string {
  return words[of.kind](of)
}
