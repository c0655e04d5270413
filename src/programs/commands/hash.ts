/** Message digests of bytes, in hexadecimal: RFC 1321 and FIPS 180-4. */

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by))

/** The first 32 bits of the fractions of roots of the first primes, as the standards define their constants. */
function fractions(count: number, root: (prime: number) => number): number[] {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++) {
    let prime = true
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) prime = false
    if (prime) found.push(Math.floor((root(candidate) % 1) * 2 ** 32) | 0)
  }
  return found
}

/** The message in blocks of 16 words, with its length at the end. */
function* blocks(bytes: readonly number[], littleEndian: boolean): Generator<number[]> {
  const padded = (bytes.length + 9 + 63) & ~63
  const at = (index: number): number => {
    if (index < bytes.length) return bytes[index] as number
    if (index === bytes.length) return 0x80
    const fromEnd = padded - 1 - index
    if (fromEnd >= 8) return 0
    return Math.floor((bytes.length * 8) / 2 ** (8 * (littleEndian ? 7 - fromEnd : fromEnd))) & 0xff
  }
  for (let start = 0; start < padded; start += 64) {
    yield Array.from({ length: 16 }, (_, word) => {
      let value = 0
      for (let byte = 0; byte < 4; byte++) {
        const index = start + word * 4 + (littleEndian ? 3 - byte : byte)
        value = (value << 8) | at(index)
      }
      return value
    })
  }
}

function hex(words: readonly number[], littleEndian: boolean): string {
  return words
    .map((word) => {
      const text = (word >>> 0).toString(16).padStart(8, '0')
      return littleEndian ? (text.match(/../g) ?? []).reverse().join('') : text
    })
    .join('')
}

const MD5_SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const MD5_SINES = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0)

export function md5(bytes: readonly number[]): string {
  let state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (const block of blocks(bytes, true)) {
    let [a = 0, b = 0, c = 0, d = 0] = state
    for (let i = 0; i < 64; i++) {
      const round = i >> 4
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round] ?? 0
      const word = block[[i, (5 * i + 1) % 16, (3 * i + 5) % 16, (7 * i) % 16][round] ?? 0] ?? 0
      const sum = (a + mixed + (MD5_SINES[i] ?? 0) + word) | 0
      ;[a, d, c, b] = [d, c, b, (b + rotate(sum, MD5_SHIFTS[round * 4 + (i % 4)] ?? 0)) | 0]
    }
    state = [a, b, c, d].map((value, i) => (value + (state[i] ?? 0)) | 0)
  }
  return hex(state, true)
}

export function sha1(bytes: readonly number[]): string {
  let state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
  for (const words of blocks(bytes, false)) {
    for (let i = 16; i < 80; i++)
      words.push(rotate((words[i - 3] ?? 0) ^ (words[i - 8] ?? 0) ^ (words[i - 14] ?? 0) ^ (words[i - 16] ?? 0), 1))
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state
    for (let i = 0; i < 80; i++) {
      const round = Math.floor(i / 20)
      const mixed = [(b & c) | (~b & d), b ^ c ^ d, (b & c) | (b & d) | (c & d), b ^ c ^ d][round] ?? 0
      const constant = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6][round] ?? 0
      ;[e, d, c, b, a] = [d, c, rotate(b, 30), a, (rotate(a, 5) + mixed + e + constant + (words[i] ?? 0)) | 0]
    }
    state = [a, b, c, d, e].map((value, i) => (value + (state[i] ?? 0)) | 0)
  }
  return hex(state, false)
}

const SHA256_ROUNDS = fractions(64, Math.cbrt)

export function sha256(bytes: readonly number[]): string {
  let state = fractions(8, Math.sqrt)
  for (const words of blocks(bytes, false)) {
    for (let i = 16; i < 64; i++) {
      const [early = 0, late = 0] = [words[i - 15], words[i - 2]]
      const s0 = rotate(early, 25) ^ rotate(early, 14) ^ (early >>> 3)
      const s1 = rotate(late, 15) ^ rotate(late, 13) ^ (late >>> 10)
      words.push(((words[i - 16] ?? 0) + s0 + (words[i - 7] ?? 0) + s1) | 0)
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
    for (let i = 0; i < 64; i++) {
      const s1 = rotate(e, 26) ^ rotate(e, 21) ^ rotate(e, 7)
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (SHA256_ROUNDS[i] ?? 0) + (words[i] ?? 0)) | 0
      const s0 = rotate(a, 30) ^ rotate(a, 19) ^ rotate(a, 10)
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0]
    }
    state = [a, b, c, d, e, f, g, h].map((value, i) => (value + (state[i] ?? 0)) | 0)
  }
  return hex(state, false)
}
