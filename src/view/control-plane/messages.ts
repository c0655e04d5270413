import type { Seq, TraceEntry } from '../../trace/entry.ts'
import { entryOf } from '../../trace/lookup.ts'
import type { Trace } from '../../trace/trace.ts'
import { historiesOf } from '../history/histories.ts'
import type { PodHistory } from '../history/pod-history.ts'
import { actorOf } from './actor.ts'
import { type Message, type Party, USER } from './message.ts'
import {
  decisionMessages,
  oomMessage,
  signalMessage,
  spanEndMessages,
  spanMessages,
  stepMessage,
} from './node-messages.ts'
import { probeMessages } from './probe-messages.ts'
import { type Relevant, relevantEntries } from './relevant-entries.ts'
import { eventMessage, noticeMessage, type Said, writeMessages } from './write-messages.ts'

const made = new WeakMap<Trace, Map<string, readonly Message[]>>()

/** Everything that was said about one Pod, in the order of happening. */
export function messagesOf(trace: Trace, uid: string): readonly Message[] {
  const known = made.get(trace) ?? new Map<string, readonly Message[]>()
  made.set(trace, known)
  let messages = known.get(uid)
  if (messages === undefined) {
    const history = historiesOf(trace).find(({ ref }) => ref.uid === uid)
    messages = history ? makeMessages(trace, history) : []
    known.set(uid, messages)
  }
  return messages
}

/** On which node a Pod is, or was. */
function nodeNameOf({ versions }: PodHistory): string | undefined {
  return versions.at(-1)?.pod.spec.nodeName
}

function makeMessages(trace: Trace, history: PodHistory): readonly Message[] {
  const node = nodeNameOf(history)
  const relevant = relevantEntries(trace, history)
  const asked = requestedSteps(trace)
  const messages: Message[] = [...probeMessages(trace, history)]
  const told = new Set<string>()
  for (const { entry, own } of relevant) {
    const notice = noticeOf(trace, entry, node)
    // How another Pod's end was noticed belongs to that Pod's story.
    if (notice && !told.has(notice.id) && (own || notice.saying.kind === 'watch')) {
      told.add(notice.id)
      messages.push(notice)
    }
  }
  for (const { entry, own } of relevant) {
    const said = saidBy(trace, { entry, own }, node, asked)
    for (const [index, each] of said.entries()) messages.push(messageOf(entry, each, index))
  }
  return messages.sort((a, b) => a.at - b.at || a.order - b.order)
}

function saidBy(
  trace: Trace,
  { entry, own }: Relevant,
  node: string | undefined,
  asked: ReadonlySet<Seq>,
): readonly Said[] {
  switch (entry.kind) {
    case 'object': {
      const from = actorOf(entry, node)
      return from === undefined ? [] : writeMessages(trace, entry, from)
    }
    case 'event':
      return own ? [eventMessage(entry)] : []
    case 'step':
      return asked.has(entry.seq) ? [] : [stepMessage(entry.text)]
    // Of what led here from another Pod's story, the fact is told and not how it came about.
    case 'span':
      return own ? spanMessages(entry) : []
    case 'spanEnd':
      return own ? spanEndMessages(trace, entry) : []
    case 'signal':
      return own ? [signalMessage(trace, entry)] : []
    case 'oom':
      return own ? [oomMessage(entry)] : []
    case 'decision':
      return own ? decisionMessages(entry) : []
    default:
      return []
  }
}

function messageOf({ seq, at, cause }: TraceEntry, said: Said, index: number): Message {
  return {
    ...{ id: index === 0 ? `${seq}` : `${seq}.${index}`, at, order: seq + index * 0.1, seq, cause },
    ...{ inferred: false, minor: false, tone: undefined, ...said },
  }
}

/** What its doer must have heard before: told right after it happened, or for an exit when somebody acted upon it. */
function noticeOf(trace: Trace, entry: TraceEntry, node: string | undefined): Message | undefined {
  const actor = actorOf(entry, node)
  if (actor === undefined || actor === USER || entry.cause === undefined) return undefined
  const learnt = entryOf(trace, entry.cause)
  if (learnt === undefined || knowsItself(learnt, actor, node)) return undefined
  const said = noticeMessage(trace, learnt, actor)
  if (said === undefined) return undefined
  const id = `${learnt.seq}>${actor}`
  const base = { id, seq: learnt.seq, cause: learnt.seq, inferred: true, minor: false, tone: undefined }
  // Of a write it hears at once; of an exit when it looks, which is before it acts.
  return learnt.kind === 'object'
    ? { ...base, ...said, at: learnt.at, order: learnt.seq + 0.5 }
    : { ...base, ...said, at: entry.at, order: entry.seq - 0.5 }
}

function knowsItself(learnt: TraceEntry, actor: Party, node: string | undefined): boolean {
  return learnt.kind === 'object' && actorOf(learnt, node) === actor
}

/** Steps that came to the API server. */
function requestedSteps(trace: Trace): ReadonlySet<Seq> {
  const steps = new Set<Seq>()
  for (const versions of trace.objects.values()) {
    for (const entry of versions) {
      if (entry.cause !== undefined && actorOf(entry, undefined) === USER) steps.add(entry.cause)
    }
  }
  return steps
}
