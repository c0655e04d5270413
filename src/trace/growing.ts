/** A list that only grows. A snapshot is made when it is asked for, and made again only after something was added. */
export class GrowingList<T> {
  readonly #items: T[] = []
  #snapshot: readonly T[] | undefined

  get length(): number {
    return this.#items.length
  }

  push(item: T): void {
    this.#items.push(item)
    this.#snapshot = undefined
  }

  at(index: number): T | undefined {
    return this.#items[index]
  }

  /** For what becomes known later about an item; earlier snapshots keep what they had. */
  replace(index: number, item: T): void {
    this.#items[index] = item
    this.#snapshot = undefined
  }

  snapshot(): readonly T[] {
    this.#snapshot ??= this.#items.slice()
    return this.#snapshot
  }
}

type Column = Float64Array | Uint8Array | Uint32Array

/**
 * A typed column that only grows, by doubling. A snapshot is a view of the part that is filled: it stays true, because
 * what is filled is never written again.
 */
export class GrowingColumn<C extends Column> {
  #buffer: C
  #length = 0
  readonly #make: (length: number) => C

  constructor(make: (length: number) => C) {
    this.#make = make
    this.#buffer = make(16)
  }

  append(values: C): void {
    const needed = this.#length + values.length
    if (needed > this.#buffer.length) {
      const larger = this.#make(Math.max(needed, this.#buffer.length * 2))
      larger.set(this.#buffer.subarray(0, this.#length))
      this.#buffer = larger
    }
    this.#buffer.set(values, this.#length)
    this.#length = needed
  }

  get length(): number {
    return this.#length
  }

  snapshot(): C {
    return this.#buffer.subarray(0, this.#length) as C
  }
}

export const floats = (): GrowingColumn<Float64Array> => new GrowingColumn((length) => new Float64Array(length))
export const bytes = (): GrowingColumn<Uint8Array> => new GrowingColumn((length) => new Uint8Array(length))
export const words = (): GrowingColumn<Uint32Array> => new GrowingColumn((length) => new Uint32Array(length))
