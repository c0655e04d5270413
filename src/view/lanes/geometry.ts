/** Heights in row units: one unit is one pixel at the normal size of the lanes. Widths are always time. */

export const RULER = 28
export const BAR = 28
/** Standing on the same foot as a ready bar: the height is how much of life is there. */
export const NOT_READY = 16
export const WAITING = 16
export const WAITING_UNDER_RAMP = 8
export const FOOT = 8
export const PULL = 18
export const HOOK = 12

export const RAMP_ZONE = 52
export const POLE = 34
export const SHORT_POLE = 24
export const PENNANT_WIDTH = 12
export const PENNANT_HEIGHT = 9
export const GRACE_ABOVE = 10
export const BRACKET = 11
export const EXIT_OVERSHOOT = 4
export const BADGE = 16
export const BADGE_BELOW = 10

export const STEPS_LANE = 36
export const POD_LANE = 72
/** A Pod of which only this lane is shown. */
export const SHUT_POD_LANE = 36
export const SHUT_STATUS_TOP = 6
export const STATUS_TOP = 12
export const STATUS_BLOCK = 24
export const RESTARTS_TOP = 38
export const PHASE_Y = 61

export const CONDITION_ROW = 14
export const CONDITIONS_PAD = 12

/** Room above the bar for flags, brackets and ramps; and without any of them. */
export const ABOVE_BAR = 56
export const ABOVE_QUIET_BAR = 16
/** Where there are many containers: shorter poles, and no room for arrows from below. */
export const ABOVE_COMPACT_BAR = 44
/** Room below the bar for the badges and the arrows to the probes. */
export const BELOW_BAR = 48
export const BELOW_BADGE = 36
export const BELOW_QUIET_BAR = 20

export const SETUP_LANE = 44
export const SETUP_TRIES_Y = 13
export const SETUP_BAR_TOP = 24
export const SETUP_BAR = 12

/** Below the bar; below the rail of a sidecar. */
export const LOG_BELOW = 2
export const LOG_BELOW_RAIL = 8
export const LOG_STRIP = 6
export const THROTTLE = 5

export const PROBE_LANE = 52
export const PROBE_BASELINE = 25

export const MEMORY_LANE = 60
export const MEMORY_LIMIT_Y = 15
export const MEMORY_BASELINE = 51

export const ENDPOINTS_LANE = 40
export const ENDPOINT_TOP = 13
export const ENDPOINT_BAR = 14
export const GATE = 24

export const TRAFFIC_LANE = 66
/** Of the columns of requests. */
export const TRAFFIC_TOP = 12
export const TRAFFIC_BASELINE = 38
/** Of the band of answers' times. */
export const TRAFFIC_BAND_TOP = 44
export const TRAFFIC_BAND_BASE = 60

export const NODE_BAR = 14
export const NOT_READY_NODE = 8
export const NODE_ROW = 18
export const ABOVE_NODE = 13
/** Room for the flags of taints, and for their names. */
export const ABOVE_TAINTED_NODE = 44
export const NODE_POLE = 20
export const BELOW_NODE = 13
export const BELOW_NODE_EVENTS = 24

const PEAKS: readonly (readonly [seconds: number, share: number])[] = [
  [10, 3 / 8],
  [20, 4 / 8],
  [40, 5 / 8],
  [80, 6 / 8],
  [160, 7 / 8],
  [300, 1],
]

/** How high a back-off's ramp ends: by its step, so that doubling is seen even where the width is cut off. */
export function rampPeak(lengthMs: number): number {
  const row = PEAKS.find(([seconds]) => lengthMs <= seconds * 1000)
  return RAMP_ZONE * (row?.[1] ?? 1)
}
