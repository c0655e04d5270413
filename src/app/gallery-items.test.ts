import { expect, test } from 'vitest'
import { galleryItems, galleryParts } from './gallery-items.ts'

test('without a query everything stands under a heading', () => {
  const parts = galleryParts()
  expect(parts.flatMap((part) => part.items)).toEqual(galleryItems())
  expect(new Set(parts.map((part) => part.title)).size).toBe(parts.length)
})

test('a query keeps what has all of its words, and only the headings that have something under them', () => {
  const found = galleryParts('  LIVENESS killed ').flatMap((part) => part.items.map((item) => item.name))
  expect(found).toContain('liveness-kill')
  expect(found.length).toBeLessThan(galleryItems().length)
  expect(galleryParts('no such thing anywhere')).toEqual([])
})
