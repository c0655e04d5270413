import { SECOND, type Time } from '../../lib/time.ts'
import { type EventRecord, hasMicroTime } from '../../manifest/object/event-object.ts'
import { humanDuration } from './human-duration.ts'
import { DESCRIBE_LAYOUT, formatTable } from './table.ts'

/** The cells of one Event as `kubectl events` prints them. */
export interface EventRow {
  readonly lastSeen: string
  readonly type: string
  readonly reason: string
  readonly object: string
  readonly message: string
}

export const EVENT_COLUMNS = ['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'] as const

export function eventCells(row: EventRow): readonly string[] {
  return [row.lastSeen, row.type, row.reason, row.object, row.message]
}

/** One row of `kubectl get events`. */
// printers: pkg/printers/internalversion/printers.go printEvent (v1.36)
export function getEventsRow(event: EventRecord, now: Time): EventRow {
  return {
    lastSeen: humanDuration(now - lastTimestamp(event)),
    type: event.type,
    reason: event.reason,
    object: `${event.regarding.kind.toLowerCase()}/${event.regarding.name}`,
    message: event.message.trim(),
  }
}

/** One row of `kubectl events`. */
// kubectl: pkg/cmd/events/event_printer.go (v1.36)
export function eventsRow(event: EventRecord, now: Time): EventRow {
  return {
    lastSeen: eventInterval(event, now),
    type: event.type,
    reason: event.reason,
    object: `${event.regarding.kind}/${event.regarding.name}`,
    message: event.message.trim(),
  }
}

/** The order of the server's answer, which `kubectl get events` keeps: by name, and a name ends in its birth time. */
function inStoreOrder<E extends EventRecord>(events: readonly E[]): E[] {
  return events.toSorted(
    (a, b) =>
      compare(a.regarding.namespace, b.regarding.namespace) ||
      compare(a.regarding.name, b.regarding.name) ||
      a.firstAt - b.firstAt ||
      a.seq - b.seq,
  )
}

/** Oldest first by when it was last seen, as `kubectl events` sorts. */
export function byLastSeen<E extends EventRecord>(events: readonly E[]): E[] {
  return events.toSorted((a, b) => lastTimestamp(a) - lastTimestamp(b) || a.seq - b.seq)
}

/** `kubectl get events`. */
export function printGetEvents(events: readonly EventRecord[], now: Time): string {
  return formatTable([EVENT_COLUMNS, ...inStoreOrder(events).map((event) => eventCells(getEventsRow(event, now)))])
}

/** The Events part at the end of `kubectl describe`. */
// kubectl: pkg/describe/describe.go DescribeEvents (v1.36)
export function describeEvents(events: readonly EventRecord[], now: Time): string {
  if (events.length === 0) return 'Events:  <none>\n'
  // An Event of the new API has no lastTimestamp, and zero sorts first.
  const sortKey = (event: EventRecord): number =>
    hasMicroTime(event) ? Number.NEGATIVE_INFINITY : lastTimestamp(event)
  const sorted = events.toSorted(
    (a, b) => compareNumbers(sortKey(a), sortKey(b)) || a.firstAt - b.firstAt || a.seq - b.seq,
  )
  const rows = sorted.map((event) => [
    `  ${event.type}`,
    event.reason,
    eventInterval(event, now),
    event.component,
    describeMessage(event),
  ])
  return `Events:\n${formatTable(
    [['  Type', 'Reason', 'Age', 'From', 'Message'], ['  ----', '------', '----', '----', '-------'], ...rows],
    DESCRIBE_LAYOUT,
  )}`
}

/** The message as describe shows it: since 1.36 with the part of the object that it is about. */
function describeMessage(event: EventRecord): string {
  const { fieldPath } = event.regarding
  return fieldPath ? `${fieldPath}: ${event.message.trim()}` : event.message.trim()
}

/** `20s (x3 over 65s)`, or the age alone while it happened once. */
// kubectl: pkg/cmd/events/event_printer.go getInterval (v1.36)
function eventInterval(event: EventRecord, now: Time): string {
  const first = humanDuration(now - firstTimestamp(event))
  return event.count > 1 ? `${humanDuration(now - lastTimestamp(event))} (x${event.count} over ${first})` : first
}

function firstTimestamp(event: EventRecord): Time {
  return hasMicroTime(event) ? event.firstAt : Math.floor(event.firstAt / SECOND) * SECOND
}

function lastTimestamp(event: EventRecord): Time {
  return hasMicroTime(event) ? event.at : Math.floor(event.at / SECOND) * SECOND
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
