import { expect, test } from 'vitest'
import { OverlayMap } from './overlay-map.ts'
import fc from './testing/property.ts'

const entries = fc.array(
  fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.option(fc.integer(), { nil: undefined })),
)

test('is the map that one would have copied together', () => {
  fc.assert(
    fc.property(entries, entries, (upper, lower) => {
      const own = new Map<string, number | undefined>(upper)
      const below = new Map<string, number | undefined>(lower)
      const copied = new Map([...below, ...own])
      const overlay = new OverlayMap<string, number | undefined>(own, below)
      expect(new Map(overlay)).toEqual(copied)
      expect(overlay.size).toBe(copied.size)
      expect([...overlay.keys()].sort()).toEqual([...copied.keys()].sort())
      for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) {
        expect(overlay.has(key)).toBe(copied.has(key))
        expect(overlay.get(key)).toBe(copied.get(key))
      }
      const told = new Map<string, number | undefined>()
      overlay.forEach((value, key) => {
        told.set(key, value)
      })
      expect(told).toEqual(copied)
      const weigh = (key: string, value: number | undefined) =>
        value === 0 ? Infinity : key.charCodeAt(0) + (value ?? 1)
      const total = [...copied].reduce((sum, [key, value]) => sum + weigh(key, value), 0)
      expect([overlay.total(weigh), overlay.total(weigh)]).toEqual([total, total])
      expect([...overlay.values()]).toEqual([...overlay].map(([, value]) => value))
    }),
  )
})

test('has its own first, and then what lies below', () => {
  const below = new Map([
    ['b', 1],
    ['c', 2],
  ])
  expect([...new OverlayMap(new Map([['c', 3]]), below)]).toEqual([
    ['c', 3],
    ['b', 1],
  ])
})

test('what lies below is weighed once, however many are laid over it', () => {
  let weighed = 0
  const weigh = (key: string, value: number) => {
    weighed++
    return key.length + value
  }
  const shared = new Map(Array.from({ length: 100 }, (_, index) => [`name-${index}`, index] as const))
  const middle = new OverlayMap(new Map([['name-1', 7]]), shared)
  const totals = [1, 2, 3].map((value) => new OverlayMap(new Map([['own', value]]), middle).total(weigh))
  expect(totals[2]).toBe((totals[0] ?? 0) + 2)
  expect(weighed).toBeLessThan(120)
})
