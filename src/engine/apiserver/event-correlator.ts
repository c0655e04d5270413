import { SECOND, type Time } from '../../lib/time.ts'

export interface NewEvent {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  readonly component: string
  readonly host?: string
  readonly regarding: {
    readonly kind: string
    readonly namespace: string
    readonly name: string
    readonly uid?: string
    readonly fieldPath?: string
  }
}

export interface CorrelatedEvent extends NewEvent {
  /** Which Event object: the same key again is the same object with a higher count. */
  readonly key: string
  readonly count: number
  readonly firstAt: Time
}

/** What becomes of an Event before it is written; undefined: it is not. */
export interface Correlator {
  correlate(event: NewEvent, now: Time, resourceVersion?: string): CorrelatedEvent | undefined
}

const SIMILAR_MESSAGES = 10
const SIMILAR_WINDOW = 600 * SECOND
const SPAM_BURST = 25
const SPAM_REFILL = 300 * SECOND

interface Group {
  readonly first: string
  /** Undefined: no other message than the first as yet. */
  messages: Set<string> | undefined
  last: Time
}

/**
 * Counts, groups and thins out Events before they reach the API server: aggregation, then counting, then the spam
 * filter, in this order.
 */
// client-go: tools/record/events_cache.go EventCorrelator (v1.36)
export class EventCorrelator implements Correlator {
  readonly #groups = new Map<string, Group>()
  readonly #counts = new Map<string, { count: number; firstAt: Time }>()
  readonly #buckets = new Map<string, { tokens: number; at: Time }>()

  /** Undefined: the spam filter drops it. It is counted all the same. */
  correlate(event: NewEvent, now: Time): CorrelatedEvent | undefined {
    const { regarding, component, host = '' } = event
    const source = `${component}|${host}`
    const object = `${regarding.kind}/${regarding.namespace}/${regarding.name}/${regarding.uid ?? ''}`
    const group = `${source}|${object}|${event.type}|${event.reason}`
    const similar = this.#similar(group, event.message, now)
    const message = similar ? `(combined from similar events): ${event.message}` : event.message
    const key = similar ? group : `${group}|${regarding.fieldPath ?? ''}|${event.message}`

    const known = this.#counts.get(key)
    const counted = known ? { count: known.count + 1, firstAt: known.firstAt } : { count: 1, firstAt: now }
    this.#counts.set(key, counted)

    if (!this.#takeToken(`${source}|${object}|${event.type}`, now)) return undefined
    return { ...event, message, key, ...counted }
  }

  #similar(group: string, message: string, now: Time): boolean {
    let entry = this.#groups.get(group)
    if (!entry || now - entry.last > SIMILAR_WINDOW) {
      entry = { first: message, messages: undefined, last: now }
      this.#groups.set(group, entry)
      return false
    }
    entry.last = now
    if (!entry.messages && message === entry.first) return false
    entry.messages ??= new Set([entry.first])
    entry.messages.add(message)
    return entry.messages.size >= SIMILAR_MESSAGES
  }

  /** EVENT-2 */
  #takeToken(name: string, now: Time): boolean {
    const bucket = this.#buckets.get(name) ?? { tokens: SPAM_BURST, at: now }
    const tokens = Math.min(SPAM_BURST, bucket.tokens + (now - bucket.at) / SPAM_REFILL)
    const granted = tokens >= 1
    this.#buckets.set(name, { tokens: granted ? tokens - 1 : tokens, at: now })
    return granted
  }
}
