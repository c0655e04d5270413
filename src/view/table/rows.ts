import type { Time } from '../../lib/time.ts'
import type { Seq, TraceEntry } from '../../trace/entry.ts'
import { entryOf, type Happening } from '../../trace/lookup.ts'
import { countUpTo } from '../../trace/search.ts'
import type { Trace } from '../../trace/trace.ts'
import { type Sentence, sentenceOf } from '../explain/sentence.ts'
import type { ExplainWords } from '../explain/words-en.ts'

/** What a row is about, as one filters by it. */
export const ROW_KINDS = [
  'steps',
  'pods',
  'containers',
  'probes',
  'endpoints',
  'traffic',
  'nodes',
  'objects',
  'events',
  'decisions',
  'logs',
] as const
export type RowKind = (typeof ROW_KINDS)[number]

export interface TableRow {
  readonly at: Time
  readonly seq: Seq
  readonly kind: RowKind
  /** Of what: web, web/app, node-1. */
  readonly of: string
  readonly happening: Happening
}

const made = new WeakMap<Trace, readonly TableRow[]>()

/** Everything that happened, a row each, in the order of time. */
export function tableRows(trace: Trace): readonly TableRow[] {
  let rows = made.get(trace)
  if (rows === undefined) {
    rows = merged(entryRows(trace), attemptRows(trace))
    made.set(trace, rows)
  }
  return rows
}

function entryRows(trace: Trace): TableRow[] {
  const rows: TableRow[] = []
  for (const entry of trace.entries) {
    const about = aboutOf(trace, entry)
    if (about === undefined) continue
    rows.push({ at: entry.at, seq: entry.seq, ...about, happening: { kind: 'entry', entry } })
  }
  return rows
}

function attemptRows(trace: Trace): TableRow[] {
  const rows: TableRow[] = []
  for (const [track, { columns, pod, container }] of trace.probes.entries()) {
    const of = `${pod.name}/${container}`
    for (let index = 0; index < columns.length; index += 1) {
      rows.push({
        at: columns.endAt[index] as number,
        seq: columns.seq[index] as number,
        kind: 'probes',
        of,
        happening: { kind: 'attempt', track, index },
      })
    }
  }
  return rows.sort(inOrder)
}

const inOrder = (a: TableRow, b: TableRow): number => a.at - b.at || a.seq - b.seq

/** Entries are in order already; so are the attempts. */
function merged(a: readonly TableRow[], b: readonly TableRow[]): readonly TableRow[] {
  const rows: TableRow[] = []
  let i = 0
  for (const row of a) {
    while (i < b.length && inOrder(b[i] as TableRow, row) < 0) rows.push(b[i++] as TableRow)
    rows.push(row)
  }
  while (i < b.length) rows.push(b[i++] as TableRow)
  return rows
}

function aboutOf(trace: Trace, entry: TraceEntry): Pick<TableRow, 'kind' | 'of'> | undefined {
  switch (entry.kind) {
    case 'step':
    case 'stepOutput':
      return entry.aside ? undefined : { kind: 'steps', of: 'kubectl' }
    case 'stepEnd':
      return undefined
    case 'object':
      return aboutObject(entry.objectKind, entry.name)
    case 'event':
      return { kind: 'events', of: entry.regarding.name }
    case 'log':
      return { kind: 'logs', of: `${entry.pod.name}/${entry.container}` }
    case 'decision':
      return { kind: 'decisions', of: nameOf(entry) }
    case 'notSimulated':
      return { kind: 'objects', of: '' }
    case 'requestsFailed':
      return { kind: 'traffic', of: trace.traffic[entry.track]?.service ?? '' }
    case 'spanEnd': {
      const opened = entryOf(trace, entry.opened)
      return opened?.kind === 'span' ? aboutOf(trace, opened) : undefined
    }
    default:
      return { kind: entry.container === undefined ? 'pods' : 'containers', of: nameOf(entry) }
  }
}

function aboutObject(objectKind: string, name: string): Pick<TableRow, 'kind' | 'of'> | undefined {
  if (objectKind === 'Lease') return undefined
  if (objectKind === 'Pod') return { kind: 'pods', of: name }
  if (objectKind === 'Node') return { kind: 'nodes', of: name }
  const kind = objectKind === 'EndpointSlice' || objectKind === 'Service' ? 'endpoints' : 'objects'
  return { kind, of: `${objectKind} ${name}` }
}

function nameOf({ pod, container }: { readonly pod: { readonly name: string }; readonly container?: string }): string {
  return container === undefined ? pod.name : `${pod.name}/${container}`
}

/** A row in words: the same sentence that Why? says, with its rule. */
export function saysRow(trace: Trace, { happening }: TableRow, words: ExplainWords): Sentence {
  return sentenceOf(trace, happening, words)
}

export interface RowFilter {
  readonly kinds: ReadonlySet<RowKind>
  /** Every word of it has to be found, somewhere in the row. */
  readonly query: string
}

/** What is left of the rows. The words are only asked for where there is something to be looked for in them. */
export function filteredRows(
  rows: readonly TableRow[],
  { kinds, query }: RowFilter,
  textOf: (row: TableRow) => string,
): readonly TableRow[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    if (!kinds.has(row.kind)) return false
    if (wanted.length === 0) return true
    const text = textOf(row).toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}

/** Index of the last row at or before an instant; -1 before the first. */
export function rowAt(rows: readonly TableRow[], at: Time): number {
  return countUpTo(rows, at) - 1
}
