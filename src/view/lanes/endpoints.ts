import type { Time } from '../../lib/time.ts'
import type { ServiceSpec } from '../../manifest/object/service.ts'
import { objectKey, type Trace } from '../../trace/trace.ts'
import type { PodHistory } from '../history/pod-history.ts'
import { type Presence, presenceOf, type Slice, serviceOf } from './endpoint-slice.ts'
import { ENDPOINT_BAR, ENDPOINT_TOP, ENDPOINTS_LANE } from './geometry.ts'
import type { Bar, EndpointsLane, Gate, Mark } from './lane.ts'
import { close } from './pod.ts'
import type { LaneWords } from './words-en.ts'

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
    const service = versions[0] && serviceOf(versions[0].object)
    if (!named || isWithoutPorts(trace, key, service)) continue
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

/** The Pods have no port of the name that the Service asks for: the Service's own lane says so. */
function isWithoutPorts(trace: Trace, key: string, service: string | undefined): boolean {
  const slices = trace.objects.get(key) ?? []
  const { namespace = '' } = slices[0] ?? {}
  const written =
    service === undefined ? undefined : trace.objects.get(objectKey('Service', namespace, service))?.at(-1)
  const { ports = [] } = (written?.object.spec ?? {}) as ServiceSpec
  return ports.length > 0 && slices.every(({ object }) => ((object as Slice).ports ?? []).length === 0)
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
