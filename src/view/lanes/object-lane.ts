import type { KubeObject } from '../../manifest/object/meta.ts'
import type { ObjectWritten } from '../../trace/entry.ts'
import type { Trace } from '../../trace/trace.ts'
import type { Tone } from '../history/tone.ts'
import { ABOVE_NODE, BELOW_NODE, NODE_BAR } from './geometry.ts'
import type { Bar, ObjectLane, Pattern } from './lane.ts'
import type { LaneWords } from './words-en.ts'

/** How an object stands, in Kubernetes' own word for it, and what that looks like. */
export interface Standing {
  readonly word: string
  readonly tone: Tone
  readonly pattern: Pattern
}

/**
 * A lane for each object of a kind that changes its standing during the run, named as kubectl shortens the kind. One that
 * stands as it stood from the first moment on has nothing to tell.
 */
export function objectLanes(
  trace: Trace,
  words: LaneWords,
  kind: string,
  shortName: string,
  standingOf: (object: KubeObject) => Standing | undefined,
): readonly ObjectLane[] {
  const lanes: ObjectLane[] = []
  for (const [key, versions] of trace.objects) {
    if (!key.startsWith(`${kind}/`)) continue
    const lane = objectLane(trace, words, versions, shortName, standingOf)
    if (lane.marks.length > 1) lanes.push(lane)
  }
  return lanes
}

function objectLane(
  trace: Trace,
  words: LaneWords,
  versions: readonly ObjectWritten[],
  shortName: string,
  standingOf: (object: KubeObject) => Standing | undefined,
): ObjectLane {
  const first = versions[0] as ObjectWritten
  const last = versions.at(-1) as ObjectWritten
  const ended = last.change === 'DELETED'
  const life = { from: first.at, to: ended ? last.at : trace.endMs, ended }
  const bars: Bar[] = []
  for (const { at, seq, change, object } of versions) {
    const standing = change === 'DELETED' ? undefined : standingOf(object)
    const last = bars.at(-1)
    const open = last?.to === life.to ? last : undefined
    if (open && open.label === standing?.word) continue
    if (open) bars[bars.length - 1] = { ...open, to: at }
    if (standing) bars.push(bar(at, life.to, seq, standing, words))
  }
  return {
    kind: 'object',
    id: `object/${first.objectKind}/${first.namespace}/${first.name}`,
    name: shortName,
    note: first.name,
    mono: true,
    indent: false,
    ruled: true,
    height: ABOVE_NODE + NODE_BAR + BELOW_NODE,
    objectKind: first.objectKind,
    object: first.name,
    life,
    marks: bars.filter(({ from, to }) => to > from),
  }
}

function bar(from: number, to: number, seq: number, { word, tone, pattern }: Standing, { states }: LaneWords): Bar {
  return {
    ...{ kind: 'bar', from, to, seq, tone, pattern, label: word, state: states.stands(word) },
    ...{ top: ABOVE_NODE, height: NODE_BAR, mono: true, ends: 'round', rail: false },
  }
}
