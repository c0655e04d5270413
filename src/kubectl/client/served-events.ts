import { HOUR, type Time } from '../../lib/time.ts'
import { type EventRecord, eventObject } from '../../manifest/object/event-object.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'

/** The API server forgets an Event an hour after its last write. */
// apiserver: pkg/controlplane/apiserver/options/options.go EventTTL (v1.36)
const EVENT_TTL = HOUR

/** The last write of an Event, with the number of its first. */
export interface WrittenEvent {
  readonly event: EventRecord
  readonly first: number
}

/** The Events that are still there, as objects. */
export function servedEvents(events: Iterable<WrittenEvent>, now: Time): readonly KubeObject[] {
  return [...events]
    .filter(({ event }) => now - event.at <= EVENT_TTL)
    .map(({ event, first }) => eventObject(event, first))
}
