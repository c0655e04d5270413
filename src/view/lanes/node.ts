import type { Time } from '../../lib/time.ts'
import type { ObjectWritten } from '../../trace/entry.ts'
import type { Trace } from '../../trace/trace.ts'
import { CORDONED, type NodeState, nodeStateOf } from '../history/node-state.ts'
import type { Tone } from '../history/tone.ts'
import {
  ABOVE_NODE,
  ABOVE_TAINTED_NODE,
  BELOW_NODE,
  BELOW_NODE_EVENTS,
  NODE_BAR,
  NODE_POLE,
  NODE_ROW,
  NOT_READY_NODE,
} from './geometry.ts'
import type { Bar, Flag, Mark, NodeLane, Pattern, Tick } from './lane.ts'
import type { LaneWords } from './words-en.ts'

interface Look {
  readonly label: string
  readonly state: string
  readonly pattern: Pattern
  readonly tone: Tone
  readonly height: number
}

/** Nobody knows how a node is that says nothing: neither state's colour would be true. */
function readyLook(status: string, { node, states }: LaneWords): Look {
  switch (status) {
    case 'True':
      return { label: node.ready, state: states.nodeReady, pattern: 'solid', tone: 'ready', height: NODE_BAR }
    case 'False':
      return {
        ...{ label: node.notReady, state: states.nodeNotReady },
        ...{ pattern: 'solid', tone: 'notReady', height: NOT_READY_NODE },
      }
    default:
      return { label: node.unknown, state: states.nodeUnknown, pattern: 'hatch', tone: 't3', height: NODE_BAR }
  }
}

/** A lane for each node that something is the matter with during the run; calm nodes have none. */
export function nodeLanes(trace: Trace, words: LaneWords): readonly NodeLane[] {
  const lanes: NodeLane[] = []
  for (const [key, versions] of trace.objects) {
    if (key.startsWith('Node/') && matters(versions)) lanes.push(nodeLane(trace, versions, words))
  }
  return lanes
}

function matters(versions: readonly ObjectWritten[]): boolean {
  const first = versions[0]
  return first !== undefined && versions.some((each) => each.change === 'DELETED' || shown(each) !== shown(first))
}

/** All of a version that is drawn, to be compared. */
function shown(written: ObjectWritten): string {
  const { ready, troubles, taints } = nodeStateOf(written)
  return [ready, ...troubles, ...[...taints].sort()].join('\n')
}

function nodeLane(trace: Trace, versions: readonly ObjectWritten[], words: LaneWords): NodeLane {
  const first = versions[0] as ObjectWritten
  const last = versions.at(-1) as ObjectWritten
  const ended = last.change === 'DELETED'
  const { name } = first
  const life = { from: first.at, to: ended ? last.at : trace.endMs, ended }
  const states = versions.map((written) => ({ written, ...nodeStateOf(written) }))
  const flags = taintFlags(states)
  const barTop = flags.length > 0 ? ABOVE_TAINTED_NODE : ABOVE_NODE
  const rows = [...new Set(states.flatMap(({ troubles }) => troubles))].sort(cordonedLast)
  const readiness = stretches(states, life.to, ({ ready }) => ready)
  const bars = [
    ...readiness.map((stretch) => bar(stretch, readyLook(stretch.what, words), barTop)),
    ...rows.flatMap((trouble, index) =>
      stretches(states, life.to, ({ troubles }) => (troubles.includes(trouble) ? trouble : undefined)).map((stretch) =>
        bar(stretch, troubleLook(trouble, words), barTop + (index + 1) * NODE_ROW),
      ),
    ),
  ]
  const foot = barTop + rows.length * NODE_ROW + NODE_BAR
  const ticks = eventTicks(trace, name, foot + 4)
  const marks: Mark[] = [...bars, ...flags.map((flag) => ({ ...flag, foot: barTop })), ...ticks]
  return {
    kind: 'node',
    id: `node/${name}`,
    name: words.names.node,
    note: name,
    mono: false,
    indent: false,
    ruled: true,
    height: foot + (ticks.length > 0 ? BELOW_NODE_EVENTS : BELOW_NODE),
    node: name,
    barTop,
    life,
    marks: marks.sort((a, b) => a.from - b.from),
  }
}

function cordonedLast(a: string, b: string): number {
  return Number(a === CORDONED) - Number(b === CORDONED) || (a < b ? -1 : 1)
}

function troubleLook(trouble: string, { node, states }: LaneWords): Look {
  return trouble === CORDONED
    ? { label: node.cordoned, state: states.nodeCordoned, pattern: 'outline', tone: 't2', height: NODE_BAR }
    : { label: trouble, state: states.nodeUnder(trouble), pattern: 'stopping', tone: 'exitNonZero', height: NODE_BAR }
}

type VersionState = NodeState & { readonly written: ObjectWritten }

interface Stretch {
  readonly what: string
  readonly from: Time
  readonly to: Time
  readonly seq: number
}

/** Where something stays the same; nothing where it is not there. */
function stretches(
  states: readonly VersionState[],
  until: Time,
  whatOf: (state: VersionState) => string | undefined,
): readonly Stretch[] {
  const found: Stretch[] = []
  let open: Omit<Stretch, 'to'> | undefined
  for (const state of states) {
    const what = whatOf(state)
    if (what === open?.what) continue
    const { at, seq } = state.written
    if (open) found.push({ ...open, to: at })
    open = what === undefined ? undefined : { what, from: at, seq }
  }
  if (open) found.push({ ...open, to: until })
  return found.filter(({ from, to }) => to > from)
}

function bar({ from, to, seq }: Stretch, { height, pattern, tone, label, state }: Look, top: number): Bar {
  return {
    ...{ kind: 'bar', from, to, seq, pattern, tone, label, state, height },
    ...{ top: top + NODE_BAR - height, mono: false, ends: 'round', rail: false },
  }
}

/** A taint that comes is a solid flag, one that goes a hollow one. */
function taintFlags(states: readonly VersionState[]): readonly Flag[] {
  const flags: Flag[] = []
  let before = states[0]?.taints ?? []
  for (const { taints, written } of states) {
    // With the node its taints go, too: the end says so.
    if (written.change === 'DELETED') {
      before = []
      continue
    }
    const put = (taint: string, solid: boolean) =>
      flags.push({
        ...{ kind: 'flag', from: written.at, to: written.at, seq: written.seq },
        ...{ foot: 0, pole: NODE_POLE, name: shortOf(taint), solid, effect: taint },
      })
    for (const taint of before) if (!taints.includes(taint)) put(taint, false)
    for (const taint of taints) if (!before.includes(taint)) put(taint, true)
    before = taints
  }
  return flags
}

/** Without the domain, the value and the effect: what a flag has room for. */
function shortOf(taint: string): string {
  return taint.replace(/[=:].*$/, '').replace(/^.*\//, '')
}

function eventTicks(trace: Trace, node: string, top: number): readonly Tick[] {
  return trace.events
    .filter(({ regarding }) => regarding.kind === 'Node' && regarding.name === node)
    .map(({ at, seq, reason, message }) => ({
      ...{ kind: 'tick' as const, from: at, to: at, seq },
      ...{ text: reason, message, top },
    }))
}
