import { expect, test } from 'vitest'
import { plainOutput } from './plain-output.ts'

test.each([
  ['NAME\tREADY\nweb\t1/1\n', 'NAME\tREADY\nweb\t1/1\n'],
  ['a\r\nb', 'a\nb'],
  ['\u001b]0;title\u0007', '^[]0;title^G'],
  ['\u001b[2J\u001b[31mred', '^[[2J^[[31mred'],
  ['over\rwritten', 'over^Mwritten'],
  ['\u009b31m', '\ufffd31m'],
  ['\u202etxt.exe', '\ufffdtxt.exe'],
  ['容器', '容器'],
])('%j is shown as %j', (printed, shown) => {
  expect(plainOutput(printed)).toBe(shown)
})

test('of very much the end is shown', () => {
  const shown = plainOutput(`${'x'.repeat(1_000_000)}the end`)
  expect(shown.length).toBeLessThan(250_000)
  expect(shown.endsWith('the end')).toBe(true)
})
