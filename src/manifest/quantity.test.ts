import { describe, expect, it } from 'vitest'
import fc from '../lib/testing/property.ts'
import { formatQuantity, parseQuantity, quantityError, quantityMilliValue, quantityValue } from './quantity.ts'

describe('parseQuantity', () => {
  it.each([
    ['a number', 2, '2', 2000n],
    ['a fraction of a CPU', 0.5, '500m', 500n],
    ['thousandths', '250m', '250m', 250n],
    ['binary', '64Mi', '64Mi', 67_108_864_000n],
    ['binary with a fraction', '0.5Gi', '512Mi', 536_870_912_000n],
    ['decimal', '1500k', '1500k', 1_500_000_000n],
    ['carried over', '1000m', '1', 1000n],
    ['an exponent', '1e3', '1e3', 1_000_000n],
    ['less than 1Ki in binary', '0.5Ki', '512', 512_000n],
    ['finer than nano is rounded up', '0.1n', '1n', 1n],
    ['negative', '-1', '-1', -1000n],
    ['nothing', '0', '0', 0n],
  ])('%s', (_, given, text, milli) => {
    const quantity = parseQuantity(given)!
    expect([formatQuantity(quantity), quantityMilliValue(quantity)]).toEqual([text, milli])
  })

  it.each([
    ['empty', '', /must match/],
    ['a word', 'much', /must match/],
    ['megabytes', '64MB', /must match/],
    ['a suffix in lower case', '64mi', /suffix/],
    ['two points', '1.1.1', /must match/],
  ])('%s is none', (_, given, words) => {
    expect(parseQuantity(given)).toBeUndefined()
    expect(quantityError(given)).toMatch(words)
  })

  it('reads what it writes as the same amount', () => {
    const suffix = fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'e-2')
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), suffix, (amount, unit) => {
        const quantity = parseQuantity(`${amount}${unit}`)!
        expect(parseQuantity(formatQuantity(quantity))!.nano).toBe(quantity.nano)
        expect(quantityValue(quantity) * 1000n >= quantityMilliValue(quantity) || quantity.nano < 0n).toBe(true)
      }),
    )
  })

  it('an exponent of thousands does not take for ever', () => {
    expect(formatQuantity(parseQuantity('1e9999')!)).toBe('9223372036854775807')
  })
})
