import { SECOND, type Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { STEPS_LANE } from './geometry.ts'
import type { StepsLane } from './lane.ts'
import type { LaneWords } from './words-en.ts'

/** What people and machines did, and when. */
export function stepsLane(trace: Trace, words: LaneWords): StepsLane {
  return {
    kind: 'steps',
    id: 'steps',
    name: words.names.steps,
    note: undefined,
    mono: false,
    indent: false,
    ruled: false,
    height: STEPS_LANE,
    life: { from: 0, to: trace.endMs, ended: false },
    marks: trace.steps.map((step) => ({ kind: 'pin', from: step.at, to: step.at, seq: step.seq, text: step.text })),
  }
}

/** A pin that is dragged comes to whole seconds, or to tenths where one is wide enough to be meant. */
export function roundStep(at: Time, pxPerMs: number): Time {
  const grid = pxPerMs * SECOND >= 20 ? 100 : SECOND
  return Math.round(at / grid) * grid
}
