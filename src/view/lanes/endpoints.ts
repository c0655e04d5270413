import type { Time } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Trace } from '../../trace/trace.ts'
import type { PodHistory } from '../history/pod-history.ts'
import { ENDPOINT_BAR, ENDPOINT_TOP, ENDPOINTS_LANE } from './geometry.ts'
import type { Bar, EndpointsLane, Gate, Mark } from './lane.ts'
import { close } from './pod.ts'
import type { LaneWords } from './words-en.ts'

/** discovery.k8s.io/v1 EndpointSlice: the fields that are drawn. */
interface Slice extends KubeObject {
  readonly endpoints?: readonly {
    readonly addresses: readonly string[]
    readonly conditions?: { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean }
    readonly targetRef?: { readonly uid?: string; readonly name?: string }
  }[]
  readonly ports?: readonly { readonly port?: number }[]
}

/** Absent: no traffic comes, whether its address is listed as not ready or not at all. */
type Presence = 'absent' | 'ready' | 'terminating'

/** Where a Service sends traffic to this Pod: one lane per slice that ever named it. */
export function endpointsLanes(trace: Trace, history: PodHistory, words: LaneWords): readonly EndpointsLane[] {
  const lanes: EndpointsLane[] = []
  for (const [key, versions] of trace.objects) {
    if (!key.startsWith('EndpointSlice/')) continue
    const marks: Mark[] = []
    const bars: Bar[] = []
    let before: Presence = 'absent'
    let named = false
    for (const { at, seq, change, object } of versions) {
      const slice = object as Slice
      const endpoint =
        change === 'DELETED' ? undefined : slice.endpoints?.find((each) => each.targetRef?.uid === history.ref.uid)
      if (endpoint) named = true
      const presence = presenceOf(endpoint)
      if (presence === before) continue
      close(bars, at)
      if (presence !== 'absent') {
        const port = slice.ports?.[0]?.port
        const address = `${endpoint?.addresses[0] ?? ''}${port === undefined ? '' : `:${port}`}`
        bars.push(bar(at, trace.endMs, seq, presence, address, words))
      }
      if (presence === 'ready' || before === 'ready')
        marks.push(gate(at, seq, presence === 'ready' ? 'in' : 'out', words))
      // A closed bar stays closed: the next one starts a list of its own.
      if (presence === 'absent') marks.push(...bars.splice(0))
      before = presence
    }
    marks.push(...bars)
    const service = versions[0]?.object.metadata.labels?.['kubernetes.io/service-name']
    if (!named) continue
    lanes.push({
      kind: 'endpoints',
      id: `endpoints/${key}/${history.ref.uid}`,
      name: words.names.endpoints,
      note: service === undefined ? undefined : words.serviceNote(service),
      mono: false,
      indent: false,
      ruled: true,
      height: ENDPOINTS_LANE,
      pod: history.ref,
      life: { from: history.createdAt, to: trace.endMs, ended: false },
      marks: marks.sort((a, b) => a.from - b.from),
    })
  }
  return lanes
}

function presenceOf(endpoint: NonNullable<Slice['endpoints']>[number] | undefined): Presence {
  if (!endpoint) return 'absent'
  // discovery/v1: what is not said of ready is taken as true, and serving as ready.
  const { ready = true, serving = ready, terminating = false } = endpoint.conditions ?? {}
  if (ready) return 'ready'
  return serving && terminating ? 'terminating' : 'absent'
}

function bar(
  at: Time,
  to: Time,
  seq: number,
  presence: 'ready' | 'terminating',
  address: string,
  { states }: LaneWords,
): Bar {
  return {
    kind: 'bar',
    from: at,
    to,
    seq,
    top: ENDPOINT_TOP,
    height: ENDPOINT_BAR,
    pattern: presence === 'ready' ? 'solid' : 'stopping',
    tone: 'ready',
    label: presence === 'ready' ? address : undefined,
    mono: true,
    ends: 'round',
    rail: false,
    state: presence === 'ready' ? states.traffic : states.terminatingTraffic,
  }
}

function gate(at: Time, seq: number, way: 'in' | 'out', { gates }: LaneWords): Gate {
  return { kind: 'gate', from: at, to: at, seq, y: ENDPOINT_TOP + ENDPOINT_BAR / 2, way, text: gates[way] }
}
