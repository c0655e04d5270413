import { describe, expect, test } from 'vitest'
import { type Pressed, typingBurst } from './typing-burst.ts'

type Key = readonly [key: string, atMs: number, where?: 'field' | 'opening']

/** The keys that went on with something typed. */
function lettersOf(...keys: readonly Key[]): string[] {
  const isLetter = typingBurst()
  return keys
    .map(
      ([key, atMs, where]): Pressed => ({
        key,
        atMs,
        inField: where === 'field',
        opening: where === 'opening',
      }),
    )
    .filter(isLetter)
    .map(({ key }) => key)
}

describe('a letter that is no command', () => {
  test.each<[string, readonly Key[], readonly string[]]>([
    [
      'none where nobody typed',
      [
        ['g', 0],
        ['d', 100],
      ],
      [],
    ],
    [
      'typed on after the field was gone',
      [
        ['a', 0, 'field'],
        ['b', 100],
        ['c', 200],
      ],
      ['b', 'c'],
    ],
    [
      'typed on after Enter chose something',
      [
        ['a', 0, 'field'],
        ['Enter', 900, 'field'],
        ['d', 1_000],
      ],
      ['d'],
    ],
    [
      'none after Esc has left the field, however fast',
      [
        ['a', 800, 'field'],
        ['Escape', 900, 'field'],
        ['?', 950],
        ['k', 1_100],
      ],
      [],
    ],
    [
      'after a pause it is a command again',
      [
        ['a', 0, 'field'],
        ['d', 1_000],
      ],
      [],
    ],
    [
      'typed while a panel is on its way',
      [
        ['l', 0, 'opening'],
        ['i', 100, 'opening'],
        ['v', 250],
      ],
      ['l', 'i', 'v'],
    ],
    [
      'the space bar too',
      [
        ['a', 0, 'field'],
        [' ', 100],
      ],
      [' '],
    ],
    [
      'arrows move nothing but the playhead',
      [
        ['a', 0, 'field'],
        ['ArrowRight', 100],
      ],
      [],
    ],
    [
      'Tab leaves a field on purpose',
      [
        ['Tab', 0, 'field'],
        ['d', 100],
      ],
      [],
    ],
  ])('%s', (_what, keys, letters) => {
    expect(lettersOf(...keys)).toEqual(letters)
  })
})
