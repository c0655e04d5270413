import type { FixTitle } from '../manifest/note.ts'
import type { Place } from '../manifest/place.ts'
import type { Fix } from '../manifest/problem.ts'
import type { LineIndex } from '../manifest/text/line-index.ts'
import { SCENARIO_API_VERSION } from './scenario-version.ts'

/** A field of an `images:` entry, as text in flow style. */
export type EntryField = readonly [name: string, text: string]

/** Where the text says something of images. */
export interface EntryPlace {
  readonly text: string
  readonly lines: LineIndex
  /** The Scenario document, if there is one, and its value. */
  readonly scenario: { readonly place: Place; readonly value: unknown } | undefined
  /** The entry of this image, if there is one. */
  readonly index: number | undefined
}

/**
 * An edit that says something of an image in the Scenario's `images`: in its entry, in a new one, or in a new document.
 * Everything else of the text stays as it is. Undefined: there is no place for it (`images:` with nothing behind it).
 */
export function imageEntryFix(
  title: FixTitle,
  image: string,
  fields: readonly EntryField[],
  where: EntryPlace,
): Fix | undefined {
  const insertion = insertionFor(image, fields, where)
  if (!insertion) return undefined
  const { at, text } = insertion
  return { title, range: where.lines.range(at, at), text }
}

interface Insertion {
  readonly at: number
  readonly text: string
}

function insertionFor(
  image: string,
  fields: readonly EntryField[],
  { text, scenario, index }: EntryPlace,
): Insertion | undefined {
  const inEntry = fields.map(([name, value]) => `${name}: ${value}`)
  const entry = `{${[`name: ${JSON.stringify(image)}`, ...inEntry].join(', ')}}`
  if (!scenario) return newDocument(text, entry)
  const { place, value } = scenario
  const held = (path: readonly (string | number)[]): unknown =>
    path.reduce<unknown>((holder, key) => (holder as Record<string | number, unknown> | undefined | null)?.[key], value)
  if (index !== undefined) return intoMap(text, place, `spec.images[${index}]`, inEntry)
  const images = held(['spec', 'images'])
  if (Array.isArray(images)) return intoList(text, place, images.length, entry)
  if (images !== undefined) return undefined
  const spec = held(['spec'])
  if (typeof spec === 'object' && spec !== null && Object.keys(spec).length > 0) {
    return isFlow(text, place, 'spec')
      ? intoMap(text, place, 'spec', [`images: [${entry}]`])
      : intoMap(text, place, 'spec', [`images:\n  - ${entry}`])
  }
  if (isFlow(text, place, 'spec') && spec !== undefined) return intoMap(text, place, 'spec', [`images: [${entry}]`])
  if (spec !== undefined) return undefined
  return isFlow(text, place, '')
    ? intoMap(text, place, '', [`"spec": {images: [${entry}]}`])
    : intoMap(text, place, '', [`spec:\n  images:\n    - ${entry}`])
}

function newDocument(text: string, entry: string): Insertion {
  const lead = text === '' || text.endsWith('\n') ? '' : '\n'
  // After a line of dots no more than a new document is read.
  return {
    at: text.length,
    text: `${lead}---\napiVersion: ${SCENARIO_API_VERSION}\nkind: Scenario\nspec:\n  images:\n    - ${entry}\n`,
  }
}

function isFlow(text: string, place: Place, path: string): boolean {
  const range = place.rangeOf(path)
  return range !== undefined && (text[range.start] === '{' || text[range.start] === '[')
}

function intoList(text: string, place: Place, length: number, entry: string): Insertion | undefined {
  const list = place.rangeOf('spec.images')
  if (!list) return undefined
  if (text[list.start] === '[') return beforeBracket(text, list.end, entry, length === 0)
  const last = place.rangeOf(`spec.images[${length - 1}]`)
  if (!last) return undefined
  const dash = /^([ \t]*)- /.exec(text.slice(lineStart(text, last.start)))
  return dash ? newLines(text, last.end, `${dash[1]}- ${entry}`) : undefined
}

/** Fields at the end of a mapping. */
function intoMap(text: string, place: Place, path: string, fields: readonly string[]): Insertion | undefined {
  const map = place.rangeOf(path)
  if (!map) return undefined
  if (text[map.start] === '{') {
    return beforeBracket(text, map.end, fields.join(', '), /^\{\s*\}$/.test(text.slice(map.start, map.end)))
  }
  const indent = ' '.repeat(map.start - lineStart(text, map.start))
  return newLines(text, map.end, fields.map((field) => indent + field.replaceAll('\n', `\n${indent}`)).join('\n'))
}

function beforeBracket(text: string, end: number, what: string, isEmpty: boolean): Insertion {
  let at = end - 1
  while (at > 0 && /\s/.test(text[at - 1] as string)) at--
  // A comment would swallow what stands behind it.
  if (text.slice(lineStart(text, at), at).includes('#')) at = end - 1
  const needsComma = !isEmpty && text[at - 1] !== ','
  return { at, text: `${needsComma ? ', ' : isEmpty ? '' : ' '}${what}` }
}

/** Behind the last line of what ends there, before the comments that follow. */
function newLines(text: string, end: number, what: string): Insertion {
  let at = end
  if (text[at - 1] !== '\n') {
    const newline = text.indexOf('\n', at)
    if (newline < 0) return { at: text.length, text: `\n${what}\n` }
    at = newline + 1
  }
  for (;;) {
    const before = lineStart(text, at - 1)
    if (at === 0 || !/^[ \t]*(?:#.*)?\r?\n$/.test(text.slice(before, at))) break
    at = before
  }
  return { at, text: `${what}\n` }
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}
