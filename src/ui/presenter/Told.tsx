import { useMemo } from 'react'
import { watchForOf } from '../../app/gallery-items.ts'
import { useApp } from '../../app/store.ts'
import type { Trace } from '../../trace/trace.ts'
import type { Beat } from '../../view/beats.ts'
import { changeLabel } from '../../view/explain/change-label.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { useWords } from '../language/words.ts'
import css from './Presenter.module.css'

const MOST_LABELS = 4

interface Props {
  readonly trace: Trace | undefined
  /** The one that has been reached. */
  readonly beat: Beat | undefined
  readonly isLast: boolean
}

/** Under the question: what has just happened; and what there was to be seen, once all of it has been. */
export function Told({ trace, beat, isLast }: Props) {
  const { change: changeWords, gallery, presenter: words } = useWords()
  const text = useApp((state) => state.text)
  const watchFor = useMemo(() => watchForOf(text, gallery), [text, gallery])
  const labels = useMemo(() => {
    if (trace === undefined || beat === undefined) return []
    // A step may be several lines.
    const said = beat.instants.map((at) => changeLabel(trace, at, changeWords).split('\n', 1)[0] ?? '')
    return [...new Set(said)].filter((label) => label !== '').slice(-MOST_LABELS)
  }, [trace, beat, changeWords])
  if (isLast && watchFor !== '') return <p className={css.told}>{words.inShort(watchFor)}</p>
  return (
    <p className={css.told} data-short={watchFor === '' || undefined}>
      {beat === undefined ? null : <time>{clockText(beat.at, 100)}</time>}
      {beat?.at === 0 ? words.begins : labels.join(' · ')}
    </p>
  )
}
