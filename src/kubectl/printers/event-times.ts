import type { Time } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { at, numberAt, timeAt } from './field.ts'
import { humanDuration } from './human-duration.ts'

/** When an Event came first, and last, and how often: its three ways of writing it are one here. */
export interface EventTimes {
  readonly first: Time | undefined
  readonly last: Time | undefined
  readonly count: number
}

// printers: pkg/printers/internalversion/printers.go printEvent (v1.36)
export function eventTimes(event: KubeObject): EventTimes {
  const first = timeAt(event, 'eventTime') ?? timeAt(event, 'firstTimestamp')
  if (at(event, 'series') !== undefined) {
    return { first, last: timeAt(event, 'series', 'lastObservedTime'), count: numberAt(event, 'series', 'count') }
  }
  return { first, last: timeAt(event, 'lastTimestamp') ?? first, count: numberAt(event, 'count') || 1 }
}

/** `20s (x3 over 65s)`, or the age alone while it happened once. */
// kubectl: pkg/cmd/events/event_printer.go getInterval (v1.36)
export function seenText(event: KubeObject, now: Time): string {
  const { first, last, count } = eventTimes(event)
  const over = ageText(first, now)
  return count > 1 ? `${ageText(last, now)} (x${count} over ${over})` : over
}

export function ageText(at: Time | undefined, now: Time): string {
  return at === undefined ? '<unknown>' : humanDuration(now - at)
}
