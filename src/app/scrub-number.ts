/** A number in a line of a manifest that can be made smaller and larger in place. */
export interface NumberInLine {
  /** Offsets in the line; `end` is exclusive. */
  readonly start: number
  readonly end: number
  readonly value: number
  readonly unit: string
}

const NUMBER = /(\d{1,9}(?:\.\d{1,3})?)(Ki|Mi|Gi|Ti|ms|m|k|M|G|T|s)?/g
/** What may stand before and behind it: a number within a word, a version or an address is none. */
const BEFORE = /(?:^|[\s[{(,:"'])$/
const BEHIND = /^(?:$|[\s\]}),"'])/
const LONGEST_LINE = 2_000

/** The number at or around an offset of a line. */
export function numberAt(line: string, offset: number): NumberInLine | undefined {
  if (line.length > LONGEST_LINE) return undefined
  const comment = line.search(/(?:^|\s)#/)
  for (const match of line.matchAll(NUMBER)) {
    const [text, digits = '', unit = ''] = match
    const start = match.index
    const end = start + text.length
    if (offset < start || offset > end) continue
    if (comment >= 0 && start > comment) return undefined
    if (!BEFORE.test(line.slice(0, start)) || !BEHIND.test(line.slice(end))) return undefined
    // host:80 in one word
    if (/[^\s]:$/.test(line.slice(0, start))) return undefined
    return { start, end, value: Number(digits), unit }
  }
  return undefined
}

/** The number so many steps away; never below nothing. */
export function scrubbed({ value, unit }: NumberInLine, steps: number): string {
  const step = stepOf(value, unit)
  const next = Math.max(0, Math.round((value + steps * step) * 1000) / 1000)
  return `${next}${unit}`
}

function stepOf(value: number, unit: string): number {
  if (!Number.isInteger(value)) return 0.1
  if (unit === 'm' || unit === 'ms') return value >= 100 ? 50 : 10
  if (unit === 'Mi' || unit === 'M') return value >= 128 ? 16 : value >= 32 ? 8 : 1
  if (unit === 'Ki' || unit === 'k') return 64
  return value >= 1000 ? 100 : 1
}
