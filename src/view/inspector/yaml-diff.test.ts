import { describe, expect, test } from 'vitest'
import { type YamlDiff, yamlDiff } from './yaml-diff.ts'

/** The lines with their signs before them; removed ones at the end. */
function shown({ lines, removed }: YamlDiff): readonly string[] {
  const sign = { same: ' ', added: '+', changed: '~' } as const
  return [
    ...lines.map((line) => `${sign[line.sign]} ${line.text}`),
    ...removed.map((each) => `- ${each.path}: ${each.value}`),
  ]
}

describe('the YAML of a version, and what is new in it', () => {
  test.each<[string, unknown, unknown, readonly string[]]>([
    ['nothing before it: nothing is marked', { a: 1 }, undefined, ['  a: 1']],
    ['the same', { a: { b: [1, 2] } }, { a: { b: [1, 2] } }, ['  a:', '    b:', '      - 1', '      - 2']],
    ['another value', { a: 1, b: 'x' }, { a: 1, b: 'y' }, ['  a: 1', '~ b: x']],
    ['another field', { a: 1, b: { c: 2 } }, { a: 1 }, ['  a: 1', '+ b:', '+   c: 2']],
    ['a field that is gone', { a: 1 }, { a: 1, b: { c: 2 } }, ['  a: 1', '- b: {"c":2}']],
    [
      'deep inside',
      { status: { phase: 'Running', podIP: '10.0.0.1' } },
      { status: { phase: 'Pending' } },
      ['  status:', '~   phase: Running', '+   podIP: 10.0.0.1'],
    ],
    [
      'lists whose items have a name are compared by it, not by their order',
      {
        list: [
          { type: 'B', status: 'True' },
          { type: 'A', status: 'True' },
        ],
      },
      {
        list: [
          { type: 'A', status: 'False' },
          { type: 'B', status: 'True' },
        ],
      },
      ['  list:', '    - status: "True"', '      type: B', '~   - status: "True"', '      type: A'],
    ],
    [
      'an item comes and another goes',
      { list: [{ name: 'b', n: 1 }] },
      { list: [{ name: 'a', n: 1 }] },
      ['  list:', '+   - n: 1', '+     name: b', '- list[a]: {"name":"a","n":1}'],
    ],
    ['a list that was empty', { a: [1] }, { a: [] }, ['~ a:', '~   - 1']],
    ['a value of another kind', { a: { b: 1 } }, { a: 'x' }, ['~ a:', '~   b: 1']],
  ])('%s', (_, after, before, expected) => {
    expect(shown(yamlDiff(after, before))).toEqual(expected)
  })

  test('a text of several lines is marked as a whole', () => {
    const lines = shown(yamlDiff({ a: 'one\ntwo\n', b: 1 }, { a: 'other', b: 1 }))
    expect(lines.filter((line) => line.startsWith('~'))).toHaveLength(3)
    expect(lines.at(-1)).toBe('  b: 1')
  })
})
