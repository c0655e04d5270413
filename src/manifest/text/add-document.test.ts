import { describe, expect, it } from 'vitest'
import { addDocument, addDocumentBefore } from './add-document.ts'
import { holdsSomething, piecesOf } from './pieces.ts'
import { edited } from './text-edit.ts'

describe('a document is added', () => {
  it.each([
    ['to nothing', ' \n', 'b: 2\n'],
    ['behind another', 'a: 1\n', 'a: 1\n---\nb: 2\n'],
    ['behind one without a line end', 'a: 1', 'a: 1\n---\nb: 2\n'],
    ['behind a line of dashes', 'a: 1\n---\n', 'a: 1\n---\nb: 2\n'],
    ['behind a text that keeps its blank lines', 'a: |+\n  x\n\n', 'a: |+\n  x\n\n---\nb: 2\n'],
    ['with line ends of Windows', 'a: 1\r\n', 'a: 1\r\n---\r\nb: 2\r\n'],
    ['behind one that is broken', 'a: [\n', 'a: [\n---\nb: 2\n'],
  ])('%s', (_, text, expected) => {
    expect(edited(text, addDocument(text, 'b: 2\n'))).toBe(expected)
  })
})

describe('a document is added in front of the last one', () => {
  it.each([
    ['of one', 'a: 1\n', 'b: 2\n---\na: 1\n'],
    ['below what is said above it', '# c\n\na: 1\n', '# c\n\nb: 2\n---\na: 1\n'],
    ['of two', 'x: 1\n---\n# c\na: 1\n', 'x: 1\n---\n# c\nb: 2\n---\na: 1\n'],
    ['that begins with dashes', '---\na: 1\n', 'b: 2\n---\na: 1\n'],
    ['on the line of its dashes', '# c\n--- {a: 1}\n', '# c\nb: 2\n--- {a: 1}\n'],
    ['with line ends of Windows', '# c\r\na: 1\r\n', '# c\r\nb: 2\r\n---\r\na: 1\r\n'],
    ['that is indented', '  a: 1\n', 'b: 2\n---\n  a: 1\n'],
  ])('%s', (_, text, expected) => {
    const piece = piecesOf(text).findLast((each) => holdsSomething(text, each))
    expect(piece && edited(text, addDocumentBefore(text, piece, 'b: 2\n'))).toBe(expected)
  })
})
