/** What an entry counts for. */
export type Weigh<K, V> = (key: K, value: V) => number

/** What is laid over a map that many share, and that does not change: nothing of what lies below is copied. */
export class OverlayMap<K, V> implements ReadonlyMap<K, V> {
  readonly #own: ReadonlyMap<K, V>
  readonly #below: ReadonlyMap<K, V>

  constructor(own: ReadonlyMap<K, V>, below: ReadonlyMap<K, V>) {
    this.#own = own
    this.#below = below
  }

  get(key: K): V | undefined {
    return this.#own.has(key) ? this.#own.get(key) : this.#below.get(key)
  }

  has(key: K): boolean {
    return this.#own.has(key) || this.#below.has(key)
  }

  get size(): number {
    let size = this.#own.size
    for (const key of this.#below.keys()) if (!this.#own.has(key)) size++
    return size
  }

  /** What all entries count for. What lies below is gone through once, however many are laid over it. */
  total(weigh: Weigh<K, V>): number {
    let total = this.#below instanceof OverlayMap ? this.#below.total(weigh) : knownTotal(this.#below, weigh)
    if (!Number.isFinite(total)) return totalOf(this, weigh)
    for (const [key, value] of this.#own) {
      total += weigh(key, value)
      if (this.#below.has(key)) total -= weigh(key, this.#below.get(key) as V)
    }
    return total
  }

  *entries(): MapIterator<[K, V]> {
    yield* this.#own
    for (const entry of this.#below) if (!this.#own.has(entry[0])) yield entry
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries()
  }

  *keys(): MapIterator<K> {
    for (const [key] of this.entries()) yield key
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value
  }

  forEach(call: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) call(value, key, this)
  }
}

const totals = new WeakMap<object, WeakMap<object, number>>()

function knownTotal<K, V>(map: ReadonlyMap<K, V>, weigh: Weigh<K, V>): number {
  let known = totals.get(weigh)
  if (!known) {
    known = new WeakMap()
    totals.set(weigh, known)
  }
  let total = known.get(map)
  if (total === undefined) {
    total = totalOf(map, weigh)
    known.set(map, total)
  }
  return total
}

function totalOf<K, V>(map: ReadonlyMap<K, V>, weigh: Weigh<K, V>): number {
  let total = 0
  for (const [key, value] of map) total += weigh(key, value)
  return total
}
