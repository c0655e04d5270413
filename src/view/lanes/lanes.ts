import type { Trace } from '../../trace/trace.ts'
import { conditionsLane } from './conditions.ts'
import { containerLane } from './container.ts'
import { endpointsLanes } from './endpoints.ts'
import { ABOVE_BAR, BAR, BELOW_BAR, POD_LANE, STATUS_TOP, STEPS_LANE } from './geometry.ts'
import type { Lane } from './lane.ts'
import { memoryLane } from './memory.ts'
import { nodeLanes } from './node.ts'
import { podLane } from './pod.ts'
import { type ContainerOfPod, containersOf, type PodHistory, podHistories } from './pod-history.ts'
import { probeLanes } from './probe.ts'
import { setupLane } from './setup.ts'
import { CROWD, containerKey, isShut, NOTHING_SHUT, podKey, type Shut } from './shut.ts'
import { stepsLane } from './steps.ts'
import type { LaneWords } from './words-en.ts'

export interface LaneOptions {
  /** Little height: conditions that never fell share one row, and many containers are drawn lower. */
  readonly folded?: boolean
  /** Little height: minor lanes are left out. */
  readonly lean?: boolean
  readonly shut?: Shut
  readonly words: LaneWords
}

/** So many containers would not stand one below the other on a usual screen. */
const MANY = 3

/** What a trace was asked for last. It grows by becoming a new object, so that none is asked for twice in vain. */
interface Made {
  readonly words: LaneWords
  readonly shut: Shut
  readonly folded: boolean
  readonly lean: boolean
  readonly lanes: readonly Lane[]
}

const made = new WeakMap<Trace, readonly Made[]>()
/** As many answers are kept as there are askers of different things: folded, unfolded, the whole for the minimap. */
const KEPT = 6

/** What the timeline shows, in the order of the screen. */
export function lanesOf(
  trace: Trace,
  { folded = false, lean = folded, shut = NOTHING_SHUT, words }: LaneOptions,
): readonly Lane[] {
  const known = made.get(trace) ?? []
  const found = known.find(
    (each) => each.words === words && each.shut === shut && each.folded === folded && each.lean === lean,
  )
  if (found) return found.lanes
  const all = lean && !folded ? lanesOf(trace, { shut, words }) : makeLanes(trace, folded, shut, words)
  const lanes = lean ? all.filter((lane) => !lane.minor) : all
  made.set(trace, [{ words, shut, folded, lean, lanes }, ...(made.get(trace) ?? [])].slice(0, KEPT))
  return lanes
}

function makeLanes(trace: Trace, folded: boolean, shut: Shut, words: LaneWords): readonly Lane[] {
  const lanes: Lane[] = [stepsLane(trace, words)]
  const histories = podHistories(trace)
  const crowd = histories.length >= CROWD
  const compact = folded && histories.flatMap(containersOf).length >= MANY
  for (const history of histories) {
    const key = podKey(history.ref)
    const away = isShut(shut, key, crowd)
    const pod = podLane(history, words, away)
    lanes.push(histories.length > 1 ? { ...pod, fold: { key, shut: away } } : pod)
    if (away) continue
    const setup = setupLane(trace, history, words)
    lanes.push(conditionsLane(history, folded, words), ...(setup ? [setup] : []))
    for (const each of containersOf(history))
      lanes.push(...containerLanes(trace, history, each, { compact, shut, words }))
    lanes.push(...endpointsLanes(trace, history, words))
  }
  lanes.push(...nodeLanes(trace, words))
  return lanes
}

interface ContainerOptions {
  readonly compact: boolean
  readonly shut: Shut
  readonly words: LaneWords
}

/** A container, and what is measured of it. */
function containerLanes(
  trace: Trace,
  history: PodHistory,
  each: ContainerOfPod,
  { compact, shut, words }: ContainerOptions,
): readonly Lane[] {
  const { name } = each.container
  const memory = memoryLane(trace, history, name, words)
  const measured = [...probeLanes(trace, history, name, words), ...(memory ? [memory] : [])]
  const key = containerKey(name)
  const away = measured.length > 0 && isShut(shut, key, false)
  const lane = containerLane(trace, history, each, words, compact || away)
  return [measured.length > 0 ? { ...lane, fold: { key, shut: away } } : lane, ...(away ? [] : measured)]
}

/** Before there is a trace: the lanes that every Pod has, with nothing in them. */
export function emptyLanes(untilMs: number, words: LaneWords): readonly Lane[] {
  const base = { note: undefined, indent: false, marks: [], life: { from: 0, to: untilMs, ended: false } } as const
  const pod = { namespace: '', name: '', uid: '' }
  return [
    { ...base, kind: 'steps', id: 'steps', name: words.names.steps, mono: false, ruled: false, height: STEPS_LANE },
    {
      ...base,
      kind: 'pod',
      id: 'pod',
      name: words.names.pod,
      mono: false,
      ruled: true,
      height: POD_LANE,
      pod,
      statusTop: STATUS_TOP,
    },
    {
      ...base,
      ...{
        kind: 'container',
        id: 'container',
        name: words.names.container,
        mono: true,
        ruled: true,
        pod,
        container: '',
        nodeUid: '',
      },
      ...{ height: ABOVE_BAR + BAR + BELOW_BAR, containerKind: 'app', barTop: ABOVE_BAR },
      ...{ logs: { lines: [], at: new Float64Array() }, logTop: ABOVE_BAR + BAR },
    },
  ]
}
