import { expect, test } from 'vitest'
import { columnsOf, drawnBlock } from './edit-block.ts'

test.each([
  ['kubectl', 7],
  ['容器', 4],
  ['e\u0301', 1],
])('%s takes %d columns', (text, columns) => {
  expect(columnsOf(text)).toBe(columns)
})

test.each([
  [{ prompt: '$ ', text: 'get', caret: 3, below: '' }, 20, 0, '\r\u001b[5C'],
  [{ prompt: '$ ', text: 'get pods', caret: 0, below: '' }, 5, 0, '\r\u001b[2A\u001b[2C'],
  [{ prompt: '$ ', text: 'get pods', caret: 8, below: '' }, 5, 2, '\r'],
  [{ prompt: '$ ', text: 'get', caret: 3, below: 'a\nb' }, 20, 0, '\r\u001b[2A\u001b[5C'],
])('%j in %d columns has its caret in row %d', (block, columns, row, end) => {
  const { ansi, caretRow } = drawnBlock(block, columns)
  expect(caretRow).toBe(row)
  expect(ansi.endsWith(end)).toBe(true)
})
