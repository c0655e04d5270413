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
export function randomStream(seed: number, name: string): RandomStream {
  let a = hash32(`${seed}`)
  let b = hash32(name)
  let c = hash32(name, 0x9e3779b9)
  let counter = 1
  const draw = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) draw()
  return { next: draw, integer: (below) => Math.floor(draw() * below) }
}

export class RandomStreams {
  readonly #seed: number
  readonly #streams = new Map<string, RandomStream>()

  constructor(seed: number) {
    this.#seed = seed
  }

  stream(name: string): RandomStream {
    let stream = this.#streams.get(name)
    if (!stream) {
      stream = randomStream(this.#seed, name)
      this.#streams.set(name, stream)
    }
    return stream
  }
}
