import type { Time } from '../../lib/time.ts'
import type { CorrelatedEvent, Correlator, NewEvent } from './event-correlator.ts'

/**
 * How those count who write Events of the newer kind: the same about the same version of an object is a series, whatever
 * the message. The second of a series is written; later ones are only counted, and written when half an hour has
 * passed, which is longer than is worth simulating.
 */
// client-go: tools/events/event_broadcaster.go recordToSink, getKey (v1.36)
export class EventSeries implements Correlator {
  readonly #series = new Map<string, CorrelatedEvent>()

  correlate(event: NewEvent, now: Time, resourceVersion = ''): CorrelatedEvent | undefined {
    const { type, reason, component, regarding } = event
    const object = `${regarding.kind}/${regarding.namespace}/${regarding.name}/${regarding.uid ?? ''}`
    const key = `${component}|${object}|${resourceVersion}|${type}|${reason}`
    const before = this.#series.get(key)
    const next = before ? { ...before, count: before.count + 1 } : { ...event, key, count: 1, firstAt: now }
    this.#series.set(key, next)
    return next.count <= 2 ? next : undefined
  }
}
