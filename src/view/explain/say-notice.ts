import { assertNever } from '../../lib/assert.ts'
import type { ObjectWritten } from '../../trace/entry.ts'
import type { Trace } from '../../trace/trace.ts'
import { type Notice, noticesOf } from './notice.ts'
import { type Said, whole } from './said.ts'
import type { ExplainWords } from './words-en.ts'

/** A write in one sentence: the weightiest of what is noticed about it. */
export function writeText(trace: Trace, entry: ObjectWritten, words: ExplainWords): string {
  return sayNotice(noticesOf(trace, entry)[0], words).text
}

export function sayNotice(notice: Notice, words: ExplainWords): Said {
  switch (notice.kind) {
    case 'created':
      return whole(words.objectCreated(notice.objectKind, notice.name))
    case 'gone':
      return whole(words.objectGone(notice.objectKind, notice.name))
    case 'changed':
      return whole(words.objectChanged(notice.objectKind, notice.name, notice.by))
    case 'deletion':
      return whole(words.podDeleting(notice.graceSeconds))
    case 'bound':
      return whole(words.podBound(notice.node))
    case 'promised':
      return whole(words.podPromised(notice.node))
    case 'column':
      return whole(words.columnIs(notice.column, notice.value))
    case 'condition':
      return words.conditionIs(notice.type, notice.status, notice.reason)
    case 'statusWritten':
      return whole(words.statusWritten)
    case 'nodeReady':
      return words.nodeReady(notice.node, notice.status)
    case 'cordoned':
      return words.nodeCordoned(notice.node)
    case 'uncordoned':
      return whole(words.nodeUncordoned(notice.node))
    case 'pressure':
      return whole(words.nodePressure(notice.node, notice.what))
    case 'relieved':
      return whole(words.nodeRelieved(notice.node, notice.what))
    case 'nodeGets':
      return whole(words.nodeGets(notice.node, notice.what, notice.value))
    case 'nodeLoses':
      return whole(words.nodeLoses(notice.node, notice.what, notice.value))
    case 'endpoints':
      return whole(words.endpoints(notice.slice, notice.ready, notice.all, notice.terminating))
    case 'autoscaler':
      return words.autoscaler(notice)
    case 'disruptionsAllowed':
      return whole(words.disruptionsAllowed(notice.budget, notice.allowed))
    case 'quota': {
      const counts = notice.counts.map(({ what, used, hard }) => words.quotaUsed(what, used, hard))
      return whole(words.quotaCounts(notice.quota, words.list(counts)))
    }
    case 'phase':
      return whole(words.phaseIs(notice.objectKind, notice.name, notice.phase))
    default:
      return assertNever(notice)
  }
}
