import { expect, it } from 'vitest'
import { versionIn } from './version.ts'

const KNOWN = '8.2.1 8.0.3 7.4.5'

it.each([
  ['latest', '8.2.1'],
  ['alpine', '8.2.1'],
  ['8', '8.2.1'],
  ['8.0-alpine', '8.0.3'],
  ['7', '7.4.5'],
  ['7.4.1', '7.4.1'],
  ['7.2', '7.2'],
  ['v3.5.17', '3.5.17'],
  ['5.0', '5.0'],
])('%s is %s', (tag, version) => {
  expect(versionIn(tag, KNOWN).text).toBe(version)
})

it('is compared by its parts', () => {
  expect(versionIn('10.2', KNOWN).atLeast(9, 5)).toBe(true)
  expect(versionIn('4.4', KNOWN).atLeast(4, 5)).toBe(false)
  expect(versionIn('latest', KNOWN).atLeast(8, 2)).toBe(true)
})
