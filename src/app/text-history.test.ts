import { describe, expect, test } from 'vitest'
import { beginning, changed, redone, type TextHistory, undone } from './text-history.ts'

type Change = readonly [text: string, at: number, opened?: boolean]

const later = (first: string, ...changes: readonly Change[]): TextHistory =>
  changes.reduce((history, [text, at, opened = false]) => changed(history, text, at, opened), beginning(first))

describe('what can be undone', () => {
  test.each<[string, TextHistory, readonly string[]]>([
    ['letters typed in one go are one step', later('', ['a', 0], ['ab', 200], ['abc', 400]), ['']],
    ['a pause begins another', later('', ['a', 0], ['ab', 200], ['abc', 5_000]), ['', 'ab']],
    ['a new line begins another', later('', ['a', 0], ['a\n', 100], ['a\nb', 200]), ['', 'a', 'a\n']],
    ['a paste is one', later('a', ['ab', 0], ['ab, and more', 100]), ['a', 'ab']],
    ['an opened text is one, however little it differs', later('a', ['ab', 0], ['abc', 100, true]), ['a', 'ab']],
    ['what is the same is none', later('a', ['a', 0], ['a', 1, true]), []],
  ])('%s', (_what, history, past) => {
    expect(history.past).toEqual(past)
  })

  test('goes back over an opened text and forth again', () => {
    const history = later('mine', ['gallery', 0, true], ['gallery!', 10])
    const once = undone(history)
    const twice = once && undone(once)
    expect([once?.present, twice?.present]).toEqual(['gallery', 'mine'])
    expect(twice && undone(twice)).toBeUndefined()
    expect(twice && redone(twice)?.present).toBe('gallery')
    expect(redone(history)).toBeUndefined()
  })

  test('a change takes what was undone away', () => {
    const back = undone(later('a', ['b', 0, true]))
    expect(back && changed(back, 'c', 1, false).future).toEqual([])
  })

  test('knows the undoing of an editor for what it is', () => {
    const history = later('a', ['ab', 0], ['ab, and more', 100], ['ab', 200])
    expect([history.past, history.future]).toEqual([['a'], ['ab, and more']])
    expect(changed(history, 'ab, and more', 300, false).past).toEqual(['a', 'ab'])
  })

  test('is bounded in steps and in characters', () => {
    let history = beginning('')
    for (let i = 0; i < 300; i++) history = changed(history, `${i}`, i, true)
    expect(history.past.length).toBe(200)
    const long = 'x'.repeat(3_000_000)
    for (let i = 0; i < 4; i++) history = changed(history, `${long}${i}`, i, true)
    expect(history.past.reduce((sum, text) => sum + text.length, 0)).toBeLessThanOrEqual(8_000_000)
    expect(history.past.at(-1)).toBe(`${long}2`)
  })
})
