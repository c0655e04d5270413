import { describe, expect, test } from 'vitest'
import { changeBetween, isAnotherText, linesOfChange } from './text-change.ts'

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - {name: app, image: nginx}\n'
const OTHER =
  'apiVersion: batch/v1\nkind: Job\nmetadata: {name: sums}\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n'

describe('the change between two texts', () => {
  test.each([
    ['nothing', 'abc', 'abc', { start: 3, end: 3, inserted: '' }],
    ['a letter typed', 'ac', 'abc', { start: 1, end: 1, inserted: 'b' }],
    ['a letter taken away', 'abc', 'ac', { start: 1, end: 2, inserted: '' }],
    ['one of two alike', 'aa', 'aaa', { start: 2, end: 2, inserted: 'a' }],
    ['everything', 'abc', 'xyz', { start: 0, end: 3, inserted: 'xyz' }],
    ['from nothing', '', 'abc', { start: 0, end: 0, inserted: 'abc' }],
    [
      'a character of two halves for its neighbour',
      '\u{1f600}',
      '\u{1f601}',
      { start: 0, end: 2, inserted: '\u{1f601}' },
    ],
  ])('%s', (_what, before, after, change) => {
    expect(changeBetween(before, after)).toEqual(change)
    expect(before.slice(0, change.start) + change.inserted + before.slice(change.end)).toBe(after)
  })
})

describe('another text', () => {
  test.each<[string, string, string, boolean]>([
    ['a paste over everything', POD, OTHER, true],
    ['everything taken away', POD, '', true],
    ['all but the first line taken away', POD, 'apiVersion: v1\n', true],
    ['a value changed', POD, POD.replace('nginx', 'redis'), false],
    ['a document added', POD, `${POD}---\n${OTHER}`, false],
    ['a step written behind it', POD, `${POD}---\nkind: Scenario\n`, false],
    ['half of it taken away', POD, POD.slice(0, POD.length / 2), false],
    ['from nothing', '', POD, false],
    ['a word over a word', 'kind: Pod', 'x', false],
  ])('%s', (_what, before, after, another) => {
    expect(isAnotherText(before, after)).toBe(another)
  })
})

describe('the lines of a change', () => {
  test.each([
    ['a line that was added', 'a\nb\n', 'a\nx\nb\n', { from: 2, to: 2 }],
    ['one like its neighbours', '- {at: 1s}\n- {at: 3s}\n', '- {at: 1s}\n- {at: 2s}\n- {at: 3s}\n', { from: 2, to: 2 }],
    ['two lines at the end', 'a\n', 'a\nb\nc\n', { from: 2, to: 3 }],
    ['a word within a line', 'a\nbcd\ne\n', 'a\nbxd\ne\n', { from: 2, to: 2 }],
    ['a line that was taken away', 'a\nb\nc\n', 'a\nc\n', { from: 2, to: 2 }],
    ['everything', 'a\nb\n', 'x\ny\nz\n', { from: 1, to: 3 }],
  ])('%s', (_what, before, after, lines) => {
    expect(linesOfChange(before, after)).toEqual(lines)
  })
})
