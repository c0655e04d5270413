import type { Duration } from '../../lib/time.ts'
import type { ServiceSpec } from '../../manifest/object/service.ts'
import { PROBE_OUTCOMES, type ProbeTrack } from '../../trace/probe-track.ts'
import type { Trace } from '../../trace/trace.ts'
import { containerOf, containerPath } from '../diagnosis/container-of.ts'
import { probeOf } from '../diagnosis/probe-finding.ts'
import { runEnd, runsOf } from '../diagnosis/run-end.ts'
import { isSelected } from '../diagnosis/services.ts'
import { historiesOf } from '../history/histories.ts'
import { containersOf, type PodHistory } from '../history/pod-history.ts'

/** What came of a field of the manifest in the run. */
export interface FieldFact {
  readonly kind: 'Pod' | 'Service'
  readonly namespace: string
  readonly name: string
  readonly field: string
  readonly fact: Fact
}

export type Fact =
  | { readonly kind: 'failed'; readonly times: number; readonly inARow: number }
  | { readonly kind: 'neverFailed'; readonly attempts: number }
  | { readonly kind: 'slowest'; readonly ms: Duration }
  | { readonly kind: 'firstSuccess'; readonly ms: Duration }
  | { readonly kind: 'peak'; readonly bytes: number }
  | { readonly kind: 'graceUsed'; readonly ms: Duration; readonly killed: boolean }
  | { readonly kind: 'restarts'; readonly count: number }
  | { readonly kind: 'pulled'; readonly ms: Duration }
  | { readonly kind: 'selects'; readonly pods: number }

const made = new WeakMap<Trace, readonly FieldFact[]>()

/** What the run says about fields of its manifest, each beside the field that it is about. */
export function fieldFacts(trace: Trace): readonly FieldFact[] {
  let facts = made.get(trace)
  if (facts === undefined) {
    facts = [...historiesOf(trace).flatMap((history) => ofPod(trace, history)), ...ofServices(trace)]
    made.set(trace, facts)
  }
  return facts
}

function ofPod(trace: Trace, history: PodHistory): FieldFact[] {
  const { namespace, name } = history.ref
  const facts: FieldFact[] = []
  const put = (field: string, fact: Fact | undefined) => {
    if (fact) facts.push({ kind: 'Pod', namespace, name, field, fact })
  }
  let restarts = 0
  for (const { container } of containersOf(history)) {
    const path = containerPath(trace, history.ref, container.name)
    restarts += Math.max(0, runsOf(trace, history.onNode.uid, container.name, trace.endMs).length - 1)
    for (const track of trace.probes) {
      if (track.pod.uid !== history.onNode.uid || track.container !== container.name) continue
      const at = `${path}.${track.probe}Probe`
      put(`${at}.failureThreshold`, failures(track))
      put(`${at}.timeoutSeconds`, slowest(track))
      put(`${at}.initialDelaySeconds`, firstSuccess(trace, track))
    }
    const memory = trace.memory.find(
      ({ pod, container: of }) => pod.uid === history.onNode.uid && of === container.name,
    )
    const peak = Math.max(0, ...(memory?.columns.bytes.subarray(0, memory.columns.length) ?? []))
    if (peak > 0) put(`${path}.resources.limits.memory`, { kind: 'peak', bytes: peak })
    const pull = trace.spans.find(
      ({ detail, pod, container: of, outcome }) =>
        detail.kind === 'pull' && pod.uid === history.onNode.uid && of === container.name && outcome?.kind === 'done',
    )
    if (pull?.end !== undefined && pull.end - pull.start >= SLOW_PULL_MS)
      put(`${path}.image`, { kind: 'pulled', ms: pull.end - pull.start })
  }
  if (restarts > 0) put('spec.restartPolicy', { kind: 'restarts', count: restarts })
  for (const [field, fact] of graces(trace, history)) put(field, fact)
  return facts
}

/** A quicker pull is nothing to think about. */
const SLOW_PULL_MS = 1_000

function failures({ columns }: ProbeTrack): Fact | undefined {
  let times = 0
  let inARow = 0
  for (let index = 0; index < columns.length; index += 1) {
    const outcome = PROBE_OUTCOMES[columns.outcome[index] as number]
    if (outcome !== 'failure' && outcome !== 'timeout') continue
    times += 1
    inARow = Math.max(inARow, columns.run[index] as number)
  }
  if (columns.length === 0) return undefined
  return times > 0 ? { kind: 'failed', times, inARow } : { kind: 'neverFailed', attempts: columns.length }
}

/** Under this nobody would change a timeout for it. */
const QUICK_MS = 100

function slowest({ columns }: ProbeTrack): Fact | undefined {
  let ms = 0
  for (let index = 0; index < columns.length; index += 1) {
    ms = Math.max(ms, (columns.endAt[index] as number) - (columns.at[index] as number))
  }
  return ms < QUICK_MS ? undefined : { kind: 'slowest', ms }
}

function firstSuccess(trace: Trace, { columns, pod, container }: ProbeTrack): Fact | undefined {
  for (let index = 0; index < columns.length; index += 1) {
    if (columns.outcome[index] !== 0) continue
    const run = trace.spans.find(
      (span) =>
        span.detail.kind === 'run' &&
        span.pod.uid === pod.uid &&
        span.container === container &&
        span.restart === columns.restart[index],
    )
    return run && { kind: 'firstSuccess', ms: (columns.endAt[index] as number) - run.start }
  }
  return undefined
}

/** How much of a grace period was needed, where one began: the longest. */
function graces(trace: Trace, history: PodHistory): ReadonlyMap<string, Fact> {
  const used = new Map<string, Extract<Fact, { kind: 'graceUsed' }>>()
  for (const span of trace.spans) {
    const { detail, pod, container, start } = span
    if (detail.kind !== 'grace' || pod.uid !== history.onNode.uid || container === undefined) continue
    const run = runsOf(trace, pod.uid, container, start).at(-1)
    const end = run && runEnd(trace, run)
    if (end === undefined) continue
    const by = end.by.kind === 'probe' ? end.by.probe : undefined
    const spec = containerOf(trace, history.ref, container)
    const own = by && spec && probeOf(spec, by)?.terminationGracePeriodSeconds
    const field =
      by && own !== undefined
        ? `${containerPath(trace, history.ref, container)}.${by}Probe.terminationGracePeriodSeconds`
        : 'spec.terminationGracePeriodSeconds'
    const ms = end.at - start
    if (ms >= (used.get(field)?.ms ?? 0)) used.set(field, { kind: 'graceUsed', ms, killed: end.graceMs !== undefined })
  }
  return used
}

function ofServices(trace: Trace): FieldFact[] {
  const facts: FieldFact[] = []
  for (const [key, versions] of trace.objects) {
    const last = versions.at(-1)
    if (!key.startsWith('Service/') || last === undefined) continue
    const { selector } = (last.object.spec ?? {}) as ServiceSpec
    if (selector === undefined || Object.keys(selector).length === 0) continue
    const pods = historiesOf(trace).filter(
      ({ ref, versions: all }) =>
        ref.namespace === last.namespace && all.some(({ pod }) => isSelected(selector, pod.metadata.labels)),
    ).length
    const { namespace, name } = last
    facts.push({ kind: 'Service', namespace, name, field: 'spec.selector', fact: { kind: 'selects', pods } })
  }
  return facts
}
