import { expect, test } from 'vitest'
import { sameMeaning } from './same-meaning.ts'

test.each<[string, unknown, unknown, boolean]>([
  ['fields in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
  ['what is empty and what is not there', { a: [], b: {}, c: null }, {}, true],
  [
    'a quantity written differently',
    { limits: { cpu: '0.5', memory: '1024Ki' } },
    { limits: { cpu: '500m', memory: '1Mi' } },
    true,
  ],
  ['a number elsewhere', { port: '0.5' }, { port: '500m' }, false],
  ['items in another order', ['a', 'b'], ['b', 'a'], false],
  ['nothing at all', undefined, {}, true],
])('%s', (_situation, a, b, same) => {
  expect(sameMeaning(a, b)).toBe(same)
})
