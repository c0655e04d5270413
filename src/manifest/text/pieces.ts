/** What stands between two lines of dashes: kubectl hands the YAML parser one such piece at a time. */
export interface Piece {
  /** Where the piece begins in the text, behind the line of dashes. */
  readonly start: number
  /** Where the next line of dashes begins, or the text ends. */
  readonly end: number
  /** From 1: the line in which it begins. */
  readonly line: number
}

/** Nothing but spaces and a comment may follow the dashes; `--- a: 1` is a line like others to kubectl. */
const SEPARATOR = /^---[ \t\r]*(?:#|$)/

/**
 * The pieces of a text, also those that hold nothing. A line of dashes separates only what has something before it:
 * at the beginning of a piece it belongs to the piece.
 */
// apimachinery: pkg/util/yaml/decoder.go YAMLReader.Read (v1.36)
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let start = 0
  let first = 1
  let line = 1
  for (let at = 0; at < text.length; line++) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline + 1
    if (at > start && text.startsWith('---', at) && SEPARATOR.test(text.slice(at, newline < 0 ? end : newline))) {
      pieces.push({ start, end: at, line: first })
      start = end
      first = line + 1
    }
    at = end
  }
  pieces.push({ start, end: text.length, line: first })
  return pieces
}

/** Whether a piece has something to read: most that have not are comments in front of the first document. */
export function holdsSomething(text: string, { start, end }: Piece): boolean {
  for (let at = start; at < end; ) {
    const newline = text.indexOf('\n', at)
    const next = newline < 0 || newline >= end ? end : newline + 1
    if (!/^(?:---)?\s*(?:#|$)/.test(text.slice(at, Math.min(next, at + 200)).trimEnd())) return true
    at = next
  }
  return false
}

/** The piece that an offset is in; a line of dashes belongs to the piece before it. */
export function pieceAt(pieces: readonly Piece[], offset: number): Piece {
  return pieces.findLast(({ start }) => start <= offset) ?? (pieces[0] as Piece)
}
