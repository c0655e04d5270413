import { useMemo } from 'react'
import { unifiedDiff } from '../../lib/unified-diff.ts'
import css from './Diff.module.css'

const MARKS: Readonly<Record<string, 'added' | 'removed'>> = { '+': 'added', '-': 'removed' }

/** What a change of the text changes: its lines with some around them, as diff prints them. */
export function Diff({
  before,
  after,
  most,
}: {
  readonly before: string
  readonly after: string
  readonly most: number
}) {
  const lines = useMemo(() => unifiedDiff(before, after).split('\n').slice(0, -1), [before, after])
  const shown = lines.slice(0, most)
  return (
    <pre className={css.diff}>
      {shown.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines can be alike in everything
        <span key={index} data-mark={line.startsWith('@@') ? 'place' : MARKS[line[0] ?? '']}>
          {line.startsWith('@@') ? '⋯' : line}
          {'\n'}
        </span>
      ))}
      {lines.length > most ? <span data-mark="place">⋯</span> : null}
    </pre>
  )
}
