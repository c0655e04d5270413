import type { Trace } from '../../trace/trace.ts'
import { type ContainerOfPod, containersOf, type PodHistory, podHistories } from '../history/pod-history.ts'
import { autoscalerLanes } from './autoscaler.ts'
import { budgetLanes } from './budget.ts'
import { claimLanes } from './claim.ts'
import { conditionsLane } from './conditions.ts'
import { containerLane } from './container.ts'
import { endpointsLanes } from './endpoints.ts'
import { ABOVE_BAR, BAR, BELOW_BAR, POD_LANE, STATUS_TOP, STEPS_LANE } from './geometry.ts'
import { jobLanes } from './job.ts'
import type { Lane } from './lane.ts'
import { memoryLane } from './memory.ts'
import { nodeLanes } from './node.ts'
import { podLane } from './pod.ts'
import { probeLanes } from './probe.ts'
import { serviceLanes } from './service.ts'
import { setupLane } from './setup.ts'
import { CROWD, containerKey, isShut, NOTHING_SHUT, podKey, type Shut } from './shut.ts'
import { stepsLane } from './steps.ts'
import { trafficLanes } from './traffic.ts'
import type { LaneWords } from './words-en.ts'
import { workloadLanes } from './workload.ts'

export interface LaneOptions {
  /** Little height: conditions that never fell share one row, and many containers are drawn lower. */
  readonly folded?: boolean
  /** Little height: minor lanes are left out. */
  readonly lean?: boolean
  /** Very little height, or very large letters: Pods and containers are drawn lower; STATUS in full is told elsewhere. */
  readonly low?: boolean
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
  readonly low: boolean
  readonly lanes: readonly Lane[]
}

const made = new WeakMap<Trace, readonly Made[]>()
/** As many answers are kept as there are askers of different things: folded, unfolded, the whole for the minimap. */
const KEPT = 6

/** What the timeline shows, in the order of the screen. */
export function lanesOf(
  trace: Trace,
  { folded = false, lean = folded, low = false, shut = NOTHING_SHUT, words }: LaneOptions,
): readonly Lane[] {
  const known = made.get(trace) ?? []
  const found = known.find(
    (each) =>
      each.words === words && each.shut === shut && each.folded === folded && each.lean === lean && each.low === low,
  )
  if (found) return found.lanes
  const whole = lean && !folded ? lanesOf(trace, { low, shut, words }) : makeLanes(trace, { folded, low, shut, words })
  const lanes = lean ? whole.filter((lane) => !lane.minor) : whole
  made.set(trace, [{ words, shut, folded, lean, low, lanes }, ...(made.get(trace) ?? [])].slice(0, KEPT))
  return lanes
}

/** What a lane of the whole run is made from. */
interface OfRun {
  readonly trace: Trace
  readonly words: LaneWords
}

/** What a lane of one Pod's life is made from. */
interface OfPod extends OfRun {
  readonly history: PodHistory
  readonly folded: boolean
  /** Containers are drawn lower. */
  readonly compact: boolean
  readonly shut: Shut
}

interface OfContainer extends OfPod {
  readonly container: string
}

type Makes<From> = (from: From) => Lane | readonly Lane[] | undefined

// What there is to see, from top to bottom. Who adds a lane writes its file and puts its line where it shall stand.

const ABOVE_PODS: readonly Makes<OfRun>[] = [
  ({ trace, words }) => stepsLane(trace, words),
  ({ trace, words }) => workloadLanes(trace, words),
  ({ trace, words }) => autoscalerLanes(trace, words),
  ({ trace, words }) => trafficLanes(trace, words),
]

/** Under the Pod's own lane, which is always there. */
const OF_POD: readonly Makes<OfPod>[] = [
  ({ history, folded, words }) => conditionsLane(history, folded, words),
  ({ trace, history, words }) => setupLane(trace, history, words),
  (of) => containersOf(of.history).flatMap((each) => containerLanes(of, each)),
  ({ trace, history, words }) => endpointsLanes(trace, history, words),
]

/** Under the container's own lane; these can be put away. */
const OF_CONTAINER: readonly Makes<OfContainer>[] = [
  ({ trace, history, container, words }) => probeLanes(trace, history, container, words),
  ({ trace, history, container, words }) => memoryLane(trace, history, container, words),
]

const BELOW_PODS: readonly Makes<OfRun>[] = [
  ({ trace, words }) => serviceLanes(trace, words),
  ({ trace, words }) => jobLanes(trace, words),
  ({ trace, words }) => claimLanes(trace, words),
  ({ trace, words }) => budgetLanes(trace, words),
  ({ trace, words }) => nodeLanes(trace, words),
]

function all<From>(makers: readonly Makes<From>[], from: From): readonly Lane[] {
  return makers.flatMap((make) => make(from) ?? [])
}

type Drawn = Pick<Made, 'folded' | 'low' | 'shut' | 'words'>

function makeLanes(trace: Trace, { folded, low, shut, words }: Drawn): readonly Lane[] {
  const histories = podHistories(trace)
  const crowd = histories.length >= CROWD
  const compact = low || (folded && histories.flatMap(containersOf).length >= MANY)
  const run = { trace, words }
  const ofPods = histories.flatMap((history) => {
    const key = podKey(history.ref)
    const away = isShut(shut, key, crowd)
    const pod = podLane(history, words, away || low)
    return [
      histories.length > 1 ? { ...pod, fold: { key, shut: away } } : pod,
      ...(away ? [] : all(OF_POD, { ...run, history, folded, compact, shut })),
    ]
  })
  return [...all(ABOVE_PODS, run), ...ofPods, ...all(BELOW_PODS, run)]
}

/** A container, and what is measured of it. */
function containerLanes(of: OfPod, each: ContainerOfPod): readonly Lane[] {
  const { trace, history, compact, shut, words } = of
  const { name } = each.container
  const measured = all(OF_CONTAINER, { ...of, container: name })
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
