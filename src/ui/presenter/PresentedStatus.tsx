import { useMemo } from 'react'
import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { podLines } from '../../view/inspector/pod-view.ts'
import { exactClock } from '../../view/time/exact-clock.ts'
import { cutMiddle } from '../cut-middle.ts'
import { useWords } from '../language/words.ts'
import css from './Presenter.module.css'
import { usePresentedPod } from './presented-pod.ts'

/** What kubectl shows at this moment; with several Pods a row each, as far as there is room. */
const MOST_PODS = 4
const MOST_LETTERS = 24

export function PresentedStatus({ trace, at }: { readonly trace: Trace | undefined; readonly at: Time }) {
  const { presenter: words } = useWords()
  const uid = usePresentedPod(trace, at)
  const lines = useMemo(() => (trace ? podLines(trace, at) : []), [trace, at])
  const shown = lines.length > MOST_PODS ? lines.filter((line) => line.ref.uid === uid) : lines
  // Whose row it is, as soon as it could be somebody else's.
  const named = lines.length > 1
  if (shown.length === 0) {
    return (
      <div className={css.status}>
        <p className={css.none}>{words.nothingYet}</p>
        <time className={css.clock}>{exactClock(at)}</time>
      </div>
    )
  }
  return (
    <div className={css.status}>
      <table className={css.table} data-several={shown.length > 1}>
        <thead>
          <tr>
            {named ? <th scope="col">NAME</th> : null}
            <th scope="col">STATUS</th>
            <th scope="col">READY</th>
            <th scope="col">RESTARTS</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ ref, row, tone }) => (
            <tr key={ref.uid}>
              {named ? <td className={css.name}>{cutMiddle(row.name, MOST_LETTERS)}</td> : null}
              <td className={css.word} data-tone={tone}>
                {row.status}
              </td>
              <td data-label="READY">{row.ready}</td>
              <td data-label="RESTARTS">{row.restarts}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <time className={css.clock}>{exactClock(at)}</time>
    </div>
  )
}
