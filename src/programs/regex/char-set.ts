/** A set of characters, by code point. */
export interface CharSet {
  has(code: number): boolean
}

export type Range = readonly [first: number, last: number]

/** What [:NAME:] stands for; the C locale, as in the images. */
const CLASSES = new Map<string, readonly Range[]>([
  [
    'alpha',
    [
      [65, 90],
      [97, 122],
    ],
  ],
  ['digit', [[48, 57]]],
  [
    'alnum',
    [
      [48, 57],
      [65, 90],
      [97, 122],
    ],
  ],
  ['upper', [[65, 90]]],
  ['lower', [[97, 122]]],
  [
    'space',
    [
      [9, 13],
      [32, 32],
    ],
  ],
  [
    'blank',
    [
      [9, 9],
      [32, 32],
    ],
  ],
  [
    'punct',
    [
      [33, 47],
      [58, 64],
      [91, 96],
      [123, 126],
    ],
  ],
  [
    'xdigit',
    [
      [48, 57],
      [65, 70],
      [97, 102],
    ],
  ],
  [
    'cntrl',
    [
      [0, 31],
      [127, 127],
    ],
  ],
  ['print', [[32, 126]]],
  ['graph', [[33, 126]]],
])

export function classRanges(name: string): readonly Range[] | undefined {
  return CLASSES.get(name)
}

const WORD: readonly Range[] = [...(CLASSES.get('alnum') as readonly Range[]), [95, 95]]

export const ANY: CharSet = { has: () => true }
export const WORD_CHARS = charSet(WORD)
export const NOT_WORD_CHARS = charSet(WORD, true)
export const SPACE_CHARS = charSet(CLASSES.get('space') as readonly Range[])
export const NOT_SPACE_CHARS = charSet(CLASSES.get('space') as readonly Range[], true)
export const DIGIT_CHARS = charSet(CLASSES.get('digit') as readonly Range[])
export const NOT_DIGIT_CHARS = charSet(CLASSES.get('digit') as readonly Range[], true)

/** `negated`: all others. `ignoreCase`: a letter is in it where its other case is. */
export function charSet(ranges: readonly Range[], negated = false, ignoreCase = false): CharSet {
  const within = (code: number): boolean => ranges.some(([first, last]) => code >= first && code <= last)
  const holds = ignoreCase ? (code: number): boolean => within(code) || otherCases(code).some(within) : within
  // Most texts are ASCII.
  const ascii = new Uint8Array(128)
  for (let code = 0; code < 128; code++) ascii[code] = holds(code) === negated ? 0 : 1
  return { has: (code) => (code < 128 ? ascii[code] === 1 : holds(code) !== negated) }
}

export function singleChar(code: number, ignoreCase: boolean): CharSet {
  return ignoreCase && otherCases(code).length > 0
    ? charSet([[code, code]], false, true)
    : { has: (each) => each === code }
}

function otherCases(code: number): number[] {
  const text = String.fromCodePoint(code)
  return [text.toLowerCase(), text.toUpperCase()].flatMap((each) => {
    const other = each.codePointAt(0) as number
    return other !== code && each.length === text.length ? [other] : []
  })
}
