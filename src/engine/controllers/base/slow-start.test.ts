import { expect, test } from 'vitest'
import { slowStartBatch } from './slow-start.ts'

test.each<[string, number, number, { made: number; asked: number }]>([
  ['all where nothing is refused', 10, 10, { made: 10, asked: 10 }],
  ['one where the first is refused', 10, 0, { made: 0, asked: 1 }],
  ['the batch in which one is refused to its end', 10, 4, { made: 4, asked: 7 }],
  ['none of none', 0, 5, { made: 0, asked: 0 }],
])('asks for %s', (_name, count, allowed, expected) => {
  let asked = 0
  const made = slowStartBatch(Array.from({ length: count }), () => asked++ < allowed)
  expect({ made, asked }).toEqual(expected)
})
