import { describe, expect, test } from 'vitest'
import { Heap } from './heap.ts'
import fc from './testing/property.ts'

describe('Heap', () => {
  test('gives back in order what was put in, whenever it was put in', () => {
    // A number is put in, null takes one out.
    const operations = fc.array(fc.option(fc.integer({ min: -5, max: 5 }), { freq: 3 }), { maxLength: 60 })
    fc.assert(
      fc.property(operations, (list) => {
        const heap = new Heap<{ value: number; id: number }>((a, b) =>
          a.value !== b.value ? a.value < b.value : a.id < b.id,
        )
        const model: { value: number; id: number }[] = []
        list.forEach((value, id) => {
          if (value === null) expect(heap.pop()).toEqual(model.shift())
          else {
            heap.push({ value, id })
            model.push({ value, id })
            model.sort((a, b) => a.value - b.value || a.id - b.id)
          }
          expect(heap.size).toBe(model.length)
          expect(heap.peek()).toEqual(model[0])
        })
        while (model.length > 0) expect(heap.pop()).toEqual(model.shift())
        expect(heap.pop()).toBeUndefined()
      }),
      { seed: 7 },
    )
  })
})
