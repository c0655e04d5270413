/** A line of a piece, as far as its indentation goes. */
export interface Line {
  readonly text: string
  /** Spaces before its first letter; of an empty line, or a comment, that of none. */
  readonly indent: number
  readonly hasContent: boolean
}

export function linesOf(piece: string): readonly Line[] {
  return piece.split('\n').map((text) => {
    const indent = /^[ \t]*/.exec(text)?.[0].length ?? 0
    return { text, indent, hasContent: !/^\s*(?:#|$)/.test(text) }
  })
}

/** The piece with some of its lines written otherwise; `undefined` leaves a line out. */
export function withLines(
  piece: string,
  from: number,
  to: number,
  rewrite: (line: string, index: number) => string | undefined,
): string {
  const lines = piece.split('\n')
  const written = lines.flatMap((line, index) => (index < from || index >= to ? [line] : (rewrite(line, index) ?? [])))
  return written.join('\n')
}

/** Where the lines end that stand below one, deeper than it (or as deep, with `siblings`). */
export function endOfBlock(lines: readonly Line[], at: number, siblings = false): number {
  const own = lines[at]?.indent ?? 0
  let end = at + 1
  for (let next = at + 1; next < lines.length; next++) {
    const line = lines[next] as Line
    if (!line.hasContent) continue
    if (line.indent < own || (line.indent === own && !siblings)) break
    end = next + 1
  }
  return end
}

/** The content line above one. */
export function lineAbove(lines: readonly Line[], at: number): number | undefined {
  for (let above = at - 1; above >= 0; above--) if (lines[above]?.hasContent) return above
  return undefined
}

/** A line in three parts: what it is indented by with its dashes, its content, and the comment behind it. */
export function partsOf(line: string): { readonly lead: string; readonly content: string; readonly comment: string } {
  const lead = /^[ \t]*(?:- +)*/.exec(line)?.[0] ?? ''
  let quote = ''
  for (let at = lead.length; at < line.length; at++) {
    const sign = line[at] as string
    if (quote !== '') {
      if (sign === quote) quote = ''
    } else if ((sign === '"' || sign === "'") && /[\s,[{:(]/.test(line[at - 1] ?? ' ')) quote = sign
    else if (sign === '#' && /\s/.test(line[at - 1] ?? ' ')) {
      const content = line.slice(lead.length, at).trimEnd()
      return { lead, content, comment: line.slice(lead.length + content.length) }
    }
  }
  const content = line.slice(lead.length).trimEnd()
  return { lead, content, comment: line.slice(lead.length + content.length) }
}
