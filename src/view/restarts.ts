import type { Time } from '../lib/time.ts'
import type { Trace } from '../trace/trace.ts'

const cache = new WeakMap<Trace, readonly Time[]>()

/** When containers were started again, each instant once, in order. */
export function restartsOf(trace: Trace): readonly Time[] {
  let restarts = cache.get(trace)
  if (!restarts) {
    const starts = trace.spans.flatMap(({ detail, restart = 0, start }) =>
      detail.kind === 'run' && restart > 0 ? [start] : [],
    )
    restarts = [...new Set(starts)].sort((a, b) => a - b)
    cache.set(trace, restarts)
  }
  return restarts
}

/** The next restart after an instant, or the last one before it. */
export function neighbourRestart(trace: Trace, at: Time, direction: 1 | -1): Time | undefined {
  const restarts = restartsOf(trace)
  return direction === 1 ? restarts.find((each) => each > at) : restarts.findLast((each) => each < at)
}
