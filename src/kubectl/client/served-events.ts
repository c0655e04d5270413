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

/** The Events that are still there, as objects; with `about` those about objects of that name alone. */
export function servedEvents(events: Iterable<WrittenEvent>, now: Time, about?: string): readonly KubeObject[] {
  return [...events]
    .filter(({ event }) => now - event.at <= EVENT_TTL && (about === undefined || event.regarding.name === about))
    .map(({ event, first }) => eventObject(event, first))
}

/** Whom a field selector asks for, where it names somebody: the others need not be made into objects. */
export function askedAbout(fieldSelector = ''): string | undefined {
  return /(?:^|,)involvedObject\.name==?([^,=!\\]+)(?:,|$)/.exec(fieldSelector)?.[1]
}
