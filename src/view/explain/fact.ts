import { assertNever } from '../../lib/assert.ts'
import { sameValue } from '../../lib/same-value.ts'
import type { ProbeKind } from '../../manifest/pod/probe.ts'
import type { Decision } from '../../trace/decision/decision.ts'
import type { SchedulingDecision } from '../../trace/decision/schedule.ts'
import type { NotSimulated, OomKilled, SignalSent, SpanDetail, SpanOutcome, TraceEntry } from '../../trace/entry.ts'
import { entryOf } from '../../trace/lookup.ts'
import type { ProbeOutcome } from '../../trace/probe-track.ts'
import type { Trace } from '../../trace/trace.ts'
import { type FailedRequests, failedRequests } from '../diagnosis/failed-requests.ts'
import { type Notice, noticesOf } from './notice.ts'

/** What a sentence says, before it is one in some language. */
export type Fact =
  | { readonly kind: 'submitted' }
  | { readonly kind: 'step' | 'stepOutput'; readonly text: string }
  | { readonly kind: 'stepEnd'; readonly exitCode: number }
  | { readonly kind: 'write'; readonly notices: readonly [Notice, ...Notice[]] }
  /** A field that was asked about, and what it is since a write. */
  | { readonly kind: 'field'; readonly what: string; readonly value: string }
  | { readonly kind: 'startsAgain'; readonly status: string; readonly restarts: string }
  | { readonly kind: 'event'; readonly reason: string; readonly message: string }
  | { readonly kind: 'log'; readonly container: string; readonly line: string }
  | ({ readonly kind: 'signal' } & Pick<SignalSent, 'signal' | 'pid' | 'effect'>)
  | ({ readonly kind: 'oom' } & Pick<OomKilled, 'limitBytes' | 'pid' | 'wholeContainer'> & {
        readonly of: 'container' | 'pod' | 'node'
      })
  | { readonly kind: 'scheduling'; readonly decision: SchedulingDecision }
  | { readonly kind: 'decision'; readonly made: Decision; readonly container: string | undefined }
  | { readonly kind: 'notSimulated'; readonly note: NotSimulated['note'] }
  | { readonly kind: 'requestsFailed'; readonly failed: FailedRequests }
  | { readonly kind: 'span'; readonly span: SpanDetail; readonly container: string; readonly run: number }
  | { readonly kind: 'spanEnd'; readonly of: SpanDetail['kind']; readonly outcome: SpanOutcome }
  | {
      readonly kind: 'attempt'
      readonly probe: ProbeKind
      readonly outcome: ProbeOutcome
      readonly run: number
      readonly threshold: number
    }

export function factOf(trace: Trace, entry: TraceEntry): Fact {
  switch (entry.kind) {
    case 'step':
      return entry.index < 0 ? { kind: 'submitted' } : { kind: 'step', text: entry.text }
    case 'stepOutput':
      return { kind: 'stepOutput', text: entry.text.trim() }
    case 'stepEnd':
      return { kind: 'stepEnd', exitCode: entry.exitCode }
    case 'object':
      return { kind: 'write', notices: noticesOf(trace, entry) }
    case 'event':
      return { kind: 'event', reason: entry.reason, message: entry.message.trim() }
    case 'log':
      return { kind: 'log', container: entry.container, line: entry.line }
    case 'signal':
      return { kind: 'signal', signal: entry.signal, pid: entry.pid, effect: entry.effect }
    case 'oom': {
      const { limitBytes, of = 'container', pid, wholeContainer } = entry
      return { kind: 'oom', limitBytes, of, pid, wholeContainer }
    }
    case 'decision':
      return entry.decision === 'schedule'
        ? { kind: 'scheduling', decision: entry.value }
        : { kind: 'decision', made: madeOf(entry), container: entry.container }
    case 'notSimulated':
      return { kind: 'notSimulated', note: entry.note }
    case 'requestsFailed':
      return { kind: 'requestsFailed', failed: failedRequests(trace, entry) }
    case 'span':
      return { kind: 'span', span: entry.span, container: entry.container ?? '', run: (entry.restart ?? 0) + 1 }
    case 'spanEnd': {
      const opened = entryOf(trace, entry.opened)
      return { kind: 'spanEnd', of: opened?.kind === 'span' ? opened.span.kind : 'run', outcome: entry.outcome }
    }
    default:
      return assertNever(entry)
  }
}

function madeOf({ decision, value }: Decision): Decision {
  return { decision, value } as Decision
}

/** Whether nothing shows of it: the status of a Pod was written again. */
export function isUnnoticed(fact: Fact): boolean {
  return fact.kind === 'write' && fact.notices[0].kind === 'statusWritten'
}

/** Decisions that changed nothing, and steps on the way that are always taken: they are told only when asked for. */
export function isAside(fact: Fact): boolean {
  switch (fact.kind) {
    case 'write':
      return isUnnoticed(fact)
    case 'scheduling':
      // The write that follows says where to.
      return fact.decision.kind === 'bind'
    case 'span':
      return /^(volumes|sandbox|start|terminating)$/.test(fact.span.kind)
    case 'spanEnd':
      return fact.outcome.kind === 'done' && fact.of !== 'run'
    case 'decision':
      return isRoutine(fact.made)
    default:
      return false
  }
}

function isRoutine(made: Decision): boolean {
  if (made.decision === 'completeWork' || made.decision === 'doBackOff') return true
  const reasons =
    made.decision === 'computePodActions' ? made.value.because : made.decision === 'startContainer' ? [made.value] : []
  return reasons.length > 0 && reasons.every(({ why }) => ROUTINE.includes(why))
}

const ROUTINE: readonly string[] = [
  ...['noSandbox', 'toStart', 'missing', 'ended', 'firstInit', 'initNeverStarted', 'nothingRuns', 'initSucceeded'],
  ...['sidecarStarted', 'initFailed', 'sidecarMissing', 'sidecarEnded'],
]

/** What one would name as the cause where there is but one to be named. */
export function isWeighty(fact: Fact): boolean {
  switch (fact.kind) {
    case 'step':
    case 'oom':
      return true
    case 'attempt':
      return fact.outcome !== 'success'
    case 'spanEnd':
      return fact.of === 'run' || fact.outcome.kind === 'failed'
    case 'scheduling':
      return fact.decision.kind === 'unschedulable'
    case 'decision':
      return fact.made.decision === 'preempt'
    case 'write':
      return /^(nodeReady|pressure|nodeGets|cordoned|deletion)$/.test(fact.notices[0].kind)
    default:
      return false
  }
}

/** Whether two sentences would say the same. What a sync is going to do and the start that follows have one reason. */
export function saysTheSame(a: Fact, b: Fact): boolean {
  return sameValue(saidOf(a), saidOf(b))
}

function saidOf(fact: Fact): unknown {
  if (fact.kind === 'write') return fact.notices[0]
  if (fact.kind !== 'decision') return fact
  const { made } = fact
  if (made.decision === 'computePodActions') return made.value.because
  return made.decision === 'startContainer' ? [made.value] : fact
}
