import { appStore } from '../../app/store.ts'
import type { Time } from '../../lib/time.ts'
import { panScale, type TimeScale, xOf } from '../../view/time/time-scale.ts'
import { extent, type Stage, scaleNow } from './gestures.ts'

/** Where the playhead stands after a page has been turned: most of what is seen is still to come. */
const TURNED_TO = 0.1

/**
 * Turns the page when the playhead leaves it. Who has panned away while it plays is left alone; who steps or seeks
 * wants to see where to.
 */
export function followPlayhead(stage: () => Stage): () => void {
  return appStore.subscribe((state, before) => {
    const onlyMoved = state.window === before.window && state.trace === before.trace && state.opened === before.opened
    // A window that is nobody's wish shows all there is.
    if (!state.windowIsUsers || !onlyMoved || state.playheadMs === before.playheadMs) return
    const now = stage()
    if (now.width === 0) return
    const scale = scaleNow(now)
    if (isSeen(scale, state.playheadMs) || (state.playing && !isSeen(scale, before.playheadMs))) return
    showInstant(scale, state.playheadMs, TURNED_TO)
  })
}

/** Moves what is shown, without zooming, until an instant stands at a part of the width. */
export function showInstant(scale: TimeScale, at: Time, share: number): void {
  const { setWindow } = appStore.getState()
  const place = scale.left + (scale.right - scale.left) * share
  setWindow(panScale(scale, xOf(scale, at) - place, extent()))
}

function isSeen(scale: TimeScale, at: Time): boolean {
  return at >= scale.fromMs && at <= scale.toMs
}
