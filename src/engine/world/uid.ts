import type { RandomStream } from '../../lib/random.ts'

/** A version 4 UUID from a stream of its own. */
export function uidFor(random: RandomStream): string {
  const hex = hexDigits(random, 32)
  const variant = '89ab'.charAt(random.integer(4))
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** So many digits are one integer without a sign. */
const AT_ONCE = 8

/** Put together of a few pieces: a text of 64 would stay the tree of all its beginnings for as long as nobody reads it. */
export function hexDigits(random: RandomStream, count: number): string {
  let digits = ''
  for (let left = count; left > 0; left -= AT_ONCE) {
    const length = Math.min(left, AT_ONCE)
    let value = 0
    for (let n = 0; n < length; n++) value = value * 16 + random.integer(16)
    digits += value.toString(16).padStart(length, '0')
  }
  return digits
}
