import type { SourceRange } from '../problem.ts'

/** Offsets of a text to lines and columns. */
export class LineIndex {
  readonly #text: string
  readonly #starts: number[] = [0]

  constructor(text: string) {
    this.#text = text
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
  }

  get count(): number {
    return this.#starts.length
  }

  /** From 1. */
  lineAt(offset: number): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }

  /** Where a line begins; lines count from 1. */
  startOf(line: number): number {
    return this.#starts[line - 1] ?? this.#text.length
  }

  /** A line without its line break. */
  textOf(line: number): string {
    return this.#text.slice(this.startOf(line), this.startOf(line + 1)).replace(/\r?\n$/, '')
  }

  range(start: number, end: number): SourceRange {
    const from = Math.max(0, Math.min(start, this.#text.length))
    const to = Math.max(from, Math.min(end, this.#text.length))
    const line = this.lineAt(from)
    const endLine = this.lineAt(to)
    return {
      start: from,
      end: to,
      line,
      column: from - this.startOf(line) + 1,
      endLine,
      endColumn: to - this.startOf(endLine) + 1,
    }
  }
}
