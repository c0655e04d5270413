/**
 * Deterministic random numbers. A stream is named by what it is for, and its state comes from (seed, name) alone:
 * one more draw in one stream moves nothing in another.
 */
export interface RandomStream {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform integer in [0, below). */
  integer(below: number): number
}

/** FNV-1a over UTF-16 code units, 32 bit. */
export function hash32(text: string, start = 0x811c9dc5): number {
  let hash = start >>> 0
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i)
    hash = Math.imul(hash, 0x01000193) >>> 0
  }
  return hash
}

/** sfc32: small, passes PractRand, and uses 32-bit integer arithmetic only, so every browser draws the same numbers. */
class Sfc32 implements RandomStream {
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: number, name: string) {
    this.#a = seed
    this.#b = hash32(name)
    this.#c = hash32(name, 0x9e3779b9)
    for (let i = 0; i < 12; i++) this.next()
  }

  next(): number {
    const b = this.#b
    const c = this.#c
    const t = (((this.#a + b) | 0) + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = b ^ (b >>> 9)
    this.#b = (c + (c << 3)) | 0
    this.#c = (((c << 21) | (c >>> 11)) + t) | 0
    return (t >>> 0) / 4294967296
  }

  integer(below: number): number {
    return Math.floor(this.next() * below)
  }
}

export function randomStream(seed: number, name: string): RandomStream {
  return new Sfc32(hash32(`${seed}`), name)
}

export class RandomStreams {
  readonly #seedHash: number
  readonly #streams = new Map<string, RandomStream>()

  constructor(seed: number) {
    this.#seedHash = hash32(`${seed}`)
  }

  stream(name: string): RandomStream {
    let stream = this.#streams.get(name)
    if (!stream) {
      stream = new Sfc32(this.#seedHash, name)
      this.#streams.set(name, stream)
    }
    return stream
  }
}
