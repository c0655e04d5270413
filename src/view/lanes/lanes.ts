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

export interface LaneOptions {
  /** Little height: conditions that never fell share one row, and many containers are drawn lower. */
  readonly folded: boolean
}

/** So many containers would not stand one below the other on a usual screen. */
const MANY = 3

// A trace that grows is a new object with longer lists, so that one of them is never asked for twice in vain.
const made = new WeakMap<Trace, Map<boolean, readonly Lane[]>>()

/** What the timeline shows, in the order of the screen. */
export function lanesOf(trace: Trace, { folded }: LaneOptions = { folded: false }): readonly Lane[] {
  const known = made.get(trace) ?? new Map<boolean, readonly Lane[]>()
  made.set(trace, known)
  let lanes = known.get(folded)
  if (!lanes) {
    lanes = makeLanes(trace, folded)
    known.set(folded, lanes)
  }
  return lanes
}

function makeLanes(trace: Trace, folded: boolean): readonly Lane[] {
  const lanes: Lane[] = [stepsLane(trace)]
  const histories = podHistories(trace)
  const compact = folded && histories.flatMap(containersOf).length >= MANY
  for (const history of histories) {
    lanes.push(podLane(history), conditionsLane(history, folded))
    for (const each of containersOf(history)) {
      lanes.push(containerLane(trace, history, each, compact), ...probeLanes(trace, history, each.container.name))
      const memory = memoryLane(trace, history, each.container.name)
      if (memory) lanes.push(memory)
    }
    lanes.push(...endpointsLanes(trace, history))
  }
  lanes.push(...nodeLanes(trace))
  return lanes
}

/** Before there is a trace: the lanes that every Pod has, with nothing in them. */
export function emptyLanes(untilMs: number): readonly Lane[] {
  const base = { note: undefined, indent: false, marks: [], life: { from: 0, to: untilMs, ended: false } } as const
  const pod = { namespace: '', name: '', uid: '' }
  return [
    { ...base, kind: 'steps', id: 'steps', name: 'Steps', mono: false, ruled: false, height: STEPS_LANE },
    { ...base, kind: 'pod', id: 'pod', name: 'Pod', mono: false, ruled: true, height: POD_LANE, pod },
    {
      ...base,
      ...{
        kind: 'container',
        id: 'container',
        name: 'container',
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
