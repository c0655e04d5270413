import { expect, test } from 'vitest'
import { parseManifest } from './parse.ts'

const read = (text: string) => {
  const { documents, syntaxError } = parseManifest(text)
  return syntaxError ?? documents.map(({ value }) => value)
}

test.each<[string, string, unknown]>([
  ['an escaped apostrophe', String.raw`a: "it\'s"`, [{ a: "it's" }]],
  [
    'several of them in a list',
    `${String.raw`a: [x, "say \'hi\'; go", "\'"]`}\nb: 1`,
    [{ a: ['x', "say 'hi'; go", "'"], b: 1 }],
  ],
  [
    'a quoted text that goes on at the margin',
    'a:\n  b: ["one; two\nthree", x]\nc: 1\n',
    [{ a: { b: ['one; two three', 'x'] }, c: 1 }],
  ],
  ['the same in single quotes', "a:\n  b: ['one\ntwo\nthree']\n", [{ a: { b: ['one two three'] } }]],
  ['another escape is refused', String.raw`a: "\q\'"`, 'yaml: line 1: found unknown escape character'],
])('%s', (_what, text, expected) => {
  expect(read(text)).toEqual(expected)
})

test('a quote without an end is refused as before', () => {
  expect(read('a:\n  b: "one\ntwo\nthree\n')).toMatch(/^yaml: /)
})

test('what stands behind keeps its place', () => {
  const text = 'a: "it\\\'s"\nb: 1\n'
  const [document] = parseManifest(text).documents
  const range = document?.source.rangeOf('b')
  expect(text.slice(range?.start, range?.end)).toBe('1')
})
