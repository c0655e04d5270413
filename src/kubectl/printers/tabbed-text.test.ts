import { expect, test } from 'vitest'
import { tabbedText } from './tabbed-text.ts'

test.each([
  ['a column is as wide as its widest cell and two blanks', 'a:\t1\nlong:\t2\n', 'a:     1\nlong:  2\n'],
  ['a line without the cell ends the column', 'a:\t1\nTitle:\nlonger:\t2\n', 'a:  1\nTitle:\nlonger:  2\n'],
  ['a deeper column belongs to the lines beside it', 'a\tb\tc\nd\te\nfff\tg\th\n', 'a    b  c\nd    e\nfff  g  h\n'],
  ['an empty cell is as wide as the others', 'Labels:\ta=1\n\tb=2\n', 'Labels:  a=1\n         b=2\n'],
  ['letters outside of the first plane are one wide', '😀\tx\nab\ty\n', '😀   x\nab  y\n'],
  ['what is last in its line is in no column', 'very long line\na\tb\n', 'very long line\na  b\n'],
])('%s', (_name, given, wanted) => {
  expect(tabbedText(given)).toBe(wanted)
})
