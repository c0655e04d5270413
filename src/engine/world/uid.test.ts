import { describe, expect, test } from 'vitest'
import { randomStream } from '../../lib/random.ts'
import { hexDigits, uidFor } from './uid.ts'

const stream = () => randomStream(1, 'id')

describe('identifiers', () => {
  test.each([1, 7, 8, 9, 32, 64])('%i digits, one draw each', (count) => {
    const [drawn, expected] = [stream(), stream()]
    const digits = Array.from({ length: count }, () => expected.integer(16).toString(16)).join('')
    expect(hexDigits(drawn, count)).toBe(digits)
    expect(drawn.next()).toBe(expected.next())
  })

  test('a uid is a version 4 UUID', () => {
    expect(uidFor(stream())).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
