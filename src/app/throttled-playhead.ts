import { useEffect, useState } from 'react'
import type { Time } from '../lib/time.ts'
import { appStore } from './store.ts'

/**
 * The playhead as often as somebody can read it: while playing every `everyMs`, and at once when it was moved by hand.
 * What must glide (the playhead's line, the clock) subscribes to the store instead.
 */
export function useThrottledPlayhead(everyMs = 100): Time {
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
