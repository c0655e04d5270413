import { ownValue } from '../../lib/own.ts'
import type { Time } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { kindWithGroup } from '../../manifest/schema/kinds.ts'
import { labelsText } from './field.ts'
import { Table } from './table.ts'
import type { TablePrinter } from './tables/table-printer.ts'
import { tableOf } from './tables/tables.ts'

export interface TableOptions {
  readonly wide: boolean
  readonly noHeaders: boolean
  /** NAMESPACE comes first. */
  readonly withNamespace: boolean
  /** Names say their kind: pod/web. */
  readonly withKind: boolean
  readonly showLabels: boolean
  readonly labelColumns: readonly string[]
  /** What has happened to it comes first. */
  readonly withEvent?: boolean
  /** Instead of the kind's own columns. */
  readonly table?: TablePrinter | undefined
}

/** Objects of one kind as `kubectl get` shows them; more of them can follow, in columns at least as wide. */
// cli-runtime: pkg/printers/tableprinter.go (v1.36)
export class HumanTable {
  readonly #options: TableOptions
  readonly #table = new Table()
  #headed: boolean

  constructor(options: TableOptions) {
    this.#options = options
    this.#headed = options.noHeaders
  }

  /** `event`: what has happened to them. */
  print(objects: readonly KubeObject[], now: Time, event = 'ADDED'): string {
    const [first] = objects
    if (!first) return ''
    const { withEvent = false } = this.#options
    const rows = objects.map((object) => [...(withEvent ? [event.padEnd(EVENT_WIDTH)] : []), ...this.#row(object, now)])
    const head = this.#headed ? [] : [[...(withEvent ? ['EVENT'] : []), ...this.#head(first.kind)]]
    this.#headed = true
    return this.#table
      .lines([...head, ...rows])
      .map((line) => `${line}\n`)
      .join('')
  }

  #head(kind: string): readonly string[] {
    const { wide, withNamespace, showLabels, labelColumns, table } = this.#options
    const { columns, narrow } = table ?? tableOf(kind, wide)
    return [
      ...(withNamespace ? ['NAMESPACE'] : []),
      ...(wide ? columns : columns.slice(0, narrow)),
      ...labelColumns.map((label) => label.slice(label.lastIndexOf('/') + 1).toUpperCase()),
      ...(showLabels ? ['LABELS'] : []),
    ]
  }

  #row(object: KubeObject, now: Time): readonly string[] {
    const { wide, withNamespace, withKind, showLabels, labelColumns, table } = this.#options
    const { columns, narrow, row } = table ?? tableOf(object.kind, wide)
    const nameAt = columns.indexOf('NAME')
    const cells = row(object, now, wide).map((cell, index) =>
      index === nameAt && withKind ? `${kindWithGroup(object)}/${cell}` : oneLine(cell),
    )
    const { labels = {}, namespace = '' } = object.metadata
    return [
      ...(withNamespace ? [namespace] : []),
      ...(wide ? cells : cells.slice(0, narrow)),
      ...labelColumns.map((label) => ownValue(labels, label) ?? ''),
      ...(showLabels ? [labelsText(labels)] : []),
    ]
  }
}

// cli-runtime: pkg/printers/tableprinter.go formattedEventType (v1.36)
const EVENT_WIDTH = 'MODIFIED'.length

/** A cell has one line: of more the first is shown, and that there are more. */
// cli-runtime: pkg/printers/tableprinter.go printRows (v1.36)
function oneLine(cell: string): string {
  const end = cell.search(/[\f\n\r]/)
  return end < 0 ? cell : `${cell.slice(0, end)}...`
}
