import { LAST_APPLIED } from '../../../manifest/object/last-applied.ts'
import { type Fields, sortedEntries } from '../field.ts'
import type { Lines } from './lines.ts'

/** Labels and the like, one a line, sorted. `indent` stands before the title. */
// kubectl: pkg/describe/describe.go printLabelsMultilineWithIndent (v1.36)
export function labelLines(out: Lines, title: string, labels: Fields, indent = ''): void {
  const entries = sortedEntries(labels)
  if (entries.length === 0) out.line(0, `${indent}${title}:\t<none>`)
  entries.forEach(([key, value], index) => {
    out.line(0, `${indent}${index === 0 ? `${title}:` : ''}\t${key}=${String(value)}`)
  })
}

/** A longer one stands below its key, and is cut. */
const LONGEST_ANNOTATION = 140

// kubectl: pkg/describe/describe.go printAnnotationsMultiline (v1.36)
export function annotationLines(out: Lines, annotations: Fields, title = 'Annotations'): void {
  const entries = sortedEntries(annotations).filter(([key]) => key !== LAST_APPLIED)
  if (entries.length === 0) out.line(0, `${title}:\t<none>`)
  const indent = '\t'
  entries.forEach(([key, given], index) => {
    const value = String(given).replace(/\n$/, '')
    const head = index === 0 ? `${title}:${indent}` : indent
    if (value.length + key.length + 2 <= LONGEST_ANNOTATION && !value.includes('\n')) {
      out.line(0, `${head}${key}: ${value}`)
      return
    }
    out.line(0, `${head}${key}:`)
    for (const line of value.split('\n')) out.line(0, `${indent}  ${shorten(line, LONGEST_ANNOTATION - 2)}`)
  })
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}...` : text
}
