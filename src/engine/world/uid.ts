import type { RandomStream } from '../../lib/random.ts'

/** A version 4 UUID from a stream of its own. */
export function uidFor(random: RandomStream): string {
  const hex = hexDigits(random, 32)
  const variant = '89ab'.charAt(random.integer(4))
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}

export function hexDigits(random: RandomStream, count: number): string {
  let digits = ''
  for (let n = 0; n < count; n++) digits += '0123456789abcdef'.charAt(random.integer(16))
  return digits
}
