import { API_SERVER, KUBELET, type Party, RUNTIME, SANDBOX } from './message.ts'
import type { Box, Placement } from './place-cluster.ts'

export type Point = readonly [x: number, y: number]

/** How far across the shared side of two boxes a lane runs: the way there and the way back do not touch. */
function slotOf(from: Party, to: Party): number {
  if (from === KUBELET && to === RUNTIME) return 0.08
  if (from === RUNTIME && to === KUBELET) return 0.92
  if (to === API_SERVER) return from === 'user' ? 0.5 : 0.76
  if (from === API_SERVER) return to === 'etcd' ? 0.5 : 0.24
  if (from === RUNTIME) return to === SANDBOX ? 0.12 : 0.35
  return 0.7
}

/** From the edge of one box to the edge of another, in straight lines. */
export function routeOf({ boxes, arrangement }: Placement, from: Party, to: Party): readonly Point[] | undefined {
  const [a, b] = [boxes.get(from), boxes.get(to)]
  if (a === undefined || b === undefined) return undefined
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
  // The rest are three cases: a controller beside the API server, a probe, a container.
  if (from === API_SERVER) return besideApi(a, b, 0)
  if (to === API_SERVER) return [...besideApi(b, a, 1)].reverse()
  if (to === SANDBOX && arrangement === 'wide') return overAndDown(a, b)
  return sideways(a, b, slot)
}

/** Down from the API server, across, and down to a controller that does not stand below it. */
function besideApi(api: Box, other: Box, lane: 0 | 1): readonly Point[] {
  const toTheLeft = other.x < api.x
  const x = toTheLeft ? api.x + 10 + lane * 12 : api.x + api.width - 10 - lane * 12
  const level = api.y + api.height + 14 + lane * 10
  const target = other.x + other.width * (lane === 0 ? 0.3 : 0.7)
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

/** Out of one side, up or down, into the other's side. */
function sideways(a: Box, b: Box, slot: number): readonly Point[] {
  const rightwards = a.x < b.x
  const [start, end] = rightwards ? [a.x + a.width, b.x] : [a.x, b.x + b.width]
  const y = a.y + a.height * slot
  const into = b.y + b.height * (rightwards ? 0.4 : 0.7)
  const turn = start + (end - start) * (rightwards ? 0.6 : 0.45)
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

/** The stretch of a lane with the most room: numbers stand there. */
export function longestLeg(points: readonly Point[]): readonly [Point, Point] {
  let best: readonly [Point, Point] = [points[0] as Point, points[1] as Point]
  let length = 0
  for (let i = 1; i < points.length; i += 1) {
    const leg = [points[i - 1] as Point, points[i] as Point] as const
    const here = Math.hypot(leg[1][0] - leg[0][0], leg[1][1] - leg[0][1])
    if (here > length) {
      length = here
      best = leg
    }
  }
  return best
}
