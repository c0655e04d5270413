import { byLastSeen, EVENT_COLUMNS, eventCells, eventsRow } from '../../kubectl/printers/events.ts'
import type { Time } from '../../lib/time.ts'
import type { EventWritten } from '../../trace/entry.ts'
import { Ask } from '../inspector/Ask.tsx'
import { useWords } from '../language/words.ts'
import css from './Drawer.module.css'

/** `kubectl events` at the playhead. */
export function EventsTable({ events, at }: { readonly events: readonly EventWritten[]; readonly at: Time }) {
  const { drawer: words } = useWords()
  if (events.length === 0) return <p className={css.empty}>{words.noEvents}</p>
  return (
    <table className={css.table}>
      <thead>
        <tr>
          {EVENT_COLUMNS.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {byLastSeen(events).map((event) => (
          <tr key={event.key} data-type={event.type}>
            {eventCells(eventsRow(event, at)).map((cell, index) => (
              <td key={EVENT_COLUMNS[index]}>
                {EVENT_COLUMNS[index] === 'REASON' ? <Ask seq={event.seq}>{cell}</Ask> : cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
