import type { Time } from '../../../lib/time.ts'
import { error } from './resp.ts'

type Value =
  | { readonly kind: 'string'; text: string }
  | { readonly kind: 'list'; readonly items: string[] }
  | { readonly kind: 'set'; readonly items: Set<string> }
  | { readonly kind: 'hash'; readonly fields: Map<string, string> }

interface Entry {
  readonly value: Value
  expiresAt: Time | undefined
}

/** What so many characters of keys and values are at most: a script that writes for ever must not eat the page's memory. */
const MAX_CHARACTERS = 4 * 1024 * 1024

export const WRONG_TYPE = error('WRONGTYPE Operation against a key holding the wrong kind of value')

/** The keys that a server holds. */
export class RedisData {
  #entries = new Map<string, Entry>()
  #characters = 0
  readonly #now: () => Time

  constructor(now: () => Time) {
    this.#now = now
  }

  get size(): number {
    return this.keys().length
  }

  keys(): string[] {
    return [...this.#entries.keys()].filter((key) => this.#live(key) !== undefined)
  }

  clear(): void {
    this.#entries = new Map()
    this.#characters = 0
  }

  /** As a file holds it. */
  save(): string {
    const rows = this.keys().map((key) => {
      const { value, expiresAt } = this.#entries.get(key) as Entry
      const held = value.kind === 'string' ? value.text : value.kind === 'hash' ? [...value.fields] : [...value.items]
      return [key, value.kind, held, expiresAt]
    })
    return JSON.stringify(rows)
  }

  load(saved: string): boolean {
    let rows: unknown
    try {
      rows = JSON.parse(saved)
    } catch {
      return false
    }
    if (!Array.isArray(rows)) return false
    for (const row of rows) {
      if (!Array.isArray(row)) return false
      const [key, kind, held, expiresAt] = row as [unknown, unknown, unknown, unknown]
      const value = heldValue(kind, held)
      if (typeof key !== 'string' || !value) return false
      this.#entries.set(key, { value, expiresAt: typeof expiresAt === 'number' ? expiresAt : undefined })
    }
    return true
  }

  /** Takes note of so many more characters; false: that is too much. */
  grow(characters: number): boolean {
    this.#characters += characters
    return this.#characters <= MAX_CHARACTERS
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key)
    if (entry?.expiresAt === undefined || entry.expiresAt > this.#now()) return entry
    this.#entries.delete(key)
    return undefined
  }

  kindOf(key: string): string {
    return this.#live(key)?.value.kind ?? 'none'
  }

  string(key: string): string | undefined | typeof WRONG_TYPE {
    const value = this.#live(key)?.value
    return value === undefined ? undefined : value.kind === 'string' ? value.text : WRONG_TYPE
  }

  setString(key: string, value: string, keepsTime = false): void {
    const expiresAt = keepsTime ? this.#live(key)?.expiresAt : undefined
    this.#entries.set(key, { value: { kind: 'string', text: value }, expiresAt })
  }

  /** The value of a kind under a key; made where there is none and it is to be changed. */
  value<K extends Value['kind']>(
    key: string,
    kind: K,
    make: boolean,
  ): Extract<Value, { kind: K }> | undefined | typeof WRONG_TYPE {
    const there = this.#live(key)?.value
    if (there) return there.kind === kind ? (there as Extract<Value, { kind: K }>) : WRONG_TYPE
    if (!make) return undefined
    const value = heldValue(kind, []) as Extract<Value, { kind: K }>
    this.#entries.set(key, { value, expiresAt: undefined })
    return value
  }

  /** Removes it where nothing is left in it. */
  tidy(key: string): void {
    const value = this.#entries.get(key)?.value
    if (!value || value.kind === 'string') return
    const size =
      value.kind === 'list' ? value.items.length : value.kind === 'set' ? value.items.size : value.fields.size
    if (size === 0) this.#entries.delete(key)
  }

  delete(key: string): boolean {
    return this.#live(key) !== undefined && this.#entries.delete(key)
  }

  expire(key: string, ms: number | undefined): boolean {
    const entry = this.#live(key)
    if (!entry) return false
    entry.expiresAt = ms === undefined ? undefined : this.#now() + ms
    return true
  }

  /** Milliseconds that it still has; undefined: for ever. */
  left(key: string): number | undefined {
    const at = this.#live(key)?.expiresAt
    return at === undefined ? undefined : at - this.#now()
  }

  rename(from: string, to: string): boolean {
    const entry = this.#live(from)
    if (!entry) return false
    this.#entries.delete(from)
    this.#entries.set(to, entry)
    return true
  }
}

function heldValue(kind: unknown, held: unknown): Value | undefined {
  if (kind === 'string') return typeof held === 'string' ? { kind, text: held } : { kind, text: '' }
  if (!Array.isArray(held)) return undefined
  if (kind === 'list') return { kind, items: held.map(String) }
  if (kind === 'set') return { kind, items: new Set(held.map(String)) }
  return kind === 'hash' ? { kind, fields: new Map(held as [string, string][]) } : undefined
}

/** A pattern of KEYS: `*`, `?` and literal characters, in linear time. */
export function matches(pattern: string, key: string): boolean {
  let [p, k, star, mark] = [0, 0, -1, 0]
  while (k < key.length) {
    if (pattern[p] === '*') [star, mark] = [p++, k]
    else if (pattern[p] === '?' || (p < pattern.length && pattern[p] === key[k])) [p, k] = [p + 1, k + 1]
    else if (star >= 0) [p, k] = [star + 1, ++mark]
    else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}
