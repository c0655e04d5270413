import type { Duration } from '../../lib/time.ts'
import type { OomKilled, SignalSent, SpanClosed, SpanOpened, TraceEntry } from '../../trace/entry.ts'
import { entryOf } from '../../trace/lookup.ts'
import { schedulingDecisionOf } from '../../trace/scheduling.ts'
import type { Trace } from '../../trace/trace.ts'
import { exitTone, type StateTone } from '../history/tone.ts'
import {
  containerParty,
  KERNEL,
  KUBELET,
  NODE,
  type Party,
  RUNTIME,
  SANDBOX,
  type Saying,
  SCHEDULER,
  USER,
} from './message.ts'
import type { Said } from './write-messages.ts'

/** So long volumes take anyway: a longer wait is worth being told. */
const LONG_FOR_VOLUMES: Duration = 1_000

/** What somebody does on a node, not through the API: "crash on node island". */
const ON_NODE = / on node \S+$/

export function spanMessages(entry: SpanOpened): readonly Said[] {
  const { span, container = '', restart = 0 } = entry
  switch (span.kind) {
    case 'sandbox':
      return [call({ kind: 'call', call: 'RunPodSandbox', of: entry.pod.name })]
    case 'pull':
      return [call({ kind: 'call', call: 'PullImage', of: span.image })]
    case 'start':
      return [call({ kind: 'call', call: 'CreateContainer', of: container })]
    case 'run':
      return [
        // The trace has one stretch for both calls: the second is over when the process runs.
        { ...call({ kind: 'call', call: 'StartContainer', of: container }), inferred: true },
        {
          ...{ from: RUNTIME, to: containerParty(container), tone: 'starting' },
          saying: { kind: 'exec', container, run: restart + 1 },
        },
      ]
    case 'grace':
      return [call({ kind: 'call', call: 'StopContainer', of: container, graceMs: span.graceMs })]
    case 'hook': {
      const { hook, handler } = span
      return [{ from: KUBELET, to: reached(handler), saying: { kind: 'hook', hook, handler, container } }]
    }
    case 'backOff': {
      const { of, lengthMs } = span
      if (lengthMs <= 0) return []
      return [within(KUBELET, { kind: 'backOff', of, container, lengthMs }, 'waiting')]
    }
    case 'terminating':
      return [{ ...within(KUBELET, { kind: 'terminating', graceMs: span.graceMs }), minor: true }]
    default:
      return []
  }
}

export function spanEndMessages(trace: Trace, entry: SpanClosed): readonly Said[] {
  const opened = entryOf(trace, entry.opened)
  if (opened?.kind !== 'span') return []
  const { span, container = '' } = opened
  const { outcome } = entry
  if (outcome.kind === 'exit') {
    const { exitCode: code, reason } = outcome
    const tone = exitTone(code, reason)
    const saying: Saying = { kind: 'exit', container, code, reason }
    // A node that breaks down takes its runtime with it: nobody is told.
    const cause = entry.cause === undefined ? undefined : entryOf(trace, entry.cause)
    const told = cause?.kind === 'step' && ON_NODE.test(cause.text) ? undefined : RUNTIME
    return [{ from: containerParty(container), to: told, saying, tone }]
  }
  const failed = outcome.kind === 'failed' ? outcome.message || outcome.reason : undefined
  switch (span.kind) {
    case 'volumes': {
      const minor = failed === undefined && entry.at - opened.at <= LONG_FOR_VOLUMES
      return [{ ...within(KUBELET, { kind: 'volumes', failed }), minor }]
    }
    case 'sandbox':
      if (failed !== undefined) return [failure('sandbox', failed)]
      return outcome.kind === 'done' ? [{ from: RUNTIME, to: SANDBOX, saying: { kind: 'sandboxUp' } }] : []
    case 'pull':
      if (failed !== undefined) return [failure('pull', failed)]
      return outcome.kind === 'done'
        ? [within(RUNTIME, { kind: 'pulled', image: span.image, ms: entry.at - opened.at })]
        : []
    case 'start':
      return failed === undefined ? [] : [failure('start', failed)]
    case 'hook':
      return failed === undefined ? [] : [within(KUBELET, { kind: 'failed', what: 'hook', message: failed })]
    case 'terminating':
      return outcome.kind === 'done'
        ? [{ ...call({ kind: 'call', call: 'StopPodSandbox', of: opened.pod.name }), inferred: true }]
        : []
    default:
      return []
  }
}

export function signalMessage(trace: Trace, entry: SignalSent): Said {
  const { container, signal, effect, pid } = entry
  const cause = entry.cause === undefined ? undefined : entryOf(trace, entry.cause)
  return {
    from: cause?.kind === 'step' ? NODE : RUNTIME,
    to: containerParty(container),
    saying: { kind: 'signal', signal, effect, pid, container },
  }
}

export function oomMessage({ container, limitBytes, of }: OomKilled): Said {
  return { from: KERNEL, to: containerParty(container), saying: { kind: 'oom', limitBytes, of }, tone: 'oom' }
}

/** That a Pod fits nowhere; where it fits, the binding says so. */
export function decisionMessages(entry: TraceEntry): readonly Said[] {
  const decision = schedulingDecisionOf(entry)
  if (decision?.kind !== 'unschedulable') return []
  return [within(SCHEDULER, { kind: 'unschedulable', message: decision.message }, 'waiting')]
}

/** A step that asked the API server for something is told by its request. */
export function stepMessage(text: string): Said {
  return within(ON_NODE.test(text) ? NODE : USER, { kind: 'step', text })
}

/** How a probe's or a hook's handler reaches the container: a command goes through the runtime, the rest to the Pod's address. */
export function reached(handler: string): Party | undefined {
  if (handler === 'exec') return RUNTIME
  return handler === 'sleep' ? undefined : SANDBOX
}

const call = (saying: Extract<Saying, { kind: 'call' }>): Said => ({ from: KUBELET, to: RUNTIME, saying })

function within(from: Party, saying: Saying, tone?: StateTone): Said {
  return { from, to: undefined, saying, ...(tone ? { tone } : {}) }
}

function failure(what: 'sandbox' | 'pull' | 'start', message: string): Said {
  return { from: RUNTIME, to: KUBELET, saying: { kind: 'failed', what, message }, tone: 'exitNonZero' }
}
