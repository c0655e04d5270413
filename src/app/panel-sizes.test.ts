import { expect, test } from 'vitest'
import { readSizes } from './panel-sizes.ts'

test.each([
  ['{"editor":300,"drawer":120}', { editor: 300, drawer: 120 }],
  ['{"editor":"300","inspector":1e9,"other":5}', {}],
  ['[1,2]', {}],
  ['null', {}],
  ['{', {}],
  [null, {}],
])('of what is stored only sizes are taken: %s', (text, expected) => {
  expect(readSizes(text)).toEqual(expected)
})
