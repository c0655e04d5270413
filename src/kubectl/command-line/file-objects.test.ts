import { expect, test } from 'vitest'
import { fileObjects } from './file-objects.ts'

test.each<[string, string, unknown[]]>([
  ['JSON', '{"a": 1e3, "b": [true, null]}', [{ a: 1000, b: [true, null] }]],
  ['a key of JSON that stands twice: the last one counts', '{"a": 1, "a": 2}', [{ a: 2 }]],
  ['YAML between braces', '{a: 1, b: yes}', [{ a: 1, b: true }]],
  ['two documents, the first one in braces', '{"a": 1}\n---\nb: 2', [{ a: 1 }, { b: 2 }]],
  ['documents of YAML', 'a: 1\n---\nb: 2', [{ a: 1 }, { b: 2 }]],
  ['nothing', '', []],
])('%s', (_, text, values) => {
  expect(fileObjects(text)).toEqual({ values })
  expect(fileObjects(text)).toEqual({ values })
})

test('JSON that is deeper or longer than any text may be is not read', () => {
  expect(fileObjects(`${'{"a":'.repeat(200)}1${'}'.repeat(200)}`).syntaxError).toContain('100 levels')
  expect(fileObjects(`{"a":[${'1,'.repeat(40_000)}1]}`).syntaxError).toContain('30000 values')
})

test('what stands before a mistake is read, and the mistake told', () => {
  const { values, syntaxError } = fileObjects('a: 1\n---\nb: [')
  expect(values).toEqual([{ a: 1 }])
  expect(syntaxError).toContain('yaml:')
})
