import type { RandomStream } from '../../lib/random.ts'

/** A version 4 UUID from a stream of its own. */
export function uidFor(random: RandomStream): string {
  const hex = hexDigits(random, 32).split('')
  hex[12] = '4'
  hex[16] = '89ab'[random.integer(4)] as string
  const text = hex.join('')
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`
}

export function hexDigits(random: RandomStream, count: number): string {
  const digits: string[] = []
  while (digits.length < count) digits.push(random.integer(16).toString(16))
  return digits.join('')
}
