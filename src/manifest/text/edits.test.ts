import { describe, expect, it } from 'vitest'
import { addItem, remove, setValue } from './edits.ts'
import { parseManifest } from './parse.ts'
import { edited, type TextEdit } from './text-edit.ts'

const done = (text: string, edit: TextEdit | undefined) => (edit ? edited(text, edit) : undefined)
const set = (text: string, path: string, value: unknown) => done(text, setValue(parseManifest(text), 0, path, value))
const add = (text: string, path: string, value: unknown, writing?: 'flow') =>
  done(text, addItem(parseManifest(text), 0, path, value, writing))
const without = (text: string, path: string) => done(text, remove(parseManifest(text), 0, path))

describe('a value is set', () => {
  it.each<[string, string, string, unknown, string]>([
    ['a scalar', 'a: 1 # one\nb: 2\n', 'a', 3, 'a: 3 # one\nb: 2\n'],
    ['with its quotes', 'a: "x" # y\n', 'a', 'z', 'a: "z" # y\n'],
    ['with single ones', "a: 'x'\n", 'a', 'no', "a: 'no'\n"],
    ['a word that YAML would read otherwise', 'a: x\n', 'a', 'no', 'a: "no"\n'],
    ['where nothing stands', 'a:\nb: 2\n', 'a', 'x', 'a: x\nb: 2\n'],
    ['where a comment stands', 'a: # what\nb: 2\n', 'a', 'x', 'a: x # what\nb: 2\n'],
    ['a list in place of a scalar', 'a: 1 # c\nb: 2\n', 'a', ['x'], 'a: # c\n  - x\nb: 2\n'],
    ['a scalar in place of a mapping', 'a: # c\n  x: 1\n  y: 2\nb: 2\n', 'a', 'x', 'a: x # c\nb: 2\n'],
    ['a text in a block', 'a: |\n  x\n  y\nb: 2\n', 'a', 'p\nq\n', 'a: |\n  p\n  q\nb: 2\n'],
    ['a word in place of a block', 'a: |\n  x\n\nb: 2\n', 'a', 'z', 'a: z\n\nb: 2\n'],
    [
      'a text of several lines in place of a word',
      'a:\n  b: x\nc: 1\n',
      'a.b',
      'p\nq\n',
      'a:\n  b: |\n    p\n    q\nc: 1\n',
    ],
    ['in braces', 'a: {b: 1, c: 2} # d\n', 'a.b', 'x, y', 'a: {b: "x, y", c: 2} # d\n'],
    ['in braces without a value', 'a: {b, c: 2}\n', 'a.b', 1, 'a: {b: 1, c: 2}\n'],
    ['in JSON', '{"a": {"b": 1}}\n', 'a.b', [1, 2], '{"a": {"b": [1, 2]}}\n'],
    ['an item', 'a:\n- x # c\n- y\n', 'a[0]', 'z', 'a:\n- z # c\n- y\n'],
    ['in an item', 'a:\n  - x: 1\n    z: 2\n', 'a[0].z', 3, 'a:\n  - x: 1\n    z: 3\n'],
    ['an item that is empty', 'a:\n  -\n  - y\n', 'a[0]', { b: 1 }, 'a:\n  - b: 1\n  - y\n'],
    ['a new key', 'a:\n    b: 1 # c\n# d\ne: 2\n', 'a.x', 3, 'a:\n    b: 1 # c\n    x: 3\n# d\ne: 2\n'],
    [
      'a new key behind a text in a block',
      'a: |\n  x\n  # no comment\nb: |+\n  y\n\n',
      'c',
      1,
      'a: |\n  x\n  # no comment\nb: |+\n  y\n\nc: 1\n',
    ],
    ['a new key in an item', 'a:\n- b: 1\n- b: 2\n', 'a[0].c', 3, 'a:\n- b: 1\n  c: 3\n- b: 2\n'],
    ['what is missing on the way', 'a: 1\n', 'b.c', 2, 'a: 1\nb:\n  c: 2\n'],
    ['in as many spaces', 'a:\n    b: 1\n', 'c.d', 2, 'a:\n    b: 1\nc:\n    d: 2\n'],
    ['a key with dots in it', 'm:\n  a.b/c: x\n', 'm[a.b/c]', 'z', 'm:\n  a.b/c: z\n'],
    [
      'with line ends of Windows',
      'a: 1\r\nb:\r\n  c: 2\r\n',
      'b.d',
      { e: 1 },
      'a: 1\r\nb:\r\n  c: 2\r\n  d:\r\n    e: 1\r\n',
    ],
    ['at the end of a text without one', 'a: 1', 'b', 2, 'a: 1\nb: 2\n'],
    ['an anchor that nobody asks for stays', 'a: &x 1 # c\n', 'a', 2, 'a: &x 2 # c\n'],
    [
      'what a merge key brings is overridden',
      'a: &x {b: 1}\nc:\n  <<: *x\n',
      'c.b',
      2,
      'a: &x {b: 1}\nc:\n  <<: *x\n  b: 2\n',
    ],
    ['an alias', 'a: &x 1\nb: *x\n', 'b', 2, 'a: &x 1\nb: 2\n'],
  ])('%s', (_, text, path, value, expected) => {
    expect(set(text, path, value)).toBe(expected)
  })

  it.each<[string, string, string, unknown]>([
    ['through an alias', 'a: &x {b: 1}\nc: *x\n', 'c.b', 2],
    ['where an alias takes it over', 'a: &x 1\nb: *x\n', 'a', 2],
    ['within a scalar', 'a: 1\n', 'a.b', 2],
    ['in what is broken', 'a: [\n', 'a', 2],
    ['behind the end of a list', 'a: [1]\n', 'a[5]', 2],
  ])('not %s', (_, text, path, value) => {
    expect(set(text, path, value)).toBeUndefined()
  })
})

describe('an item is added', () => {
  it.each<[string, string, unknown, string]>([
    ['to lines', 'a:\n- x # c\n# d\nb: 1\n', 'z', 'a:\n- x # c\n- z\n# d\nb: 1\n'],
    ['further right', 'a:\n    - x: 1\n      y: 2\nb: 1\n', { x: 3 }, 'a:\n    - x: 1\n      y: 2\n    - x: 3\nb: 1\n'],
    ['like the one before', 'a:\n- {x: 1}\n', { x: 2 }, 'a:\n- {x: 1}\n- {x: 2}\n'],
    ['to brackets', 'a: [x, y] # c\n', 'z', 'a: [x, y, z] # c\n'],
    ['behind a comma', 'a: [x, y,]\n', 'z', 'a: [x, y, z,]\n'],
    ['to brackets over lines', 'a: [\n  x, # c\n  y # d\n]\n', 'z', 'a: [\n  x, # c\n  y, # d\n  z\n]\n'],
    ['to empty brackets', 'a: []\n', 'x', 'a: [x]\n'],
    ['where there is no list', 'b: 1\n', 'x', 'b: 1\na:\n  - x\n'],
    ['where nothing stands', 'a: # c\nb: 1\n', 'x', 'a: # c\n  - x\nb: 1\n'],
  ])('%s', (_, text, value, expected) => {
    expect(add(text, 'a', value)).toBe(expected)
  })

  it('in braces where it is asked for', () => {
    expect(add('s: {}\n', 's.a', { x: 1 }, 'flow')).toBe('s: {a: [{x: 1}]}\n')
    expect(add('s:\n  b: 1\n', 's.a', { x: 'p: q' }, 'flow')).toBe('s:\n  b: 1\n  a:\n    - {x: "p: q"}\n')
  })

  it('not to what is no list', () => {
    expect(add('a: {b: 1}\n', 'a', 'x')).toBeUndefined()
  })
})

describe('something is removed', () => {
  it.each([
    ['a key', 'a: 1 # c\nb: 2\n', 'a', 'b: 2\n'],
    ['the last one', 'a: 1\nb: |\n  x\n', 'b', 'a: 1\n'],
    ['the first of an item', 'a:\n- x: 1\n  y: 2\n', 'a[0].x', 'a:\n- y: 2\n'],
    ['an item of several lines', 'a:\n- x: 1\n  y: 2\n# c\n- z\n', 'a[0]', 'a:\n# c\n- z\n'],
    ['in brackets', 'a: [x, y, z]\n', 'a[1]', 'a: [x, z]\n'],
    ['the last one in brackets', 'a: [x, y]\n', 'a[1]', 'a: [x]\n'],
    ['the only one', 'a:\n  b: 1\nc: 1\n', 'a.b', 'a: {}\nc: 1\n'],
    ['the only item', 'a:\n  - b\n', 'a[0]', 'a: []\n'],
  ])('%s', (_, text, path, expected) => {
    expect(without(text, path)).toBe(expected)
  })

  it.each([
    ['what stands twice', 'a: 1\nb: 2\na: 3\n', 'a'],
    ['what is not there', 'a: 1\n', 'b'],
    ['what an alias brings', 'a: &x {b: 1}\nc: *x\n', 'c.b'],
  ])('not %s', (_, text, path) => {
    expect(without(text, path)).toBeUndefined()
  })
})
