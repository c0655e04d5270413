import { describe, expect, test } from 'vitest'
import { type EditedLine, EMPTY_LINE, pressed } from './line-editor.ts'

const HISTORY = ['kubectl get pods', 'kubectl delete pod web', 'echo done']
const KEYS: Readonly<Record<string, string>> = {
  left: '\u001b[D',
  up: '\u001b[A',
  down: '\u001b[B',
  'C-a': '\u0001',
  'C-e': '\u0005',
  'C-k': '\u000b',
  'C-u': '\u0015',
  'C-w': '\u0017',
  'C-y': '\u0019',
  'C-d': '\u0004',
  'C-t': '\u0014',
  'C-r': '\u0012',
  'C-g': '\u0007',
  'M-b': '\u001bb',
  'M-f': '\u001bf',
  'M-d': '\u001bd',
  'M-.': '\u001b.',
  rub: '\u007f',
}

/** Words are typed, <key> is pressed. The caret is shown as |. */
function typing(keys: string): string {
  let line: EditedLine = EMPTY_LINE
  for (const [, key, text] of keys.matchAll(/<([^>]+)>|([^<]+)/g)) {
    for (const data of key === undefined ? [...(text ?? '')] : [KEYS[key] ?? ''])
      line = pressed(line, data, HISTORY).line
  }
  return `${line.text.slice(0, line.caret)}|${line.text.slice(line.caret)}`
}

describe('a line as readline edits it', () => {
  test.each([
    ['get pods', 'get pods|'],
    ['pods<C-a>get <C-e> -w', 'get pods -w|'],
    ['get pods<left><left><rub>', 'get p|ds'],
    ['get pods<C-u>', '|'],
    ['get pods<C-a><C-k><C-y><C-y>', 'get podsget pods|'],
    ['get pods -n dev<C-w><C-w>', 'get pods |'],
    ['get pods<M-b>x', 'get x|pods'],
    ['get pods<C-a><M-f>', 'get| pods'],
    ['get pods<C-a><M-d>', '| pods'],
    ['get pods<C-a><C-d>', '|et pods'],
    ['gte<C-t>', 'get|'],
    ['日本<left><rub>', '|本'],
    ['a😀<rub>', 'a|'],
    ['<up>', 'echo done|'],
    ['<up><up><up><up>', 'kubectl get pods|'],
    ['half<up><down>', 'half|'],
    ['get <M-.>', 'get done|'],
    ['<C-r>get', 'kubectl get pods|'],
    ['<C-r>kubectl<C-r>', 'kubectl get pods|'],
    ['<C-r>delete<C-a>', '|kubectl delete pod web'],
    ['half<C-r>get<C-g>', '|'],
  ])('%s: %s', (keys, line) => {
    expect(typing(keys)).toBe(line)
  })

  test.each([
    ['\r', 'enter'],
    ['\u0003', 'interrupt'],
    ['\t', 'complete'],
    ['\u000c', 'clear'],
    ['\u0004', 'end'],
  ])('%j asks for %s', (data, asked) => {
    expect(pressed(EMPTY_LINE, data, []).asked).toBe(asked)
  })

  test('what is pasted brings no control characters, and no more than a line can hold', () => {
    expect(pressed(EMPTY_LINE, 'a\u001b[31mb', []).line.text).toBe('a [31mb')
    expect(pressed(EMPTY_LINE, 'x'.repeat(50_000), []).line.text).toBe('')
  })
})
