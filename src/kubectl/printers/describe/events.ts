import type { Time } from '../../../lib/time.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Activity, Reader } from '../../client/api-client.ts'
import { at, numberAt, textAt, timeAt } from '../field.ts'
import { humanDuration } from '../human-duration.ts'
import type { Lines } from './lines.ts'
import { listOf } from './reading.ts'

/** Events about an object; another UID may be asked for. */
// client-go: kubernetes/typed/core/v1/event_expansion.go Search, GetFieldSelector (v1.36)
export function* searchEvents(
  reader: Reader,
  object: KubeObject,
  uid = object.metadata.uid,
): Activity<readonly KubeObject[]> {
  const { name, namespace } = object.metadata
  const fields = [
    `involvedObject.name=${name}`,
    ...(namespace ? [`involvedObject.namespace=${namespace}`] : []),
    `involvedObject.kind=${object.kind}`,
    ...(uid ? [`involvedObject.uid=${uid}`] : []),
  ]
  return yield* listOf(reader, 'v1', 'Event', namespace || undefined, { fieldSelector: fields.join(',') })
}

// kubectl: pkg/describe/describe.go DescribeEvents (v1.36)
export function describeEvents(out: Lines, events: readonly KubeObject[], now: Time): void {
  if (events.length === 0) {
    out.line(0, 'Events:\t<none>')
    return
  }
  out.line(0, 'Events:\n  Type\tReason\tAge\tFrom\tMessage')
  out.line(1, '----\t------\t----\t----\t-------')
  for (const event of inOrder(events)) {
    const from = textAt(event, 'source', 'component') || textAt(event, 'reportingComponent')
    out.line(
      1,
      [textAt(event, 'type'), textAt(event, 'reason'), eventAge(event, now), from, messageText(event)].join('\t'),
    )
  }
}

/** By when they were last seen. An Event of the new API has no such time, and comes first. */
// kubectl: pkg/util/event/sorted_event_list.go Less (v1.36)
function inOrder(events: readonly KubeObject[]): readonly KubeObject[] {
  const key = (event: KubeObject): number => timeAt(event, 'lastTimestamp') ?? Number.NEGATIVE_INFINITY
  return events.toSorted((a, b) => {
    const [x, y] = [key(a), key(b)]
    return x < y ? -1 : x > y ? 1 : 0
  })
}

function eventAge(event: KubeObject, now: Time): string {
  const since = (at: Time | undefined): string => (at === undefined ? '<unknown>' : humanDuration(now - at))
  const first = since(timeAt(event, 'eventTime') ?? timeAt(event, 'firstTimestamp'))
  const count = numberAt(event, 'count')
  if (at(event, 'series')) {
    return `${since(timeAt(event, 'series', 'lastObservedTime'))} (x${numberAt(event, 'series', 'count')} over ${first})`
  }
  return count > 1 ? `${since(timeAt(event, 'lastTimestamp'))} (x${count} over ${first})` : first
}

function messageText(event: KubeObject): string {
  const part = textAt(event, 'involvedObject', 'fieldPath')
  const message = textAt(event, 'message').trim()
  return part === '' ? message : `${part}: ${message}`
}
