import { ownValue } from '../lib/own.ts'

/**
 * Command-line options as busybox' getopt reads them: letters in groups, values joined or apart, long names with `=` or
 * apart, options after operands too.
 */
export interface Options {
  /** Letters of options without a value; how often does not matter. */
  has(letter: string): boolean
  /** The value of an option that takes one; the last, if given several times. */
  value(letter: string): string | undefined
  values(letter: string): readonly string[]
  readonly operands: readonly string[]
}

/** Says what is wrong with the options. */
export class BadOption {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

/**
 * `letters`: each letter that is known, a colon after those that take a value, a + in front where options end at the
 * first operand. `long`: long names and the letters they stand for.
 */
export function parseOptions(
  args: readonly string[],
  letters: string,
  long: Readonly<Record<string, string>> = {},
): Options | BadOption {
  const found = new Map<string, string[]>()
  const operands: string[] = []
  const add = (letter: string, value: string): void => {
    const values = found.get(letter)
    if (values) values.push(value)
    else found.set(letter, [value])
  }
  const takesValue = (letter: string): boolean => letters[letters.indexOf(letter) + 1] === ':'
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    if (arg === '--') {
      operands.push(...args.slice(i + 1))
      break
    }
    if (arg.startsWith('--')) {
      const equals = arg.indexOf('=')
      const name = equals < 0 ? arg.slice(2) : arg.slice(2, equals)
      const letter = ownValue(long, name)
      if (letter === undefined) return new BadOption(`unrecognized option: ${name}`)
      if (!takesValue(letter)) add(letter, '')
      else {
        const value = equals < 0 ? args[++i] : arg.slice(equals + 1)
        if (value === undefined) return new BadOption(`option requires an argument: ${name}`)
        add(letter, value)
      }
      continue
    }
    if (!arg.startsWith('-') || arg === '-') {
      if (letters.startsWith('+')) {
        operands.push(...args.slice(i))
        break
      }
      operands.push(arg)
      continue
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at] as string
      if (letter === ':' || !letters.includes(letter)) return new BadOption(`unrecognized option: ${letter}`)
      if (!takesValue(letter)) {
        add(letter, '')
        continue
      }
      const value = at + 1 < arg.length ? arg.slice(at + 1) : args[++i]
      if (value === undefined) return new BadOption(`option requires an argument: ${letter}`)
      add(letter, value)
      break
    }
  }
  return {
    has: (letter) => found.has(letter),
    value: (letter) => found.get(letter)?.at(-1),
    values: (letter) => found.get(letter) ?? [],
    operands,
  }
}
