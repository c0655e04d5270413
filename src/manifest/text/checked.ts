import { sameValue } from '../../lib/same-value.ts'
import { type ManifestDocument, type ManifestStream, parseManifest } from './parse.ts'
import { edited, type TextEdit } from './text-edit.ts'

/**
 * The edit, if the document then says what it is meant to: a change to what is shared by an alias, or that YAML reads
 * otherwise than it looks, is not made.
 */
export function checked(
  { text }: ManifestStream,
  { piece }: ManifestDocument,
  edit: TextEdit | undefined,
  meant: unknown,
): TextEdit | undefined {
  if (!edit) return undefined
  const grown = edit.text.length - (edit.end - edit.start)
  const { documents, broken } = parseManifest(edited(text, edit).slice(piece.start, piece.end + grown))
  const [read, ...others] = documents
  return read && others.length + broken.length === 0 && sameValue(read.value, meant) ? edit : undefined
}
