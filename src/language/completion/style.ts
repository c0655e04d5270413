import type { Site } from '../site.ts'

/** How lines around a caret are written, for what is put in there. */
export interface LineStyle {
  /** How far right the first letter of what is put in stands. */
  readonly column: number
  /** Spaces of a level. */
  readonly step: number
  /** Whether a list stands further right than the key that it belongs to. */
  readonly indentsLists: boolean
  /** Between braces or brackets: everything on one line. */
  readonly flow: boolean
}

/** As the document that the caret is in is written; what it does not say is as in most manifests. */
export function lineStyleAt(text: string, { spot, lead }: Site): LineStyle {
  const around = text.slice(Math.max(0, spot.start - 20_000), spot.start + 20_000)
  const step = /^[\w-]+:[ \t]*\r?\n( +)[\w-]/m.exec(around)?.[1]?.length ?? 2
  const list = /^( *)[\w-]+:[ \t]*\r?\n( *)- /m.exec(around)
  const indentsLists = list === null || (list[2]?.length ?? 0) > (list[1]?.length ?? 0)
  const from = text.lastIndexOf('\n', spot.start - 1) + 1
  const own = spot.start - from
  if (lead === 'none' || lead === 'dash') {
    return { column: own, step, indentsLists, flow: lead === 'none' && isInFlow(text, spot.start) }
  }
  const key = /^[ ]*(?:-[ ]+)*/.exec(text.slice(from, spot.start))?.[0].length ?? 0
  return { column: key + (lead === 'line' || indentsLists ? step : 0), step, indentsLists, flow: false }
}

/** On its own line: what stands in brackets of several lines is rare, and then its commas are missed. */
function isInFlow(text: string, start: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start).replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '')
  return count(line, /[[{]/g) > count(line, /[\]}]/g)
}

function count(text: string, sign: RegExp): number {
  return text.match(sign)?.length ?? 0
}
