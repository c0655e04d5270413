import type { Time } from '../../lib/time.ts'
import { objectKey, type Trace } from '../../trace/trace.ts'
import { presenceOf, type Slice, serviceOf } from './endpoint-slice.ts'
import { ABOVE_NODE, BELOW_NODE, NODE_BAR } from './geometry.ts'
import type { Bar, ObjectLane } from './lane.ts'
import type { LaneWords } from './words-en.ts'

/** To how many of its Pods a Service sends at an instant. */
interface Count {
  readonly at: Time
  readonly seq: number
  readonly ready: number
  /** Those that are being stopped are not counted: nobody waits for them. */
  readonly all: number
}

/** A lane for each Service of several Pods, but for those named: what each Pod has of it is told with the Pod. */
export function serviceEndpointsLanes(
  trace: Trace,
  words: LaneWords,
  butFor: ReadonlySet<string>,
): readonly ObjectLane[] {
  return [...slicesByService(trace)].flatMap(([key, { namespace, service, slices }]) => {
    if (butFor.has(key)) return []
    const pods = new Set<string>()
    const counts = countsOf(trace, slices, pods)
    return pods.size > 1 ? [lane(trace, counts, namespace, service, words)] : []
  })
}

interface OfService {
  readonly namespace: string
  readonly service: string
  /** Their keys in the trace. */
  readonly slices: string[]
}

function slicesByService(trace: Trace): ReadonlyMap<string, OfService> {
  const found = new Map<string, OfService>()
  for (const [key, versions] of trace.objects) {
    const first = versions[0]
    const service = key.startsWith('EndpointSlice/') && first ? serviceOf(first.object) : undefined
    if (first === undefined || service === undefined) continue
    const ofService = objectKey('Service', first.namespace, service)
    const known = found.get(ofService) ?? { namespace: first.namespace, service, slices: [] }
    known.slices.push(key)
    found.set(ofService, known)
  }
  return found
}

function countsOf(trace: Trace, slices: readonly string[], pods: Set<string>): readonly Count[] {
  const now = new Map<string, { readonly ready: number; readonly all: number }>()
  const counts: Count[] = []
  const versions = slices
    .flatMap((key) => (trace.objects.get(key) ?? []).map((written) => ({ key, written })))
    .sort((a, b) => a.written.seq - b.written.seq)
  for (const { key, written } of versions) {
    const { endpoints = [] } = written.change === 'DELETED' ? {} : (written.object as Slice)
    for (const { targetRef } of endpoints) if (targetRef?.uid !== undefined) pods.add(targetRef.uid)
    const ready = endpoints.filter((each) => presenceOf(each) === 'ready').length
    now.set(key, { ready, all: endpoints.filter(({ conditions }) => conditions?.terminating !== true).length })
    const sum = (of: 'ready' | 'all') => [...now.values()].reduce((total, each) => total + each[of], 0)
    const [before, count] = [counts.at(-1), { at: written.at, seq: written.seq, ready: sum('ready'), all: sum('all') }]
    if (before?.ready !== count.ready || before.all !== count.all) counts.push(count)
  }
  return counts
}

function lane(
  trace: Trace,
  counts: readonly Count[],
  namespace: string,
  service: string,
  words: LaneWords,
): ObjectLane {
  const from = counts[0]?.at ?? 0
  return {
    kind: 'object',
    id: `object/Service/${namespace}/${service}`,
    name: words.names.endpoints,
    note: words.serviceNote(service),
    mono: false,
    indent: false,
    ruled: true,
    height: ABOVE_NODE + NODE_BAR + BELOW_NODE,
    objectKind: 'Service',
    object: service,
    life: { from, to: trace.endMs, ended: false },
    marks: counts
      .map((count, index) => bar(count, counts[index + 1]?.at ?? trace.endMs, words))
      .filter((each) => each.to > each.from),
  }
}

function bar({ at, seq, ready, all }: Count, to: Time, { states }: LaneWords): Bar {
  const none = ready === 0
  return {
    ...{ kind: 'bar', from: at, to, seq, label: `${ready}/${all}`, state: states.sendsTo(ready, all) },
    tone: none ? 'waiting' : ready < all ? 'notReady' : 'ready',
    pattern: none ? 'hatch' : 'solid',
    ...{ top: ABOVE_NODE, height: NODE_BAR, mono: true, ends: 'round', rail: false },
  }
}
