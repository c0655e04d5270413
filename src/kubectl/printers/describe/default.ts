import { isMap } from '../../../lib/is-map.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { type Fields, sortedEntries } from '../field.ts'
import { plainDescriber } from './describer.ts'
import { metaLines, nameLines } from './head.ts'
import type { Lines } from './lines.ts'

const SHOWN_ABOVE = new Set(['managedFields', 'name', 'namespace', 'labels', 'annotations'])

/** Of a kind that kubectl does not know: every field there is, by its name. */
// kubectl: pkg/describe/describe.go genericDescriber (v1.36)
export const DEFAULT = plainDescriber((out, object) => {
  nameLines(out, object)
  metaLines(out, object)
  const { metadata, ...rest } = object
  const shown = Object.fromEntries(Object.entries(metadata).filter(([field]) => !SHOWN_ABOVE.has(field)))
  fieldLines(out, 0, { ...rest, metadata: shown } as KubeObject)
})

// kubectl: pkg/describe/describe.go printUnstructuredContent (v1.36)
function fieldLines(out: Lines, level: number, content: Fields): void {
  for (const [field, value] of sortedEntries(content)) {
    if (value === undefined) continue
    const label = smartLabelFor(field)
    if (Array.isArray(value)) {
      out.line(level, `${label}:`)
      for (const child of value) {
        if (isMap(child)) fieldLines(out, level + 1, child)
        else out.line(level + 1, valueText(child))
      }
    } else if (isMap(value)) {
      out.line(level, `${label}:`)
      fieldLines(out, level + 1, value)
    } else out.line(level, `${label}:\t${valueText(value)}`)
  }
}

function valueText(value: unknown): string {
  return value === null || value === undefined ? '<nil>' : String(value)
}

const ACRONYMS = new Set(['API', 'URL', 'UID', 'GUID'])

/** lastTransitionTime is Last Transition Time. A name with anything but letters and dashes stays as it is. */
// kubectl: pkg/describe/describe.go smartLabelFor (v1.36)
function smartLabelFor(field: string): string {
  if (!/^[\p{L}-]*$/u.test(field)) return field
  const parts = mergedParts(camelParts(field))
  return parts.map(spelled).join(' ')
}

/** A run of capitals is a part; its last one belongs to the small letters behind it. */
// fatih/camelcase: Split
function camelParts(field: string): string[] {
  return field.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|[^\p{Lu}\p{Ll}]+/gu) ?? []
}

/** openAPIV3: what follows capitals and begins with one belongs to them. */
function mergedParts(parts: readonly string[]): string[] {
  const merged: string[] = []
  for (let index = 0; index < parts.length; index++) {
    const [part, next] = [parts[index] as string, parts[index + 1]]
    if (next !== undefined && part.length >= 2 && !/\p{Ll}/u.test(part) && /^\p{Lu}/u.test(next)) {
      merged.push(part + next)
      index++
    } else merged.push(part)
  }
  return merged
}

function spelled(part: string): string {
  if (ACRONYMS.has(part.toUpperCase())) return part.toUpperCase()
  return part.toLowerCase() === part ? part.replace(/^\p{L}/u, (letter) => letter.toUpperCase()) : part
}
