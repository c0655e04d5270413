import type { StoreApi } from 'zustand/vanilla'
import type { Time } from '../lib/time.ts'
import { neighbourChange } from '../trace/changes.ts'
import { courseFrom, loopOf, wrapInto } from './course.ts'
import { shownFolds } from './folds.ts'
import type { AppStore } from './state.ts'

/** With reduced motion playing goes from change to change, at most two a second. */
const REDUCED_STEP_MS = 500
/** After a hidden tab or a long task, time does not leap. */
const LONGEST_FRAME_MS = 250

/**
 * Moves the playhead while `playing`. The fraction of a millisecond is kept here between frames, so that slow speeds
 * do not lose time to rounding; a seek by anyone else starts over from where it went.
 */
export function wirePlayback(store: StoreApi<AppStore>): void {
  const reduced = matchMedia('(prefers-reduced-motion: reduce)')
  let last: number | undefined
  let exact = 0
  let written: Time | undefined

  const frame = (now: number) => {
    const state = store.getState()
    if (!state.playing) {
      last = undefined
      return
    }
    const elapsed = last === undefined ? 0 : Math.min(now - last, LONGEST_FRAME_MS)
    if (state.playheadMs !== written) exact = state.playheadMs
    if (!reduced.matches) {
      last = now
      exact = advance(store, exact, courseFrom(exact, elapsed, state.speed, shownFolds(state)))
      written = store.getState().playheadMs
    } else if (last === undefined || now - last >= REDUCED_STEP_MS) {
      last = now
      const next = state.trace && neighbourChange(state.trace, state.playheadMs, 1)
      exact = advance(store, exact, next ?? Number.POSITIVE_INFINITY)
      written = store.getState().playheadMs
    }
    requestAnimationFrame(frame)
  }

  store.subscribe((state, before) => {
    if (state.playing && !before.playing) requestAnimationFrame(frame)
  })
  if (store.getState().playing) requestAnimationFrame(frame)
}

/**
 * Sets the playhead, but not beyond what is known; at the end of a finished trace playing stops, unless it is to be
 * played again and again.
 */
function advance(store: StoreApi<AppStore>, from: number, to: number): number {
  const state = store.getState()
  const { trace } = state
  if (trace === undefined) return from
  const loop = loopOf(state)
  if (loop && to >= Math.min(loop.toMs, trace.ending === 'running' ? Number.POSITIVE_INFINITY : trace.endMs)) {
    const again = Number.isFinite(to) && to >= loop.toMs ? wrapInto(loop, to) : loop.fromMs
    store.setState({ playheadMs: Math.round(again) })
    return again
  }
  const reached = Math.max(from, Math.min(to, trace.endMs))
  const ended = reached >= trace.endMs && trace.ending !== 'running'
  store.setState({ playheadMs: Math.round(reached), ...(ended ? { playing: false } : {}) })
  return reached
}
