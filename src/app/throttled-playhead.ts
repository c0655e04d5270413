import { useEffect, useState } from 'react'
import { create } from 'zustand'
import type { Time } from '../lib/time.ts'
import { appStore } from './store.ts'

/**
 * The playhead as often as somebody can read it: while playing every `everyMs`, and at once when it was moved by hand.
 * What must glide (the playhead's line, the clock) subscribes to the store instead.
 */
export function useThrottledPlayhead(everyMs = SAMPLED_MS): Time {
  const sampled = useSampled(({ at }) => at)
  const own = useOwnPace(everyMs)
  return everyMs === SAMPLED_MS ? sampled : own
}

const SAMPLED_MS = 100

/** One clock for all that says the time: while playing it goes on every tenth of a second, for everybody at once. */
const useSampled = create<{ readonly at: Time }>(() => ({ at: appStore.getState().playheadMs }))

let sampledAt = 0
appStore.subscribe((state, before) => {
  if (state.playheadMs === before.playheadMs && state.playing === before.playing) return
  const now = performance.now()
  if (state.playing && before.playing && now - sampledAt < SAMPLED_MS) return
  sampledAt = now
  useSampled.setState({ at: state.playheadMs })
})

export const sampledPlayhead = (): Time => useSampled.getState().at

function useOwnPace(everyMs: number): Time {
  const [at, setAt] = useState(() => appStore.getState().playheadMs)
  useEffect(() => {
    let last = 0
    let late: ReturnType<typeof setTimeout> | undefined
    const show = () => {
      clearTimeout(late)
      late = undefined
      last = performance.now()
      setAt(appStore.getState().playheadMs)
    }
    const unsubscribe = appStore.subscribe((state, before) => {
      if (state.playheadMs === before.playheadMs && state.playing === before.playing) return
      const wait = last + everyMs - performance.now()
      if (!state.playing || wait <= 0) show()
      else late ??= setTimeout(show, wait)
    })
    show()
    return () => {
      unsubscribe()
      clearTimeout(late)
    }
  }, [everyMs])
  return at
}
