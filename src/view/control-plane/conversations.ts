import type { Duration, Time } from '../../lib/time.ts'
import type { SpanDetail } from '../../trace/entry.ts'
import type { Trace } from '../../trace/trace.ts'
import { historiesOf } from '../history/histories.ts'
import { spansOfLife } from '../history/on-node.ts'
import type { Message } from './message.ts'

/** So long nobody speaks, with nothing under way: what comes then is another conversation. */
const QUIET: Duration = 3_000

/** While one of these lasts somebody waits for an answer. */
const UNDER_WAY: ReadonlySet<SpanDetail['kind']> = new Set([
  'volumes',
  'sandbox',
  'pull',
  'start',
  'hook',
  'grace',
  'terminating',
])

/** Messages from one quiet gap to the next. */
export interface Conversation {
  readonly from: Time
  readonly to: Time
  readonly messages: readonly Message[]
  /** Where in the whole list the first of them stands. */
  readonly first: number
}

/** Cuts what was said about a Pod at its quiet gaps. */
export function conversationsOf(trace: Trace, uid: string, messages: readonly Message[]): readonly Conversation[] {
  const busy = busyStretches(trace, uid)
  const conversations: { from: Time; to: Time; messages: Message[]; first: number }[] = []
  let stretch = 0
  for (const [index, message] of messages.entries()) {
    const current = conversations.at(-1)
    while (stretch < busy.length && (busy[stretch] as Stretch).to < (current?.to ?? 0)) stretch += 1
    const goesOn =
      current !== undefined &&
      (quietBetween(current.to, message.at, busy, stretch) <= QUIET || isOneMoreFailure(current.messages, message))
    if (!goesOn) {
      conversations.push({ from: message.at, to: message.at, messages: [message], first: index })
    } else {
      current.messages.push(message)
      current.to = message.at
    }
  }
  return conversations
}

/** Failures in a row belong together, up to what comes of them. */
function isOneMoreFailure(messages: readonly Message[], { saying }: Message): boolean {
  const last = messages.at(-1)?.saying
  return (
    saying.kind === 'probe' &&
    last?.kind === 'probe' &&
    saying.outcome !== 'success' &&
    saying.run === last.run + 1 &&
    saying.probe === last.probe &&
    saying.container === last.container
  )
}

interface Stretch {
  readonly from: Time
  readonly to: Time
}

/** The longest time between two instants with nothing under way. */
function quietBetween(from: Time, to: Time, busy: readonly Stretch[], first: number): Duration {
  let longest = 0
  let since = from
  for (let i = first; i < busy.length && (busy[i] as Stretch).from < to; i += 1) {
    const stretch = busy[i] as Stretch
    longest = Math.max(longest, stretch.from - since)
    since = Math.max(since, stretch.to)
  }
  return Math.max(longest, to - since)
}

function busyStretches(trace: Trace, uid: string): readonly Stretch[] {
  const history = historiesOf(trace).find(({ ref }) => ref.uid === uid)
  if (history === undefined) return []
  const merged: { from: Time; to: Time }[] = []
  for (const { detail, start, end = trace.endMs } of spansOfLife(trace, history)) {
    if (!UNDER_WAY.has(detail.kind)) continue
    const last = merged.at(-1)
    if (last && start <= last.to) last.to = Math.max(last.to, end)
    else merged.push({ from: start, to: end })
  }
  return merged
}
