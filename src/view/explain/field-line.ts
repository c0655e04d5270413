import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseAllDocuments } from 'yaml'

/** Where a field stands in the text: the whole lines of its key and, when it is a plain value, of that. */
export interface FieldLine {
  /** From 1. */
  readonly line: number
  /** False: the field itself is not in the text (its default counts), and this is the nearest thing around it. */
  readonly exact: boolean
}

/** A larger text is not read again on the page's own thread for the sake of a highlight. */
const LARGEST = 200_000

type Documents = ReturnType<typeof parseAllDocuments>
let parsed: { readonly text: string; readonly documents: Documents; readonly lines: LineCounter } | undefined

/** The line of a field (spec.containers[0].livenessProbe.periodSeconds) in a document of the text. */
export function fieldLine(text: string, document: number, field: string): FieldLine | undefined {
  if (text.length > LARGEST) return undefined
  if (parsed?.text !== text) {
    const lines = new LineCounter()
    parsed = { text, documents: parseAllDocuments(text, { lineCounter: lines, logLevel: 'silent' }), lines }
  }
  const { documents, lines } = parsed
  const root = Array.isArray(documents) ? documents[document]?.contents : undefined
  if (!root) return undefined
  const found = walk(root as Node, pathOf(field))
  if (found.offset === undefined) return undefined
  return { line: lines.linePos(found.offset).line, exact: found.exact }
}

function walk(root: Node, path: readonly (string | number)[]): { offset: number | undefined; exact: boolean } {
  let node: unknown = root
  let offset: number | undefined
  for (const step of path) {
    const next = typeof step === 'number' ? itemOf(node, step) : pairOf(node, step)
    if (next === undefined) return { offset, exact: false }
    offset = next.offset ?? offset
    node = next.value
  }
  return { offset, exact: offset !== undefined }
}

interface Found {
  readonly offset: number | undefined
  readonly value: unknown
}

function itemOf(node: unknown, index: number): Found | undefined {
  if (!isSeq(node)) return undefined
  const item = node.items[index] as Node | undefined
  return item && { offset: item.range?.[0], value: item }
}

function pairOf(node: unknown, key: string): Found | undefined {
  if (!isMap(node)) return undefined
  const pair = node.items.find((each: Pair) => isScalar(each.key) && each.key.value === key)
  return pair && { offset: (pair.key as Node).range?.[0], value: pair.value }
}

/** spec.containers[0].image → spec, containers, 0, image */
function pathOf(field: string): (string | number)[] {
  return [...field.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index))
}
