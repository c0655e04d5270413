import type { Time } from '../../lib/time.ts'
import type { PodRef } from '../../trace/entry.ts'
import { openSpansAt } from '../../trace/state-at.ts'
import type { Trace } from '../../trace/trace.ts'
import { historiesOf } from '../history/histories.ts'
import { type GraceView, graceView } from './container-view.ts'
import { versionAt } from './pod-view.ts'

/** A container whose process is there although no Pod is: its object is gone, its node has not got so far. */
export interface Orphan {
  readonly pod: PodRef
  readonly container: string
  readonly grace: GraceView | undefined
}

export function orphansAt(trace: Trace, at: Time): readonly Orphan[] {
  const open = openSpansAt(trace, at)
  return open.flatMap(({ detail, pod, container }) => {
    if (detail.kind !== 'run' || container === undefined) return []
    const known = historiesOf(trace).some(
      (history) => history.onNode.uid === pod.uid && versionAt(history, at) !== undefined,
    )
    if (known) return []
    const mine = open.filter((span) => span.pod.uid === pod.uid && span.container === container)
    return [{ pod, container, grace: graceView(mine, at) }]
  })
}
