/** What a subshell has from its parent. Most change nothing in it: whoever does takes a copy before, parent or child. */
export class Inherited<T> {
  #value: T
  #isShared: boolean
  readonly #copyOf: (value: T | undefined) => T

  constructor(from: Inherited<T> | undefined, copyOf: (value: T | undefined) => T) {
    this.#copyOf = copyOf
    this.#isShared = from !== undefined
    if (from) from.#isShared = true
    this.#value = from ? from.#value : copyOf(undefined)
  }

  /** To be looked at. */
  get seen(): T {
    return this.#value
  }

  /** To be changed. */
  get own(): T {
    if (this.#isShared) this.#value = this.#copyOf(this.#value)
    this.#isShared = false
    return this.#value
  }
}
