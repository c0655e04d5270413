import { expect, it } from 'vitest'
import { validateAnnotations } from './validate-meta.ts'

it.each([
  ['as much as there may be', 'a'.repeat(256 * 1024 - 4), 0],
  ['a letter more', 'a'.repeat(256 * 1024 - 3), 1],
  ['as much in letters of two bytes', 'é'.repeat(128 * 1024 - 2), 0],
  ['more in letters of two bytes', 'é'.repeat(128 * 1024 - 1), 1],
  ['more in letters of three bytes', '字'.repeat(90 * 1024), 1],
])('annotations are counted in bytes: %s', (_, value, errors) => {
  expect(validateAnnotations({ note: value }, 'metadata.annotations')).toHaveLength(errors)
})
