import { describe, expect, it } from 'vitest'
import { inputOf, KINDS } from './inputs.ts'
import { tryInput } from './try-input.ts'

const SEED = 20261130
const EACH = 12

describe('hostile input', () => {
  it.each(KINDS.map((kind, index) => [kind, index] as const))('%s: is answered, in words', (_kind, first) => {
    for (let i = 0; i < EACH; i++) {
      const input = inputOf(SEED, first + i * KINDS.length)
      expect(tryInput(input), input.text).toBeUndefined()
    }
  })

  it('is the same for the same seed', () => {
    for (let index = 0; index < 20; index++) expect(inputOf(SEED, index)).toEqual(inputOf(SEED, index))
  })
})
