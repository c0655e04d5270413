import type { Trace } from '../../trace/trace.ts'
import { type PodHistory, podHistories } from '../lanes/pod-history.ts'

const cache = new WeakMap<Trace, readonly PodHistory[]>()

/** The lives of all Pods; made once a trace, because the inspector asks at every frame. */
export function historiesOf(trace: Trace): readonly PodHistory[] {
  let histories = cache.get(trace)
  if (histories === undefined) {
    histories = podHistories(trace)
    cache.set(trace, histories)
  }
  return histories
}
