import type { Duration, Time } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { RequestsFailed } from '../../trace/entry.ts'
import type { FailureReason } from '../../trace/failed-requests.ts'
import { entryOf } from '../../trace/lookup.ts'
import { type FailedOutcome, REQUEST_OUTCOMES } from '../../trace/request-outcome.ts'
import { objectKey, type Trace } from '../../trace/trace.ts'
import type { FailureColumns, TrafficTrack } from '../../trace/traffic-track.ts'

/** What of a Pod let its requests fail, where that is a matter of its manifest. */
export type Missing = 'readiness' | 'preStop' | 'longerPreStop' | 'draining'

/** Of one container the first is told of: requests do not say which of them they were for. */
const FIELDS: Readonly<Partial<Record<Missing, string>>> = {
  readiness: 'spec.containers[0].readinessProbe',
  preStop: 'spec.containers[0].lifecycle.preStop',
  longerPreStop: 'spec.containers[0].lifecycle.preStop',
}

/** Requests that failed one after the other for one reason, and what there is to say of it. */
export interface FailedRequests {
  readonly service: string
  readonly port: number
  readonly outcome: FailedOutcome
  readonly reason: FailureReason
  readonly node: string
  readonly pod: string | undefined
  readonly count: number
  /** When the first and the last were sent. */
  readonly from: Time
  readonly to: Time
  readonly timeoutMs: Duration
  /** For how long its node went on sending after there was nobody. */
  readonly lag: Duration | undefined
  readonly missing: Missing | undefined
  /** Of the Pod's manifest: what would have helped, or where it would stand. */
  readonly field: string | undefined
  /** The Pod was being stopped. */
  readonly isStopping: boolean
}

export function failedRequests(trace: Trace, entry: RequestsFailed): FailedRequests {
  const { outcome, reason, node } = entry
  const track = trace.traffic[entry.track]
  const { count = 0, from = entry.at, to = 0 } = (track && extentsOf(track.failures)[entry.group]) ?? {}
  const pod = podAt(trace, entry)
  const isStopping = pod?.metadata.deletionTimestamp !== undefined
  const missing = pod && missingOf(pod, reason, isStopping)
  return {
    service: track?.service ?? '',
    port: track?.port ?? 0,
    ...{ outcome, reason, node, pod: entry.pod?.name },
    // While the run goes on, its columns come after its entries.
    count: Math.max(1, count),
    ...{ from, to: Math.max(from, to), timeoutMs: track?.timeoutMs ?? 0 },
    lag: 'since' in reason ? Math.max(0, Math.max(from, to) - reason.since) : undefined,
    missing,
    field: missing && FIELDS[missing],
    isStopping,
  }
}

interface Extent {
  readonly count: number
  readonly from: Time
  readonly to: Time
}

const extents = new WeakMap<FailureColumns, readonly Extent[]>()

/** How many there are of each group, and when the first and the last were sent. */
function extentsOf(failures: FailureColumns): readonly Extent[] {
  const known = extents.get(failures)
  if (known) return known
  const made: { count: number; from: Time; to: Time }[] = []
  for (let i = 0; i < failures.length; i++) {
    const [group, at] = [failures.group[i] as number, failures.at[i] as number]
    made[group] ??= { count: 0, from: at, to: at }
    const extent = made[group]
    extent.count++
    extent.from = Math.min(extent.from, at)
    extent.to = Math.max(extent.to, at)
  }
  extents.set(failures, made)
  return made
}

/** The Pod as it was when the first of them failed; of one that is gone its last version. */
function podAt(trace: Trace, { pod, at }: RequestsFailed): Pod | undefined {
  if (!pod) return undefined
  const versions = trace.objects.get(objectKey('Pod', pod.namespace, pod.name)) ?? []
  return versions.findLast((each) => each.object.metadata.uid === pod.uid && each.at <= at)?.object as Pod | undefined
}

function missingOf({ spec }: Pod, reason: FailureReason, isStopping: boolean): Missing | undefined {
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always')
  const containers = [...spec.containers, ...sidecars]
  switch (reason.kind) {
    case 'notYetListening':
      return containers.some(({ readinessProbe }) => readinessProbe) ? undefined : 'readiness'
    case 'stoppedListening':
    case 'podGone':
      if (!isStopping) return undefined
      return containers.some(({ lifecycle }) => lifecycle?.preStop) ? 'longerPreStop' : 'preStop'
    case 'cutOff':
      return isStopping ? 'draining' : undefined
    default:
      return undefined
  }
}

/** Failures of one kind, of whichever Pods and nodes. */
export interface FailedFor {
  readonly kind: FailureReason['kind']
  readonly missing: Missing | undefined
  readonly isStopping: boolean
  readonly count: number
}

/** What came of one entry of the Scenario's traffic. */
export interface TrafficVerdict {
  readonly service: string
  readonly count: number
  readonly failed: number
  /** When the first and the last that failed were sent. */
  readonly from: Time
  readonly to: Time
  /** The most frequent reasons first. */
  readonly reasons: readonly FailedFor[]
}

export function trafficVerdict(trace: Trace, { service, columns, failures, groups }: TrafficTrack): TrafficVerdict {
  let count = 0
  for (let i = 0; i < columns.length; i++) {
    for (const outcome of REQUEST_OUTCOMES) count += columns.counts[outcome][i] as number
  }
  const all = extentsOf(failures)
  const from = Math.min(...all.map((each) => each.from))
  const to = Math.max(...all.map((each) => each.to))
  const reasons = new Map<string, FailedFor>()
  for (const [group, seq] of groups.entries()) {
    const entry = entryOf(trace, seq)
    if (entry?.kind !== 'requestsFailed') continue
    const pod = podAt(trace, entry)
    const isStopping = pod?.metadata.deletionTimestamp !== undefined
    const missing = pod && missingOf(pod, entry.reason, isStopping)
    const key = `${entry.reason.kind} ${missing} ${isStopping}`
    const before = reasons.get(key)?.count ?? 0
    reasons.set(key, { kind: entry.reason.kind, missing, isStopping, count: before + (all[group]?.count ?? 0) })
  }
  const sorted = [...reasons.values()].sort((a, b) => b.count - a.count)
  return { service, count, failed: failures.length, from, to, reasons: sorted }
}
