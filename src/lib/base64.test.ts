import { expect, test } from 'vitest'
import { fromBase64, toBase64 } from './base64.ts'
import fc from './testing/property.ts'

test('as everybody else writes it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const encoded = Buffer.from(text, 'utf8').toString('base64')
      expect(toBase64(text)).toBe(encoded)
      expect(fromBase64(encoded)).toBe(text)
    }),
  )
})

test('what is none', () => {
  expect(fromBase64('a?b=')).toBeUndefined()
})
