import { useMemo } from 'react'
import { useApp } from '../../app/store.ts'
import { summaryOf } from '../../view/table/summary.ts'
import { useWords } from '../language/words.ts'
import css from './Table.module.css'

/** The run in a few sentences; undefined while it is not known to its end. */
function useSummary(): readonly string[] | undefined {
  const { summary: words } = useWords()
  const trace = useApp((state) => state.trace)
  const whole = trace?.ending === 'running' ? undefined : trace
  return useMemo(() => whole && summaryOf(whole, words), [whole, words])
}

export function RunSummary() {
  const { table: words } = useWords()
  const sentences = useSummary()
  if (sentences === undefined) return null
  return (
    <p className={css.summary}>
      <b>{words.summary}</b> {sentences.join(' ')}
    </p>
  )
}

/** For those who listen: what the timeline is described by. */
export function SpokenSummary() {
  const sentences = useSummary()
  return (
    <p id="run-summary" className="visually-hidden">
      {sentences?.join(' ')}
    </p>
  )
}
