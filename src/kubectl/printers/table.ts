/**
 * Text in columns as Go's tabwriter sets them: a column is as wide as its widest cell and the padding, and at least
 * `minWidth`; the last cell of a row is not padded. Tabs and newlines must not be in the cells.
 */
export interface TableLayout {
  readonly minWidth: number
  readonly padding: number
}

// cli-runtime: pkg/printers/tabwriter.go (v1.36)
const GET_LAYOUT: TableLayout = { minWidth: 6, padding: 3 }
// kubectl: pkg/describe/describe.go tabbedString (v1.36)
export const DESCRIBE_LAYOUT: TableLayout = { minWidth: 0, padding: 2 }

/**
 * A table that is printed piece by piece, as `kubectl get --watch` does: a piece never gets narrower columns than the
 * pieces before it, and does not know those after it.
 */
export class Table {
  readonly #layout: TableLayout
  readonly #widths: number[] = []

  constructor(layout: TableLayout = GET_LAYOUT) {
    this.#layout = layout
  }

  /** The lines for the rows, without line ends. */
  lines(rows: readonly (readonly string[])[]): string[] {
    for (const row of rows) {
      row.slice(0, -1).forEach((cell, column) => {
        const width = Math.max(this.#layout.minWidth, widthOf(cell) + this.#layout.padding)
        this.#widths[column] = Math.max(this.#widths[column] ?? 0, width)
      })
    }
    return rows.map((row) =>
      row.map((cell, column) => (column === row.length - 1 ? cell : this.#pad(cell, column))).join(''),
    )
  }

  #pad(cell: string, column: number): string {
    return cell + ' '.repeat(Math.max(0, (this.#widths[column] ?? 0) - widthOf(cell)))
  }
}

export function formatTable(rows: readonly (readonly string[])[], layout: TableLayout = GET_LAYOUT): string {
  return new Table(layout)
    .lines(rows)
    .map((line) => `${line}\n`)
    .join('')
}

/** Go counts runes, not UTF-16 code units. */
function widthOf(cell: string): number {
  return /[\ud800-\udfff]/.test(cell) ? [...cell].length : cell.length
}
