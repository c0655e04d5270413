/** The one stretch in which a text differs from another: what stood there, and what stands there now. */
export interface TextChange {
  readonly start: number
  /** In the text before, exclusive. */
  readonly end: number
  readonly inserted: string
}

export function changeBetween(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++
  let kept = 0
  while (
    kept < shorter - start &&
    before.charCodeAt(before.length - 1 - kept) === after.charCodeAt(after.length - 1 - kept)
  ) {
    kept++
  }
  // Not between the halves of a character, which no editor can put its caret into.
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start--
  if (kept > 0 && isLowSurrogate(before.charCodeAt(before.length - kept))) kept--
  return { start, end: before.length - kept, inserted: after.slice(start, after.length - kept) }
}

/** Less than this is a word or two: nobody looks for it afterwards. */
const WORTH_KEEPING = 40
/** A text of which less than this share is left is another text. */
const SAME_SHARE = 1 / 3

/** Whether an edit has replaced the text, as a paste over everything does, rather than changed it. */
export function isAnotherText(before: string, after: string): boolean {
  const { start, end } = changeBetween(before, after)
  return (
    before.slice(start, end).trim().length >= WORTH_KEEPING && start + before.length - end < before.length * SAME_SHARE
  )
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

/** From and up to which line, counted from 1. */
export interface Lines {
  readonly from: number
  readonly to: number
}

/**
 * Which lines of the text after a change are new or others; where something was only taken away, the line that it was in.
 */
export function linesOfChange(before: string, after: string): Lines {
  const change = changeBetween(before, after)
  let [start, end] = [change.start, change.start + change.inserted.length]
  // Lines like their neighbours can be told apart from them in several ways: as whole lines they are meant.
  while (start > 0 && end > start && after[start - 1] !== '\n' && after[start - 1] === after[end - 1]) {
    start--
    end--
  }
  while (start < end && after[start] === '\n') start++
  if (end > start && after[end - 1] === '\n') end--
  const from = breaksIn(after, 0, start) + 1
  return { from, to: from + breaksIn(after, start, end) }
}

function breaksIn(text: string, start: number, end: number): number {
  let count = 0
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++
  return count
}
