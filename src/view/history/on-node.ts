import type { Time } from '../../lib/time.ts'
import type { PodRef } from '../../trace/entry.ts'
import type { Span, Trace } from '../../trace/trace.ts'
import type { PodHistory } from './pod-history.ts'

/** Whether what the node did at an instant is part of this life. */
export function isOfLife({ onNode }: PodHistory, pod: PodRef, at: Time): boolean {
  return pod.uid === onNode.uid && at >= onNode.from && at < onNode.until
}

/** The spans of a life, cut where another object takes over the same processes. */
export function spansOfLife(trace: Trace, { onNode }: PodHistory): readonly Span[] {
  const { uid, from, until } = onNode
  return trace.spans
    .filter((span) => span.pod.uid === uid && span.start < until && (span.end === undefined || span.end >= from))
    .map((span) => {
      const start = Math.max(span.start, from)
      return span.end !== undefined && span.end >= until
        ? { ...span, start, end: undefined, endSeq: undefined, outcome: undefined }
        : { ...span, start }
    })
}

/** From when until when something is there; not `ended`: it still is when the trace ends. */
export interface Life {
  readonly from: Time
  readonly to: Time
  readonly ended: boolean
}

/**
 * From the object's creation until nothing of the container is left: an object can go before its processes do, when it
 * is deleted by force or its node does not answer.
 */
export function lifeOf(trace: Trace, history: PodHistory, container: string): Life {
  const { createdAt: from, deletedAt, until, onNode } = history
  if (deletedAt === undefined) return { from, to: until, ended: false }
  let to = until
  let ended = true
  for (const { detail, pod, container: name, start, end } of trace.spans) {
    if (detail.kind !== 'run' || pod.uid !== onNode.uid || name !== container || start >= onNode.until) continue
    to = Math.max(to, Math.min(end ?? trace.endMs, onNode.until))
    if (end === undefined && onNode.until > trace.endMs) ended = false
  }
  return { from, to, ended }
}
