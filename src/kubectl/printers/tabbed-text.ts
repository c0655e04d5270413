/**
 * Sets cells that end in tabs in columns, as Go's tabwriter does with a padding of two: a column is a run of lines that
 * have a cell there, and as wide as its widest cell. What stands behind the last tab of a line is in no column.
 */
// go: text/tabwriter format, writeLines; kubectl: pkg/describe/describe.go tabbedString (v1.36)
export function tabbedText(text: string): string {
  const lines = text.split('\n').map((line) => line.split('\t'))
  const widths = new Map<string[], number[]>(lines.map((line) => [line, []]))
  setColumns(lines, 0, widths)
  return lines
    .map((line) => line.map((cell, column) => cell.padEnd(padTo(cell, widths.get(line)?.[column]))).join(''))
    .join('\n')
}

const PADDING = 2

function setColumns(lines: readonly string[][], column: number, widths: ReadonlyMap<string[], number[]>): void {
  let block: string[][] = []
  const close = (): void => {
    if (block.length === 0) return
    const width = Math.max(...block.map((line) => widthOf(line[column] as string))) + PADDING
    for (const line of block) widths.get(line)?.push(width)
    const inner = block
    block = []
    setColumns(inner, column + 1, widths)
  }
  for (const line of lines) {
    if (column < line.length - 1) block.push(line)
    else close()
  }
  close()
}

/** padEnd counts UTF-16 code units, Go counts runes. */
function padTo(cell: string, width: number | undefined): number {
  return width === undefined ? 0 : width + cell.length - widthOf(cell)
}

function widthOf(cell: string): number {
  return [...cell].length
}
