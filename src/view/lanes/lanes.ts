import type { Trace } from '../../trace/trace.ts'
import { conditionsLane } from './conditions.ts'
import { containerLane } from './container.ts'
import { endpointsLanes } from './endpoints.ts'
import { ABOVE_BAR, BAR, BELOW_BAR, POD_LANE, STEPS_LANE } from './geometry.ts'
import type { Lane } from './lane.ts'
import { memoryLane } from './memory.ts'
import { nodeLanes } from './node.ts'
import { podLane } from './pod.ts'
import { containersOf, podHistories } from './pod-history.ts'
import { probeLanes } from './probe.ts'
import { stepsLane } from './steps.ts'
import type { LaneWords } from './words-en.ts'

export interface LaneOptions {
  /** Little height: conditions that never fell share one row, and many containers are drawn lower. */
  readonly folded?: boolean
  readonly words: LaneWords
}

/** So many containers would not stand one below the other on a usual screen. */
const MANY = 3

// A trace that grows is a new object with longer lists, so that one of them is never asked for twice in vain.
const made = new WeakMap<Trace, WeakMap<LaneWords, Map<boolean, readonly Lane[]>>>()

/** What the timeline shows, in the order of the screen. */
export function lanesOf(trace: Trace, { folded = false, words }: LaneOptions): readonly Lane[] {
  const inWords = made.get(trace) ?? new WeakMap<LaneWords, Map<boolean, readonly Lane[]>>()
  made.set(trace, inWords)
  const known = inWords.get(words) ?? new Map<boolean, readonly Lane[]>()
  inWords.set(words, known)
  let lanes = known.get(folded)
  if (!lanes) {
    lanes = makeLanes(trace, folded, words)
    known.set(folded, lanes)
  }
  return lanes
}

function makeLanes(trace: Trace, folded: boolean, words: LaneWords): readonly Lane[] {
  const lanes: Lane[] = [stepsLane(trace, words)]
  const histories = podHistories(trace)
  const compact = folded && histories.flatMap(containersOf).length >= MANY
  for (const history of histories) {
    lanes.push(podLane(history, words), conditionsLane(history, folded, words))
    for (const each of containersOf(history)) {
      lanes.push(
        containerLane(trace, history, each, words, compact),
        ...probeLanes(trace, history, each.container.name, words),
      )
      const memory = memoryLane(trace, history, each.container.name, words)
      if (memory) lanes.push(memory)
    }
    lanes.push(...endpointsLanes(trace, history, words))
  }
  lanes.push(...nodeLanes(trace, words))
  return lanes
}

/** Before there is a trace: the lanes that every Pod has, with nothing in them. */
export function emptyLanes(untilMs: number, words: LaneWords): readonly Lane[] {
  const base = { note: undefined, indent: false, marks: [], life: { from: 0, to: untilMs, ended: false } } as const
  const pod = { namespace: '', name: '', uid: '' }
  return [
    { ...base, kind: 'steps', id: 'steps', name: words.names.steps, mono: false, ruled: false, height: STEPS_LANE },
    { ...base, kind: 'pod', id: 'pod', name: words.names.pod, mono: false, ruled: true, height: POD_LANE, pod },
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
    },
  ]
}
