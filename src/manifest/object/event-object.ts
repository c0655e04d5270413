import { rfc3339, rfc3339Micro, type Time } from '../../lib/time.ts'
import { knownKinds } from '../schema/kinds.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from './meta.ts'

/** An Event as it was last written. */
export interface EventRecord {
  readonly seq: number
  readonly at: Time
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  readonly count: number
  readonly firstAt: Time
  readonly component: string
  readonly host?: string
  readonly regarding: {
    readonly kind: string
    readonly namespace: string
    readonly name: string
    readonly uid?: string
    readonly fieldPath?: string
  }
}

/** The scheduler writes events.k8s.io Events, with one time in microseconds; the others have metav1.Time: whole seconds. */
export function hasMicroTime({ component }: Pick<EventRecord, 'component'>): boolean {
  return component === 'default-scheduler'
}

/** `first`: the number of its first write, which tells two of one instant apart. */
// client-go: tools/record/event.go makeEvent; tools/events/event_recorder.go makeEvent (v1.36)
export function eventObject(event: EventRecord, first: number = event.seq): KubeObject {
  const { regarding, firstAt, at, count, type, reason, message, component, host } = event
  const namespace = regarding.namespace || DEFAULT_NAMESPACE
  const micro = hasMicroTime(event)
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${regarding.name}.${nameSuffix(firstAt, first)}`,
      namespace,
      creationTimestamp: rfc3339(firstAt),
    },
    involvedObject: {
      kind: regarding.kind,
      ...(regarding.namespace === '' ? {} : { namespace: regarding.namespace }),
      name: regarding.name,
      ...(regarding.uid === undefined ? {} : { uid: regarding.uid }),
      apiVersion: VERSIONS.get(regarding.kind) ?? 'v1',
      ...(regarding.fieldPath === undefined ? {} : { fieldPath: regarding.fieldPath }),
    },
    reason,
    message,
    source: micro ? {} : { component, ...(host === undefined ? {} : { host }) },
    firstTimestamp: micro ? null : rfc3339(firstAt),
    lastTimestamp: micro ? null : rfc3339(at),
    ...(micro ? {} : { count }),
    type,
    eventTime: micro ? rfc3339Micro(firstAt) : null,
    ...(micro ? { action: 'Binding' } : {}),
    ...(micro && count > 1 ? { series: { count, lastObservedTime: rfc3339Micro(at) } } : {}),
    reportingComponent: component,
    reportingInstance: host ?? '',
  }
}

/** Of each kind, the version that is served first. */
const VERSIONS: ReadonlyMap<string, string> = new Map(
  knownKinds()
    .toReversed()
    .map(({ kind, apiVersion }) => [kind, apiVersion]),
)

const NANOSECONDS = 1_000_000
const DIGITS = 14

/** Hexadecimal nanoseconds of its birth, which is also the order of Events of one object. */
function nameSuffix(firstAt: Time, first: number): string {
  const order = first % NANOSECONDS
  const nanoseconds = firstAt * NANOSECONDS + order
  const exact = Number.isSafeInteger(nanoseconds) ? nanoseconds : BigInt(firstAt) * BigInt(NANOSECONDS) + BigInt(order)
  return `18${exact.toString(16).padStart(DIGITS, '0')}`
}
