import type { Trace } from '../../trace/trace.ts'
import type { ConditionsLane, Lane, Line, Mark } from '../lanes/lane.ts'
import { lanesOf } from '../lanes/lanes.ts'
import { LANES_EN } from '../lanes/words-en.ts'
import { matchContainers, matchPods } from './match.ts'

/** Of a lane of the present run, the lane of the pinned run that stands for the same thing: its id → that lane. */
export type GhostLanes = ReadonlyMap<string, Lane>

const made = new WeakMap<Trace, { readonly is: Trace; readonly lanes: GhostLanes }>()

/** Made once for two traces: a canvas asks at every frame. */
export function ghostLanes(was: Trace, is: Trace): GhostLanes {
  const known = made.get(was)
  if (known?.is === is) return known.lanes
  const lanes = match(was, is)
  made.set(was, { is, lanes })
  return lanes
}

/** All lanes, whatever is put away; of a ghost no words are drawn but kubectl's. */
const EVERYTHING = { words: LANES_EN, shut: { all: false, keys: {} } }

function match(was: Trace, is: Trace): GhostLanes {
  const found = new Map<string, Lane>()
  const [before, after] = [lanesOf(was, EVERYTHING), lanesOf(is, EVERYTHING)]
  for (const lane of after) {
    if (lane.kind !== 'node' && lane.kind !== 'object' && lane.kind !== 'traffic') continue
    const same = before.find((each) => each.id === lane.id)
    if (same) found.set(lane.id, same)
  }
  for (const pair of matchPods(was, is)) {
    if (pair.was === undefined || pair.is === undefined) continue
    const [old, now] = [lanesOfPod(before, pair.was.ref.uid), lanesOfPod(after, pair.is.ref.uid)]
    const names = matchContainers(containersIn(old), containersIn(now))
    const oldNames = new Map(names.flatMap((each) => (each.was && each.is ? [[each.is.name, each.was.name]] : [])))
    for (const lane of now) {
      const same = old.find(
        (each) =>
          kindOf(each) === kindOf(lane) &&
          containerOf(each) === oldName(lane, oldNames) &&
          noteOf(each) === noteOf(lane),
      )
      if (same) found.set(lane.id, same)
    }
  }
  return found
}

function lanesOfPod(lanes: readonly Lane[], uid: string): readonly Lane[] {
  return lanes.filter((lane) => 'pod' in lane && lane.pod.uid === uid)
}

function containersIn(lanes: readonly Lane[]): readonly { readonly name: string; readonly kind: string }[] {
  return lanes.flatMap((lane) =>
    lane.kind === 'container' ? [{ name: lane.container, kind: lane.containerKind }] : [],
  )
}

function kindOf(lane: Lane): string {
  return lane.kind === 'probe' ? `probe ${lane.track.probe}` : lane.kind
}

/** A Pod may be in the endpoints of several Services. */
function noteOf(lane: Lane): string | undefined {
  return lane.kind === 'endpoints' ? lane.note : undefined
}

function containerOf(lane: Lane): string | undefined {
  return 'container' in lane ? lane.container : undefined
}

function oldName(lane: Lane, names: ReadonlyMap<string, string>): string | undefined {
  const name = containerOf(lane)
  return name === undefined ? undefined : names.get(name)
}

const drawn = new WeakMap<Lane, { readonly lane: Lane; readonly marks: readonly Mark[] }>()

/** The marks of the ghost at the heights of the lane that they are drawn into, which may be lower or have other rows. */
export function marksOfGhost(ghost: Lane, lane: Lane): readonly Mark[] {
  const known = drawn.get(ghost)
  if (known?.lane === lane) return known.marks
  const marks = placed(ghost, lane)
  drawn.set(ghost, { lane, marks })
  return marks
}

function placed(ghost: Lane, lane: Lane): readonly Mark[] {
  if (ghost.kind === 'conditions' && lane.kind === 'conditions') return conditionMarks(ghost, lane)
  const down = 'barTop' in ghost && 'barTop' in lane ? lane.barTop - ghost.barTop : 0
  return down === 0 ? ghost.marks : ghost.marks.map((mark) => lowered(mark, down))
}

function lowered(mark: Mark, down: number): Mark {
  if (mark.kind === 'bar' || mark.kind === 'exit') return { ...mark, top: mark.top + down }
  return mark.kind === 'ramp' ? { ...mark, base: mark.base + down } : mark
}

function conditionMarks(ghost: ConditionsLane, lane: ConditionsLane): readonly Mark[] {
  const marks = ghost.rows.flatMap(({ type, y }) => {
    const row = lane.rows.find((each) => each.type === type)
    if (row === undefined) return []
    const lines = ghost.marks.filter((mark): mark is Line => mark.kind === 'line' && mark.y === y)
    return lines.map((line) => ({ ...line, y: row.y }))
  })
  return marks.sort((a, b) => a.from - b.from)
}
