import { KERNEL, type Message, NODE, type Party } from './message.ts'
import type { Box, Placement } from './place-cluster.ts'
import { legOf, type Point, routeOf } from './route.ts'
import { labelOf } from './say-message.ts'
import type { ControlPlaneWords } from './words-en.ts'

export interface NumberedMessage {
  readonly message: Message
  /** From 1, within its conversation. */
  readonly number: number
  readonly lit: boolean
}

export interface Badge {
  readonly id: string
  readonly number: number
  readonly x: number
  readonly y: number
  readonly lit: boolean
}

export interface Label {
  readonly id: string
  readonly text: string
  /** Its left edge, and the middle of its line. */
  readonly x: number
  readonly y: number
  readonly lit: boolean
}

/** All that one component said to one other, on one line with an arrow. */
export interface DrawnLane {
  readonly id: string
  readonly from: Party
  readonly to: Party
  readonly points: readonly Point[]
  /** Told without having been recorded. */
  readonly dashed: boolean
  readonly lit: boolean
  readonly badges: readonly Badge[]
  /** So many older ones have no room for their number. */
  readonly hidden: number
}

/** Something that happens within a component. */
export interface Happening {
  readonly id: string
  readonly number: number
  readonly text: string
  readonly lit: boolean
}

export interface Drawing {
  readonly lanes: readonly DrawnLane[]
  readonly labels: readonly Label[]
  /** The last one of each component. */
  readonly happenings: ReadonlyMap<Party, Happening>
  /** Who speaks, or is spoken to, right now. */
  readonly lit: ReadonlySet<Party>
}

export const BADGE = 18
const BADGE_STEP = 24
const LABEL_LINE = 16
const LABEL_SIZE = 11
const LONGEST_LABEL = 150

/** Numbers and words of a conversation on a placed cluster. No word lies over another, a number or a box. */
export function drawMessages(
  placement: Placement,
  numbered: readonly NumberedMessage[],
  words: ControlPlaneWords,
): Drawing {
  const byLane = new Map<string, NumberedMessage[]>()
  const happenings = new Map<Party, Happening>()
  const lit = new Set<Party>()
  for (const each of numbered) {
    const { from, to } = drawnBetween(each.message)
    if (each.lit) {
      lit.add(from)
      if (to !== undefined) lit.add(to)
    }
    if (to === undefined) {
      const text = labelOf(each.message.saying, words)
      happenings.set(from, { id: each.message.id, number: each.number, text, lit: each.lit })
      continue
    }
    const key = `${from}>${to}`
    const lane = byLane.get(key) ?? []
    byLane.set(key, lane)
    lane.push(each)
  }
  const lanes: DrawnLane[] = []
  for (const [id, said] of byLane) {
    const [from, to] = id.split('>') as [Party, Party]
    const points = routeOf(placement, from, to)
    if (points) lanes.push(drawLane({ id, from, to, points }, said))
  }
  return { lanes, labels: placeLabels(placement, lanes, numbered, words), happenings, lit }
}

/** Who has no box of its own acts on the spot. */
function drawnBetween({ from, to }: Message): { readonly from: Party; readonly to: Party | undefined } {
  return (from === KERNEL || from === NODE) && to !== undefined ? { from: to, to: undefined } : { from, to }
}

function drawLane(lane: Pick<DrawnLane, 'id' | 'from' | 'to' | 'points'>, said: readonly NumberedMessage[]): DrawnLane {
  const { start, end, align } = legOf(lane.points, lane.from, lane.to)
  const length = Math.hypot(end[0] - start[0], end[1] - start[1])
  // An arrow's head and a little air stay free.
  const room = Math.max(1, Math.floor((length - BADGE - 18) / BADGE_STEP) + 1)
  const shown = said.slice(-room)
  const [ux, uy] = [(end[0] - start[0]) / length, (end[1] - start[1]) / length]
  const span = (shown.length - 1) * BADGE_STEP
  // A few stand in the middle of the line; many fill it from its beginning.
  const first = align === 'start' ? BADGE / 2 + 3 : Math.max(BADGE / 2 + 5, (length - 8 - span) / 2)
  return {
    ...lane,
    dashed: said.every(({ message }) => message.inferred && message.saying.kind !== 'call'),
    lit: said.some((each) => each.lit),
    badges: shown.map(({ message, number, lit }, index) => {
      const along = first + index * BADGE_STEP
      return { id: message.id, number, lit, x: start[0] + ux * along, y: start[1] + uy * along }
    }),
    hidden: said.length - shown.length,
  }
}

interface Rect {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** What is lit first, then the newest: each where it still finds room, else it is only a number. */
function placeLabels(
  placement: Placement,
  lanes: readonly DrawnLane[],
  numbered: readonly NumberedMessage[],
  words: ControlPlaneWords,
): readonly Label[] {
  const taken: Rect[] = [...obstacles(placement)]
  const lines: Rect[] = []
  const badges = new Map<string, { readonly badge: Badge; readonly lane: DrawnLane }>()
  for (const lane of lanes) {
    for (const badge of lane.badges) {
      badges.set(badge.id, { badge, lane })
      taken.push(around(badge.x, badge.y, BADGE, BADGE))
    }
    lines.push(...legs(lane.points))
  }
  const labels: Label[] = []
  const order = [...numbered].sort((a, b) => Number(b.lit) - Number(a.lit) || b.number - a.number)
  for (const { message, lit } of order) {
    const found = badges.get(message.id)
    if (found === undefined) continue
    const text = labelOf(message.saying, words)
    // What is being said is never left without words: rather they stand across a line.
    const label =
      labelBeside(text, found.badge, found.lane, [...taken, ...lines], placement) ??
      (lit ? labelBeside(text, found.badge, found.lane, taken, placement) : undefined)
    if (label === undefined) continue
    labels.push(label.label)
    taken.push(label.rect)
  }
  return labels
}

function labelBeside(
  full: string,
  badge: Badge,
  lane: DrawnLane,
  taken: readonly Rect[],
  placement: Placement,
): { readonly label: Label; readonly rect: Rect } | undefined {
  const { start, end } = legOf(lane.points, lane.from, lane.to)
  const upright = Math.abs(end[0] - start[0]) < Math.abs(end[1] - start[1])
  for (const text of shortenings(full)) {
    const width = textWidth(text, LABEL_SIZE)
    for (const [x, y] of candidates(badge, width, upright)) {
      const rect = { left: x - 2, top: y - LABEL_LINE / 2, right: x + width + 2, bottom: y + LABEL_LINE / 2 }
      const inside =
        rect.left >= 2 && rect.right <= placement.width - 2 && rect.top >= 2 && rect.bottom <= placement.height - 2
      if (!inside || taken.some((other) => overlap(rect, other))) continue
      return { label: { id: badge.id, text, x, y, lit: badge.lit }, rect }
    }
  }
  return undefined
}

/** Beside an upright line; above or below a level one, first in the middle and then pushed to either side. */
function candidates({ x, y }: Badge, width: number, upright: boolean): readonly Point[] {
  const aside = BADGE / 2 + 5
  if (upright) {
    return [
      [x + aside, y],
      [x - aside - width, y],
    ]
  }
  const rows = [y - aside - LABEL_LINE / 2 + 2, y + aside + LABEL_LINE / 2 - 2, y - aside - LABEL_LINE * 1.5 + 2]
  return rows.flatMap((row): Point[] => [
    [x - width / 2, row],
    [x - BADGE / 2, row],
    [x + BADGE / 2 - width, row],
  ])
}

function* shortenings(text: string): Generator<string> {
  const most = Math.floor(LONGEST_LABEL / 6)
  yield text.length > most ? `${text.slice(0, most - 1)}…` : text
  if (text.length > 16) yield `${text.slice(0, 14)}…`
}

/** Boxes, but not the frame of the node and the sandbox: lanes and words run across those. */
function obstacles({ boxes }: Placement): readonly Rect[] {
  const rects: Rect[] = []
  for (const [party, box] of boxes) {
    if (party === NODE) rects.push({ left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + 34 })
    else rects.push(rectOf(box))
  }
  return rects
}

function rectOf({ x, y, width, height }: Box): Rect {
  return { left: x, top: y, right: x + width, bottom: y + height }
}

/** The lines themselves, so that words stand beside them. */
function legs(points: readonly Point[]): readonly Rect[] {
  const rects: Rect[] = []
  for (let i = 1; i < points.length; i += 1) {
    const [a, b] = [points[i - 1] as Point, points[i] as Point]
    rects.push({
      left: Math.min(a[0], b[0]) - 2,
      top: Math.min(a[1], b[1]) - 2,
      right: Math.max(a[0], b[0]) + 2,
      bottom: Math.max(a[1], b[1]) + 2,
    })
  }
  return rects
}

function around(x: number, y: number, width: number, height: number): Rect {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 }
}

function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/** About as wide as the page's sans face draws it; never less. */
export function textWidth(text: string, size: number): number {
  let width = 0
  for (const letter of text) {
    if (letter.codePointAt(0)! > 0x2e80) width += 1
    else if (/[A-Z0-9mwMW%@]/.test(letter)) width += 0.66
    else if (/[ijltfrI.,:;'|/ ]/.test(letter)) width += 0.34
    else width += 0.56
  }
  return Math.ceil(width * size)
}
