import { describe, expect, it } from 'vitest'
import { spotAt } from './spot.ts'

/** The caret is the bar. */
function at(marked: string) {
  const offset = marked.indexOf('|>')
  const text = marked.replace('|>', '')
  const spot = spotAt(text, offset)
  return spot && [spot.path, spot.on, text.slice(spot.start, spot.end), ...(spot.mayBeKey ? ['may be a key'] : [])]
}

describe('what is at a caret', () => {
  it.each([
    ['a key', 'spec:\n  no|>de: x\n', ['spec.node', 'key', 'node']],
    ['behind a key', 'spec:\n  node|>: x\n', ['spec.node', 'key', 'node']],
    ['a value', 'spec:\n  node: x|>y\n', ['spec.node', 'value', 'xy']],
    ['behind a colon', 'spec:\n  node: |>\n  x: 1\n', ['spec.node', 'value', '']],
    ['behind a value', 'a: 1 |>\n', ['a', 'value', '1']],
    ['an item', 'a:\n  - x\n  - y|>\n', ['a[1]', 'value', 'y', 'may be a key']],
    ['an empty item', 'a:\n  - x\n  - |>\n', ['a[1]', 'value', '']],
    ['a key in an item', 'a:\n  - x: 1\n    z|>: 2\n', ['a[0].z', 'key', 'z']],
    ['in braces', 'a: {b: 1, c: {d: |>2}}\n', ['a.c.d', 'value', '2']],
    ['between braces', 'a: {b: 1, |>}\n', ['a', 'gap', '']],
    ['in braces that are open', 'a: {b: 1, c|>\n', ['a.c', 'key', 'c']],
    ['a text in a block', 'a: |\n  x: 1\n  y|>\nb: 1\n', ['a', 'value', '|\n  x: 1\n  y']],
    ['a quoted one', 'a: "x # y|> z"\n', ['a', 'value', '"x # y z"']],
    ['a comment', 'a: 1 # x|>\nb: 2\n', ['a', 'comment', '# x']],
    ['a key with dots', 'm:\n  a.b/c: x|>\n', ['m[a.b/c]', 'value', 'x']],
    ['an alias', 'a: &x 1\nb: *|>x\n', ['b', 'value', '*x']],
    ['with line ends of Windows', 'a:\r\n  b: x|>\r\n', ['a.b', 'value', 'x']],
  ])('%s', (_, text, expected) => {
    expect(at(text)).toEqual(expected)
  })
})

describe('what would be typed at a caret', () => {
  it.each([
    [
      'a key that is half typed',
      'spec:\n  containers:\n  - name: a\n    im|>\n    ports:\n',
      ['spec.containers[0].im', 'key', 'im'],
    ],
    ['at the end', 'spec:\n  containers:\n  - name: a\n    im|>', ['spec.containers[0].im', 'key', 'im']],
    ['at the margin', 'kind: Pod\nsp|>\nstatus: {}\n', ['sp', 'key', 'sp']],
    ['the first one below a key', 'spec:\n  con|>\n', ['spec', 'value', 'con', 'may be a key']],
    ['the first one of an item', 'a:\n  - na|>\n', ['a[0]', 'value', 'na', 'may be a key']],
    ['a blank line among keys', 'spec:\n  a: 1\n  |>\n  b: 2\n', ['spec', 'gap', '']],
    ['one below an item', 'a:\n  - x: 1\n    |>\nb: 1\n', ['a[0]', 'gap', '']],
    ['one in the column of the dashes', 'a:\n  - x: 1\n  |>\n', ['a', 'gap', '']],
    ['dashes in the column of the keys', 's:\n  a:\n  - x: 1\n  |>\n', ['s', 'gap', '']],
    ['at the margin of a blank line', 'a:\n  b: 1\n|>\nc: 1\n', ['', 'gap', '']],
    ['below a key that has nothing', 'spec:\n  |>\n', ['spec', 'gap', '']],
    ['above the first entry', 'spec:\n  |>\n  a: 1\n', ['spec', 'gap', '']],
    ['above the first item', 'spec:\n  |>\n  - a: 1\n', ['spec', 'gap', '']],
    ['behind a dash, above its item', 'a:\n  - |>\n    x: 1\n', ['a[0]', 'gap', '']],
    ['below it, deeper', 'spec:\n  a:\n    |>\n  b: 1\n', ['spec.a', 'gap', '']],
    ['nothing at all', '|>', ['', 'gap', '']],
    ['another document', 'a: 1\n---\n|>', ['', 'gap', '']],
    ['behind a mistake', 'a: b: c\nd:\n  e|>: 1\n', ['d.e', 'key', 'e']],
  ])('%s', (_, text, expected) => {
    expect(at(text)).toEqual(expected)
  })

  it('in the document that it is in, with what can be read of it', () => {
    expect(spotAt('a: 1\n---\n# c\n---\nkind: Pod\nsp\n', 27)).toMatchObject({
      document: 1,
      root: { kind: 'Pod' },
      path: 'sp',
    })
  })
})
