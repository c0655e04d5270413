import type { Problem } from '../scenario/problem.ts'
import { useCaretLine } from './caret-line.ts'

/** A refusal is told once nothing was typed for so long: half a word is refused most of the time, ms. */
const REFUSED_MS = 250
/** One that is about nothing but the line that is being written waits longer, as long as the caret stays there, ms. */
const IN_LINE_MS = 2_000

/**
 * Tells a refusal of what is being typed when it is time to: soon, or when the caret has left the only line that has
 * errors. Returns what calls it off.
 */
export function holdRefusal(problems: readonly Problem[], tell: () => void): () => void {
  const { line } = useCaretLine.getState()
  const inLine = line !== undefined && onlyIn(problems, line)
  const late = setTimeout(tellNow, inLine ? IN_LINE_MS : REFUSED_MS)
  const unsubscribe = useCaretLine.subscribe((caret) => {
    if (inLine && caret.line !== line) tellNow()
  })
  function tellNow() {
    callOff()
    tell()
  }
  function callOff() {
    clearTimeout(late)
    unsubscribe()
  }
  return callOff
}

function onlyIn(problems: readonly Problem[], line: number): boolean {
  const errors = problems.filter(({ severity }) => severity === 'error')
  return errors.length > 0 && errors.every(({ range }) => range?.line === line && range.endLine === line)
}
