import { describe, expect, test } from 'vitest'
import { asState, type Entry, entryIn } from './entry.ts'

describe('an entry of the history', () => {
  test.each<[string, Entry]>([
    ['of a text of one’s own', { draft: 'k1', playheadMs: 0 }],
    ['of the gallery', { gallery: 'oom', playheadMs: 12_000 }],
    ['with a stretch of time', { draft: 'k1', playheadMs: 5, window: { fromMs: 0, toMs: 9 } }],
  ])('%s is read as it was written', (_what, entry) => {
    expect(entryIn(structuredClone(asState(entry)))).toMatchObject(entry)
  })

  test.each<[string, unknown]>([
    ['nothing', null],
    ['another page’s', { idx: 3 }],
    ['no text', { podlapse: { playheadMs: 0 } }],
    ['no time', { podlapse: { draft: 'k1' } }],
    ['a time that is none', { podlapse: { draft: 'k1', playheadMs: -1 } }],
    ['a name that is none', { podlapse: { draft: { toString: 1 }, playheadMs: 0 } }],
    ['what was inherited', { podlapse: Object.create({ draft: 'k1', playheadMs: 0 }) }],
  ])('%s is none', (_what, state) => {
    expect(entryIn(state)).toBeUndefined()
  })

  test('a stretch of time that is none is left out', () => {
    expect(
      entryIn({ podlapse: { draft: 'k1', playheadMs: 0, window: { fromMs: 9, toMs: 1 } } })?.window,
    ).toBeUndefined()
  })
})
