import { describe, expect, test } from 'vitest'
import { expand, expandCommand, expandStaticCommand } from './expand-variables.ts'

const env = new Map([
  ['A', 'one'],
  ['EMPTY', ''],
  ['REF', '$(A)'],
])

describe('expand (ENV-1)', () => {
  test.each([
    ['a name that is known', '$(A)', 'one'],
    ['in the middle', 'x-$(A)-y', 'x-one-y'],
    ['twice', '$(A)$(A)', 'oneone'],
    ['an empty value', '[$(EMPTY)]', '[]'],
    ['a name that is not known stays', '$(B)', '$(B)'],
    ['an escaped one stays, without the escape', '$$(A)', '$(A)'],
    ['escaped, then not', '$$$(A)', '$one'],
    ['a value is not expanded again', '$(REF)', '$(A)'],
    ['no closing bracket', '$(A', '$(A'],
    ['a shell’s own variables are none of our business', '$A ${A} $?', '$A ${A} $?'],
    ['a dollar at the end', 'cost $', 'cost $'],
    ['nothing between the brackets', '$()', '$()'],
    ['brackets in a name end at the first', '$(A)B)', 'oneB)'],
  ])('%s', (_situation, text, expected) => {
    expect(expand(text, (name) => env.get(name))).toBe(expected)
  })

  test('of a command each word by itself', () => {
    expect(expandCommand(['sh', '-c', 'echo $(A) $(B)'], env)).toEqual(['sh', '-c', 'echo one $(B)'])
  })

  test('of a probe’s command only what stands in the manifest; the last of a name counts', () => {
    const list = [
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
      { name: 'FIELD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ]
    expect(expandStaticCommand(['$(A)', '$(FIELD)', '$(B)'], list)).toEqual(['2', '', '$(B)'])
  })
})
