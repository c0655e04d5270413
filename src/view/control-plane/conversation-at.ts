import type { Duration, Time } from '../../lib/time.ts'
import { countUpTo } from '../../trace/search.ts'
import type { Trace } from '../../trace/trace.ts'
import { type Conversation, conversationsOf } from './conversations.ts'
import type { NumberedMessage } from './draw-messages.ts'
import type { Message } from './message.ts'
import { messagesOf } from './messages.ts'

/** What is said of one Pod: all of it, cut at the quiet gaps. */
export interface Talk {
  readonly messages: readonly Message[]
  readonly conversations: readonly Conversation[]
}

const made = new WeakMap<Trace, Map<string, Talk>>()

export function talkOf(trace: Trace, uid: string, { minor }: { readonly minor: boolean }): Talk {
  const known = made.get(trace) ?? new Map<string, Talk>()
  made.set(trace, known)
  const key = `${uid} ${minor}`
  let talk = known.get(key)
  if (talk === undefined) {
    const all = messagesOf(trace, uid)
    const messages = minor ? all : all.filter((each) => !each.minor)
    talk = { messages, conversations: conversationsOf(trace, uid, messages) }
    known.set(key, talk)
  }
  return talk
}

/** Before the first message, though some may have the same time as the playhead. */
export const BEFORE_ALL = 'start'

/**
 * The index of the last message that has passed; -1 before the first. Several can have one time: `cursor` says up to
 * which of them has been stepped, as long as the playhead is there.
 */
export function passedAt({ messages }: Talk, at: Time, cursor: string | undefined): number {
  const last = countUpTo(messages, at) - 1
  if (cursor === undefined) return last
  if (cursor === BEFORE_ALL) return at === 0 ? -1 : last
  for (let i = last; i >= 0 && messages[i]?.at === at; i -= 1) if (messages[i]?.id === cursor) return i
  return last
}

export function conversationOf({ conversations }: Talk, index: number): Conversation | undefined {
  return conversations.findLast(({ first }) => first <= index)
}

/** So many are drawn at most: older ones stand in the list. */
const MOST = 30

/**
 * What is on the canvas: the conversation up to now. Lit is what is being said: the one that was stepped to, or what
 * has passed within the last moment.
 */
export function drawnAt(
  talk: Talk,
  passed: number,
  at: Time,
  momentMs: Duration,
  single: boolean,
): readonly NumberedMessage[] {
  const conversation = conversationOf(talk, passed)
  if (conversation === undefined) return []
  const said = conversation.messages.slice(0, passed - conversation.first + 1)
  const last = said.at(-1)
  return said.slice(-MOST).map((message, index, shown) => ({
    message,
    number: said.length - shown.length + index + 1,
    lit: single
      ? message === last
      : message.at >= Math.min(at - momentMs, last?.at ?? 0) && at - message.at <= Math.max(LIT_FOR, momentMs),
  }))
}

/** Longer ago nobody would say that it is happening. */
const LIT_FOR: Duration = 1_000

/** Where a Pod's creation begins and where its end does: the first message that asks for it. */
export function walksOf({ messages }: Talk): { readonly creation: number; readonly termination: number } {
  return {
    creation: messages.length > 0 ? 0 : -1,
    termination: messages.findIndex(
      ({ saying }) => saying.kind === 'write' && saying.changes?.some(({ kind }) => kind === 'deletion'),
    ),
  }
}
