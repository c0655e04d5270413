import { expect, test } from 'vitest'
import { randomSuffix } from './random-suffix.ts'

test('of ten thousand names of one owner hardly any two are the same, and no letter is rarer than others', () => {
  const suffixes = Array.from({ length: 10_000 }, (_, number) => randomSuffix(`default/web-/${number}`))
  expect(new Set(suffixes).size).toBeGreaterThan(9_980)
  const counts = new Map<string, number>()
  for (const letter of suffixes.join('')) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  expect([...counts.keys()].toSorted().join('')).toBe('2456789bcdfghjklmnpqrstvwxz')
  expect(Math.min(...counts.values())).toBeGreaterThan(1_600)
  expect(Math.max(...counts.values())).toBeLessThan(2_100)
})
