import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OverlayMap } from './overlay-map.ts'

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
