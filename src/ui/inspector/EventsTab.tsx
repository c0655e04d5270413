import { useMemo } from 'react'
import { describeMessage, eventInterval } from '../../kubectl/printers/events.ts'
import type { Time } from '../../lib/time.ts'
import { eventsAt } from '../../trace/state-at.ts'
import type { Trace } from '../../trace/trace.ts'
import { isAbout } from '../../view/history/histories.ts'
import { useWords } from '../language/words.ts'
import { Ask } from './Ask.tsx'
import css from './Inspector.module.css'

/** The Events of the Pod as `kubectl describe` words them, the newest at the end; one below the other, for want of width. */
export function EventsTab({
  trace,
  at,
  uid,
}: {
  readonly trace: Trace
  readonly at: Time
  readonly uid: string | undefined
}) {
  const { inspector: words } = useWords()
  const events = useMemo(
    () => eventsAt(trace, at).filter(({ regarding }) => regarding.kind === 'Pod' && isAbout(trace, uid, regarding.uid)),
    [trace, at, uid],
  )
  if (events.length === 0) return <p className={css.empty}>{words.noEvents}</p>
  return (
    <ul className={css.events}>
      {events.map((event) => (
        <li key={event.key}>
          <p className={css.eventHead}>
            <span data-type={event.type}>{event.type}</span>{' '}
            <Ask seq={event.seq}>
              <b>{event.reason}</b>
            </Ask>
            <span className={css.eventAge}>{eventInterval(event, at)}</span>
          </p>
          <p className={css.eventText}>{describeMessage(event)}</p>
          <p className={css.note}>{event.component}</p>
        </li>
      ))}
    </ul>
  )
}
