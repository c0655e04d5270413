import type { Edge, Node } from '@xyflow/react'
import { Position } from '@xyflow/react'
import type { Time } from '../../lib/time.ts'
import type { Seq } from '../../trace/entry.ts'
import type { RuleId } from '../../trace/rule.ts'
import type { Anchor } from '../../view/lanes/causes.ts'
import { BAR } from '../../view/lanes/geometry.ts'
import type { TimeScale } from '../../view/time/time-scale.ts'
import type { Layout, PlacedLane } from './layout.ts'

export type LaneNode = Node<{ readonly placed: PlacedLane; readonly pinned: boolean }, 'lane'>
export type EventNode = Node<{ readonly chosen: boolean; readonly badge: boolean }, 'event'>
export type CauseEdge = Edge<
  {
    readonly path: readonly (readonly [number, number])[]
    /** Said beside the arrow, when all of a restart is asked for. */
    readonly rules: readonly RuleId[]
  },
  'cause'
>

/** Beyond this many pixels a translation loses its fractions: the origin is then set anew. */
const FAR_PX = 1_000_000

/** What of the way from 0 is left out of the flow's coordinates: it changes rarely, so that panning moves no node. */
export function originOf(scale: TimeScale): number {
  return Math.round((scale.left - scale.zeroX) / FAR_PX) * FAR_PX
}

/** Of a crowd of lanes only those are built that stand near what is seen. */
const CROWD_OF_LANES = 120

/** What is built of very many lanes: the screen that `page` is on, and one before and after it. */
export function builtLanes({ lanes }: Layout, page: number, room: number): readonly PlacedLane[] {
  if (lanes.length <= CROWD_OF_LANES || room <= 0) return lanes
  return lanes.filter(({ top, bottom }) => bottom >= (page - 1) * room && top <= (page + 2) * room)
}

/** A lane is one node: its name, and what a screen reader calls it. Its marks are painted, not built. */
export function laneNodes(layout: Layout, width: number, built = layout.lanes): LaneNode[] {
  return built.map((placed) => ({
    id: placed.lane.id,
    type: 'lane',
    position: { x: 0, y: placed.top },
    width,
    height: placed.bottom - placed.top,
    data: { placed, pinned: placed === layout.pinned },
    draggable: false,
    selectable: false,
    focusable: false,
  }))
}

interface Point {
  readonly x: number
  readonly y: number
}

/** The chosen chain of causes: small nodes where things happened, and arrows between them. */
export function causeFlow(
  chain: readonly Anchor[],
  layout: Layout,
  /** Where in the flow an instant stands. */
  placeOf: (at: Time) => number,
  /** What the user has selected; the end of the chain, if it is not in it. */
  selected?: Seq,
): { readonly nodes: EventNode[]; readonly edges: CauseEdge[] } {
  const places = new Map(layout.lanes.map((placed) => [placed.lane.id, placed]))
  const shown = chain.flatMap((anchor) => {
    const placed = places.get(anchor.lane)
    return placed ? [{ anchor, placed, x: placeOf(anchor.at), y: placed.plotTop + anchor.y }] : []
  })
  const found = shown.findIndex(({ anchor }) => anchor.seq === selected)
  const chosen = found < 0 ? shown.length - 1 : found
  const nodes: EventNode[] = shown.map(({ anchor, x, y }, index) => ({
    id: `v${index}`,
    type: 'event',
    position: { x: x - 4, y: y - 4 },
    width: 8,
    height: 8,
    handles: [
      { type: 'source', position: Position.Right, x: 4, y: 4, width: 1, height: 1 },
      { type: 'target', position: Position.Left, x: 4, y: 4, width: 1, height: 1 },
    ],
    data: { chosen: index === chosen, badge: anchor.part === 'exit' },
    draggable: false,
    selectable: false,
    focusable: false,
  }))
  const edges: CauseEdge[] = []
  for (let i = 1; i < shown.length; i += 1) {
    const [from, to] = [shown[i - 1], shown[i]]
    if (!from || !to) continue
    const sameLane = from.placed === to.placed
    // From one signal to the next the bracket of the grace period leads already.
    if (sameLane && from.anchor.part === 'signal') continue
    // Failures in a row stand beside each other, and are counted.
    if (sameLane && from.placed.lane.kind === 'probe') continue
    const path = route(from, to, sameLane, to.placed.plotTop + to.anchor.bottom)
    if (path)
      edges.push({
        id: `e${i}`,
        type: 'cause',
        source: `v${i - 1}`,
        target: `v${i}`,
        data: { path, rules: to.anchor.rules ?? [] },
      })
  }
  return { nodes, edges }
}

/** Half a badge: arrows leave beside it. */
const BESIDE = 18
const LEAST = 10

/** Straight, or with one bend; undefined where the two lie so close that an arrow would hide them. */
function route(
  from: Point,
  to: Point,
  sameLane: boolean,
  toBottom: number,
): readonly (readonly [number, number])[] | undefined {
  const dx = to.x - from.x
  if (sameLane) {
    if (dx < BESIDE + LEAST) return undefined
    const y = Math.max(from.y, toBottom + 18)
    return [
      [from.x + BESIDE, y],
      [to.x, y],
      [to.x, toBottom + 6],
    ]
  }
  const upwards = from.y > to.y
  const end = upwards ? toBottom + 6 : to.y - BAR / 2 - 2
  const start = from.y + (upwards ? -5 : 8)
  if (Math.abs(end - start) < LEAST) return undefined
  if (Math.abs(dx) < 8) {
    return [
      [to.x, start],
      [to.x, end],
    ]
  }
  return [
    [from.x + Math.sign(dx) * 8, from.y],
    [to.x, from.y],
    [to.x, end],
  ]
}
