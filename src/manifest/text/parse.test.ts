import { describe, expect, it } from 'vitest'
import { compile } from '../../scenario/compile.ts'
import { MAX_TEXT_LENGTH, parseManifest, readByKubectl } from './parse.ts'

function only(text: string) {
  const { documents } = parseManifest(text)
  expect(documents).toHaveLength(1)
  return documents[0]!
}

describe('documents', () => {
  it.each([
    ['one', 'a: 1\n', [{ a: 1 }]],
    ['several', 'a: 1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['empty ones between', '---\n# nothing\n---\na: 1\n---\n', [{ a: 1 }]],
    ['JSON', '{"a": [1, true, null]}', [{ a: [1, true, null] }]],
    ['what follows a line of dots is not read', 'a: 1\n...\nb: 2\n---\nc: 3\n', [{ a: 1 }, { c: 3 }]],
  ])('%s', (_, text, values) => {
    expect(parseManifest(text).documents.map(({ value }) => value)).toEqual(values)
  })
})

describe('a document that is broken', () => {
  const ONES = ['a: 1\n', 'b: [\n', 'c: 3\n', 'd: "x\n', '# nothing\n', 'e: 5\n']

  it('leaves those around it', () => {
    const { documents, broken, problems } = parseManifest(ONES.join('---\n'))
    expect(documents.map(({ index, value }) => [index, value])).toEqual([
      [0, { a: 1 }],
      [2, { c: 3 }],
      [4, { e: 5 }],
    ])
    expect(broken.map(({ index }) => index)).toEqual([1, 3])
    expect(problems.map(({ document, range }) => [document, range?.line])).toEqual([
      [1, 4],
      [3, 8],
    ])
  })

  it('has kubectl stop there', () => {
    const stream = parseManifest(ONES.join('---\n'))
    expect(readByKubectl(stream).map(({ value }) => value)).toEqual([{ a: 1 }])
    expect(stream.syntaxError).toBe("yaml: line 1: did not find expected ',' or ']'")
  })

  it.each([
    ['an open quote ends at the dashes', 'a: "x\n---\nb: 1\n', [{ b: 1 }]],
    ['a bracket, too', 'a: [x\n--- # next\nb: 1\n', [{ b: 1 }]],
    ['with line ends of Windows', 'a: [x\r\n---\r\nb: 1\r\n', [{ b: 1 }]],
    ['an unknown alias', 'a: *x\n---\nb: 1\n', [{ b: 1 }]],
  ])('%s', (_, text, values) => {
    const { documents, broken } = parseManifest(text)
    expect([documents.map(({ value }) => value), broken.length]).toEqual([values, 1])
  })

  it('tells what can be read of it', () => {
    const [broken] = parseManifest('kind: Pod\nspec:\n  a: b: c\n').broken
    expect(broken?.value).toMatchObject({ kind: 'Pod' })
  })

  it.each([
    ['a second document behind dashes and more is not read', 'a: 1\n--- {b: 2}\n---\nc: 3\n', [{ a: 1 }, { c: 3 }]],
    ['dashes within a text are text', 'a: |\n  x\n  ---\n  y\nb: 1\n', [{ a: 'x\n---\ny\n', b: 1 }]],
  ])('%s', (_, text, values) => {
    const { documents, broken } = parseManifest(text)
    expect([documents.map(({ value }) => value), broken]).toEqual([values, []])
  })
})

describe('values are what kubectl makes of them', () => {
  it.each([
    ['yes and off are booleans', 'a: yes\nb: off\n', { a: true, b: false }],
    ['a nought in front means octal', 'a: 0644\n', { a: 420 }],
    ['colons make no sexagesimal number', 'a: 12:30\n', { a: '12:30' }],
    ['a date is text', 'a: 2026-01-05\n', { a: '2026-01-05' }],
    ['a key is text', '1: a\ntrue: b\n', { 1: 'a', true: 'b' }],
    ['the last of two equal keys', 'a: 1\na: 2\n', { a: 2 }],
    ['an alias', 'a: &x {b: 1}\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['a merge key', 'a: &x {b: 1, c: 1}\nd:\n  <<: *x\n  c: 2\n', { a: { b: 1, c: 1 }, d: { b: 1, c: 2 } }],
  ])('%s', (_, text, value) => {
    expect(only(text).value).toEqual(value)
  })

  it('a key called __proto__ is a key', () => {
    const value = only('__proto__: {polluted: true}\n').value as object
    expect(Object.hasOwn(value, '__proto__')).toBe(true)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('places', () => {
  const text = 'spec:\n  list:\n    - name: a\n      n: 1\n  labels:\n    example.com/x: y\n'
  it.each([
    ['a value', 'spec.list[0].name', 3, 'a'],
    ['a key with dots and a slash', 'spec.labels[example.com/x]', 6, 'y'],
    ['a missing field is placed at what would hold it', 'spec.list[0].image', 3, 'name: a'],
    ['a missing field of an object with a name', 'spec.absent', 1, 'spec'],
  ])('%s', (_, path, line, shown) => {
    const range = only(text).source.rangeOf(path)!
    expect([range.line, text.slice(range.start, range.end)]).toEqual([line, shown])
  })

  it('a key', () => {
    const range = only(text).source.keyRangeOf('spec.list')!
    expect(text.slice(range.start, range.end)).toBe('list')
  })
})

describe('mistakes are said in go-yaml’s words', () => {
  it.each([
    ['a colon too many', 'a: b: c\n', 'line 1: mapping values are not allowed in this context'],
    ['a line too far to the right', 'a: 1\nb: x\n  c: 2\n', 'line 3: mapping values are not allowed in this context'],
    ['a full-width colon in the first line', 'a：1\nb: 2\n', 'line 2: mapping values are not allowed in this context'],
    ['a key without a colon', 'a: 1\nb\nc: 2\n', "line 3: could not find expected ':'"],
    ['a line between two levels', 'a:\n    b: 1\n  c: 2\n', 'line 2: did not find expected key'],
    ['a key where an item is due', 'a:\n  - b: 1\n  c: 2\n', "line 2: did not find expected '-' indicator"],
    ['the same under a list that is not indented', 'a:\n- b: 1\n c: 2\n', 'line 2: did not find expected key'],
    ['a tab', 'a:\n\tb: 1\n', 'line 2: found character that cannot start any token'],
    ['a template', 'a: 1\nb:\n  {{- x }}\n', 'line 2: did not find expected node content'],
    ['a quote left open', 'a: "x\n', 'line 2: found unexpected end of stream'],
    ['one left open in front of another document', 'a: "x\n---\nb: 1\n', 'line 2: found unexpected end of stream'],
    ['a directive', '%YAML 1.1\n---\na: 1\n', 'line 1: did not find expected <document start>'],
    [
      'lines are counted from the dashes',
      'x: 1\n---\na: b: c\n',
      'line 1: mapping values are not allowed in this context',
    ],
  ])('%s', (_, text, words) => {
    expect(parseManifest(text).syntaxError).toBe(`yaml: ${words}`)
  })

  it('a tab can be mended', () => {
    const { problems } = parseManifest('a:\n\tb: 1\n')
    expect(problems).toMatchObject([{ code: 'yaml-syntax', range: { line: 2 }, fix: { text: '  ' } }])
  })

  it('a full-width colon is what is blamed, and can be mended', () => {
    const text = 'kind: Pod\nmetadata:\n  name：x\n'
    const { problems } = compile(`apiVersion: v1\n${text}`)
    expect(problems).toMatchObject([{ code: 'wrong-type', range: { line: 4, column: 7 }, fix: { text: ': ' } }])
  })
})

describe('bounds', () => {
  it.each([
    ['a longer text', 'a'.repeat(MAX_TEXT_LENGTH + 1)],
    ['brackets without end', '['.repeat(50_000)],
    ['lists in lists', '- '.repeat(20_000)],
    [
      'aliases of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((name, index) => `${name}: &${name} [${`*${'abcdefghij'[index]},`.repeat(9)}]\n`).join('')}`,
    ],
    ['an endless list of documents', 'a: 1\n---\n'.repeat(600)],
    ['more values than anybody writes', '- a\n'.repeat(50_000)],
  ])('%s is one problem', (_, text) => {
    expect(parseManifest(text).problems).toMatchObject([{ code: 'too-large', severity: 'error' }])
  })

  it('an anchor that contains itself is a problem', () => {
    expect(parseManifest('a: &a [*a]\n').problems).toMatchObject([{ code: 'yaml-syntax' }])
  })
})
