import type { TypedRun } from '../view/terminal/typed-runs.ts'
import { appStore } from './store.ts'

/** What takes long in the simulated world is over so soon before it, in real seconds. */
const LONGEST_WAIT_S = 5

let stop: (() => void) | undefined

/**
 * While playing, output comes with the playhead. Paused, the clock goes on to the end of what was typed, visibly; whoever
 * pauses, moves the playhead or interrupts has it back.
 */
export function goOnTo(runOf: (() => TypedRun | undefined) | undefined): void {
  stop?.()
  const run = runOf?.()
  const { playing, playheadMs, speed, setSpeed, play } = appStore.getState()
  if (!runOf || !run || playing || (run.end && run.end.at <= playheadMs)) return
  const target = () => runOf()?.end?.at
  const end = target()
  const faster = end === undefined ? speed : Math.max(speed, (end - playheadMs) / 1000 / LONGEST_WAIT_S)
  if (faster !== speed) setSpeed(faster)
  let last = playheadMs
  const unsubscribe = appStore.subscribe((state) => {
    const there = target()
    // Somebody has moved it.
    if (state.playheadMs < last) return stop?.()
    last = state.playheadMs
    if (there !== undefined && state.playheadMs >= there) {
      stop?.()
      appStore.getState().seek(there)
    } else if (!state.playing) stop?.()
  })
  stop = () => {
    stop = undefined
    unsubscribe()
    if (faster !== speed) setSpeed(speed)
    appStore.getState().pause()
  }
  play()
}
