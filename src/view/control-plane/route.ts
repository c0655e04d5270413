import { API_SERVER, ETCD, KUBELET, type Party, RUNTIME, SANDBOX, USER } from './message.ts'
import type { Box, Placement } from './place-cluster.ts'

export type Point = readonly [x: number, y: number]

/** How far across the shared side of two boxes a lane runs: the way there and the way back do not touch. */
function slotOf(from: Party, to: Party): number {
  if (from === KUBELET && to === RUNTIME) return 0.08
  if (from === RUNTIME && to === KUBELET) return 0.92
  if (to === API_SERVER) return from === USER ? 0.5 : from === KUBELET ? 0.95 : 0.76
  if (from === API_SERVER) return to === ETCD ? 0.5 : to === KUBELET ? 0.05 : 0.24
  return 0.5
}

/** From the edge of one box to the edge of another, in straight lines. */
export function routeOf({ boxes, arrangement }: Placement, from: Party, to: Party): readonly Point[] | undefined {
  const [a, b] = [boxes.get(from), boxes.get(to)]
  if (a === undefined || b === undefined) return undefined
  if (from === RUNTIME && to === SANDBOX) return straightInto(a, b, 0.19)
  if (from === RUNTIME && to !== KUBELET) return intoPod(a, b, 0.51)
  if (to === RUNTIME && from !== KUBELET) return [...intoPod(b, a, 0.83)].reverse()
  if (isBelowApi(from, to, a, b)) return controllerLane(a, b, 0)
  if (isBelowApi(to, from, b, a)) return [...controllerLane(b, a, 1)].reverse()
  const slot = slotOf(from, to)
  const x = within(a.x, a.width, b.x, b.width, slot)
  if (x !== undefined && apart(a.y, a.height, b.y, b.height)) {
    return a.y < b.y
      ? [
          [x, a.y + a.height],
          [x, b.y],
        ]
      : [
          [x, a.y],
          [x, b.y + b.height],
        ]
  }
  const y = within(a.y, a.height, b.y, b.height, slot)
  if (y !== undefined && apart(a.x, a.width, b.x, b.width)) {
    return a.x < b.x
      ? [
          [a.x + a.width, y],
          [b.x, y],
        ]
      : [
          [a.x, y],
          [b.x + b.width, y],
        ]
  }
  // What is left goes to the Pod's address.
  return to === SANDBOX && arrangement === 'wide' ? overAndDown(a, b) : undefined
}

/** Controllers stand in a row below the API server, or on a phone above it together with the rest. */
function isBelowApi(api: Party, other: Party, a: Box, b: Box): boolean {
  return api === API_SERVER && /^(controller|kubelet)\//.test(other) && b.y > a.y + a.height
}

/** Half the distance between the lane there and the lane back. */
const HALF = 18

/** Straight down where the controller stands below, else down, across and down; lane 0 leads there, lane 1 back. */
function controllerLane(api: Box, other: Box, lane: 0 | 1): readonly Point[] {
  const half = Math.min(HALF, other.width / 4)
  const middle = other.x + other.width / 2
  const x = middle + (lane === 0 ? -half : half)
  const inside = middle - half >= api.x + MARGIN && middle + half <= api.x + api.width - MARGIN
  if (!inside) return besideApi(api, other, lane)
  return [
    [x, api.y + api.height],
    [x, other.y],
  ]
}

function straightInto(a: Box, b: Box, slot: number): readonly Point[] {
  const y = a.y + a.height * slot
  return [
    [a.x + a.width, y],
    [b.x, y],
  ]
}

/** Down from the API server, across, and down to a controller that does not stand below it. */
function besideApi(api: Box, other: Box, lane: 0 | 1): readonly Point[] {
  const toTheLeft = other.x < api.x
  // Of two lanes that turn, the one that turns first reaches further: they do not cross.
  const outer = toTheLeft === (lane === 0)
  const x = toTheLeft ? api.x + (outer ? 10 : 22) : api.x + api.width - (outer ? 10 : 22)
  const level = api.y + api.height + (outer ? 12 : 22)
  const half = Math.min(HALF, other.width / 4)
  const target = other.x + other.width / 2 + (lane === 0 ? -half : half)
  return [
    [x, api.y + api.height],
    [x, level],
    [target, level],
    [target, other.y],
  ]
}

function overAndDown(a: Box, b: Box): readonly Point[] {
  const y = a.y + a.height * 0.4
  const x = b.x + b.width * 0.5
  return [
    [a.x + a.width, y],
    [x, y],
    [x, b.y],
  ]
}

/**
 * From the runtime into the Pod: out, up or down beside the runtime, and into each container at a height of its own, so
 * that the numbers of two containers do not meet. What goes in enters above what comes out.
 */
function intoPod(runtime: Box, other: Box, slot: number): readonly Point[] {
  const [start, end] = [runtime.x + runtime.width, other.x]
  const y = runtime.y + runtime.height * slot
  const into = other.y + other.height * (slot < 0.6 ? 0.36 : 0.66)
  if (y >= other.y + 2 && y <= other.y + other.height - 2) {
    return [
      [start, y],
      [end, y],
    ]
  }
  const turn = start + (slot < 0.6 ? 9 : 17)
  return [
    [start, y],
    [turn, y],
    [turn, into],
    [end, into],
  ]
}

const MARGIN = 10

/** A coordinate that lies within both, or nothing where they share too little. */
function within(a: number, aLength: number, b: number, bLength: number, slot: number): number | undefined {
  const from = Math.max(a, b) + MARGIN
  const to = Math.min(a + aLength, b + bLength) - MARGIN
  return to - from < 2 ? undefined : from + (to - from) * slot
}

function apart(a: number, aLength: number, b: number, bLength: number): boolean {
  return a + aLength <= b || b + bLength <= a
}

export interface Leg {
  readonly start: Point
  readonly end: Point
  /** Whether numbers stand in its middle or begin where it begins. */
  readonly align: 'middle' | 'start'
}

/** The stretch of a lane on which its numbers stand: the longest, or beside a container the one that is the container's own. */
export function legOf(points: readonly Point[], from: Party, to: Party): Leg {
  const bent = points.length > 2
  if (bent && /^container\//.test(to))
    return { start: points.at(-2) as Point, end: points.at(-1) as Point, align: 'start' }
  if (bent && /^container\//.test(from)) return { start: points[0] as Point, end: points[1] as Point, align: 'start' }
  let [start, end] = [points[0] as Point, points[1] as Point]
  let length = 0
  for (let i = 1; i < points.length; i += 1) {
    const [a, b] = [points[i - 1] as Point, points[i] as Point]
    const here = Math.hypot(b[0] - a[0], b[1] - a[1])
    if (here > length) {
      length = here
      start = a
      end = b
    }
  }
  return { start, end, align: 'middle' }
}
