import { byLastSeen, EVENT_COLUMNS, eventCells, eventsRow } from '../../kubectl/printers/events.ts'
import type { Time } from '../../lib/time.ts'
import type { EventWritten, Seq } from '../../trace/entry.ts'
import { cutMiddle } from '../cut-middle.ts'
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
                <Cell column={EVENT_COLUMNS[index]} seq={event.seq} text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** So that what happened stays beside whom it happened to. */
const MOST_LETTERS = 36

interface CellProps {
  readonly column: string | undefined
  readonly seq: Seq
  readonly text: string
}

function Cell({ column, seq, text }: CellProps) {
  if (column === 'REASON') return <Ask seq={seq}>{text}</Ask>
  if (column === 'OBJECT' && text.length > MOST_LETTERS)
    return <span title={text}>{cutMiddle(text, MOST_LETTERS)}</span>
  return text
}
