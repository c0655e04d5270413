/** What is laid over a map that many share: nothing of what lies below is copied. */
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
