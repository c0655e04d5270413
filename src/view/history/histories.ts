import type { Trace } from '../../trace/trace.ts'
import { type PodHistory, podHistories } from './pod-history.ts'

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

/** Whether something that is said of a uid is said of this Pod: of a static one, the kubelet speaks by the file's uid. */
export function isAbout(trace: Trace, pod: string | undefined, uid: string | undefined): boolean {
  if (pod === undefined || uid === undefined || pod === uid) return true
  return historiesOf(trace).some((history) => history.ref.uid === pod && history.onNode.uid === uid)
}
