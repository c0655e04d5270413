import type { FixTitle } from '../manifest/note.ts'
import type { Fix } from '../manifest/problem.ts'
import { addDocument } from '../manifest/text/add-document.ts'
import { addFields, addItem } from '../manifest/text/edits.ts'
import { type ManifestStream, parseManifest } from '../manifest/text/parse.ts'
import { edited, fixOf, type TextEdit } from '../manifest/text/text-edit.ts'
import { SCENARIO_API_VERSION } from './scenario-version.ts'

/** Where the text says something of images. */
export interface EntryPlace {
  readonly stream: ManifestStream
  /** Which document is the Scenario, if there is one. */
  readonly scenario: number | undefined
  /** The entry of this image, if there is one. */
  readonly index: number | undefined
}

/**
 * An edit that says something of an image in the Scenario's `images`: in its entry, in a new one, or in a new document.
 * Everything else of the text stays as it is. Undefined: there is no place for it.
 */
export function imageEntryFix(
  title: FixTitle,
  image: string,
  fields: Readonly<Record<string, unknown>>,
  where: EntryPlace,
): Fix | undefined {
  const edit = entryEdit({ name: image, ...fields }, fields, where)
  return edit && fixOf(title, edit, where.stream.lines)
}

function entryEdit(
  entry: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, unknown>>,
  { stream, scenario, index }: EntryPlace,
): TextEdit | undefined {
  if (scenario === undefined) {
    const head = `apiVersion: ${SCENARIO_API_VERSION}\nkind: Scenario\n`
    const edit = addItem(parseManifest(head), 0, 'spec.images', entry, 'flow')
    return edit && addDocument(stream.text, edited(head, edit))
  }
  return index === undefined
    ? addItem(stream, scenario, 'spec.images', entry, 'flow')
    : addFields(stream, scenario, `spec.images[${index}]`, fields, 'flow')
}
