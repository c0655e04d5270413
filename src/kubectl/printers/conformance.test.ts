import { readFileSync } from 'node:fs'
import { ConformanceTables, skip } from '../../engine/testing/conformance-table.ts'
import { goPod, goTime } from '../../engine/testing/kubernetes-shapes.ts'
import { SECOND } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { EventWritten } from '../../trace/entry.ts'
import { eventCells, getEventsRow } from './events.ts'
import { humanDuration } from './human-duration.ts'
import { POD_COLUMNS, podCells, podRow } from './pod-row.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

interface Row {
  readonly cells: readonly (string | number)[]
}

/** Wide rows go on after our last column. */
const narrow = ({ cells }: Row) => cells.slice(0, POD_COLUMNS.length)
const printed = (pod: Pod, now: string | undefined) => podCells(podRow(goPod(withoutNulls(pod)), goTime(now) ?? 0))

/** Go writes times that are not set as null; the API server leaves them out. */
function withoutNulls<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_key, part: unknown) => (part === null ? undefined : part))) as T
}

tables.describe('print-pod', ({ input, expected, now }) => ({
  ours: printed(input.pod, now),
  theirs: narrow(expected.rows[0]),
}))

tables.describe('print-pod-list', ({ input, expected, now }) => ({
  ours: (input.podList.items as Pod[]).map((pod) => printed(pod, now)),
  theirs: (expected.rows as Row[]).map(narrow),
}))

tables.describe('human-duration', ({ input, expected }) =>
  input.fn === 'HumanDuration'
    ? { ours: humanDuration(Math.trunc(input.seconds * SECOND)), theirs: expected.text }
    : skip('nothing here is printed that short'),
)

tables.describe('print-event', ({ input: { event, wide }, expected, now }) => {
  const { eventTime, series, firstTimestamp, lastTimestamp } = event
  const written: EventWritten = {
    seq: 0,
    kind: 'event',
    at: goTime(series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? firstTimestamp) ?? 0,
    firstAt: goTime(firstTimestamp ?? eventTime) ?? 0,
    key: event.metadata.name,
    type: event.type,
    reason: event.reason,
    message: event.message,
    count: series?.count ?? event.count ?? 1,
    component: event.source.component ?? event.reportingComponent,
    regarding: { namespace: '', ...event.involvedObject },
  }
  const [cells] = (expected.rows as Row[]).map((row) => row.cells)
  const [lastSeen, type, reason, object, ...rest] = cells ?? []
  return {
    ours: eventCells(getEventsRow(written, goTime(now) ?? 0)),
    theirs: [lastSeen, type, reason, object, wide ? rest[2] : rest[0]],
  }
})
