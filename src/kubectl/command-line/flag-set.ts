import { type FlagType, readFlagValue } from './flag-values.ts'

export interface Flag {
  readonly name: string
  readonly shorthand: string | undefined
  readonly type: FlagType
  /** What it is where it is not given; a text as it would be written. */
  readonly value: string | undefined
  /** What it is where it is given without a value; undefined: it needs one. */
  readonly bare: string | undefined
  /** It still works, and kubectl says what to use instead. */
  readonly deprecated: string | undefined
}

/** The flags of a command, by their long names, in their order. */
export type FlagSet = ReadonlyMap<string, Flag>

/**
 * Flags in one text, separated by semicolons: `-o --output string; --wait bool=true; --cascade string=background?`.
 * `=` gives what it is without being given, `?word` what it is when given bare (nothing behind the mark: its default).
 */
export function flagSet(...texts: readonly string[]): FlagSet {
  const flags = texts.flatMap((text) => text.split(';').map((part) => part.trim())).filter((part) => part !== '')
  return new Map(flags.map(flagOf).map((flag) => [flag.name, flag]))
}

function flagOf(text: string): Flag {
  const match = /^(?:-(\w) )?--([\w-]+) (bool|strings|string|list|int32|int|duration)(?:=([^?]*))?(?:\?(.*))?$/.exec(
    text,
  )
  if (!match) throw new SyntaxError(`a flag is written otherwise: ${text}`)
  const [, shorthand, name = '', type, value, bare] = match
  return {
    name,
    shorthand,
    type: type as FlagType,
    value,
    bare: type === 'bool' ? 'true' : bare === undefined ? undefined : bare || value,
    deprecated: DEPRECATED.get(name),
  }
}

const DEPRECATED = new Map([
  [
    'cpu-percent',
    "Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).",
  ],
  ['record', '--record will be removed in the future'],
])

/** A command line after its command: what was given, and what it means where nothing was. */
export class Given {
  /** Words that are no flags, in order. */
  readonly args: readonly string[]
  /** How many of them stand before `--`; undefined: there is none. */
  readonly dash: number | undefined
  readonly #flags: FlagSet
  readonly #values: ReadonlyMap<string, readonly string[]>

  constructor(
    flags: FlagSet,
    values: ReadonlyMap<string, readonly string[]>,
    args: readonly string[],
    dash: number | undefined,
  ) {
    this.#flags = flags
    this.#values = values
    this.args = args
    this.dash = dash
  }

  /** The same with other words. */
  withArgs(args: readonly string[]): Given {
    return new Given(this.#flags, this.#values, args, undefined)
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  /** The last one counts. */
  string(name: string): string | undefined {
    return this.#values.get(name)?.at(-1) ?? this.#flags.get(name)?.value
  }

  /** As `string`, where nothing is as good as an empty text. */
  text(name: string): string {
    return this.string(name) ?? ''
  }

  bool(name: string): boolean {
    return /^(?:1|t|true)$/i.test(this.text(name))
  }

  int(name: string): number | undefined {
    const text = this.string(name)
    return text === undefined || text === '' ? undefined : Number(text)
  }

  list(name: string): readonly string[] {
    const values = this.#values.get(name) ?? []
    return this.#flags.get(name)?.type === 'list' ? values.flatMap((value) => value.split(',')) : values
  }

  /** Those given, each once, in the order of the command line. */
  get names(): readonly string[] {
    return [...this.#values.keys()]
  }
}

export type Parsed =
  | { readonly given: Given; readonly deprecations: readonly string[] }
  | { readonly help: true }
  | { readonly problem: string }

/** Flags and other words, mixed in any order, as pflag reads them. */
// pflag: flag.go parseArgs, parseLongArg, parseShortArg (v1.0)
export function parseFlags(flags: FlagSet, args: readonly string[]): Parsed {
  const reading = new Reading(flags, args)
  const problem = reading.read()
  if (problem === HELP) return { help: true }
  if (problem !== undefined) return { problem }
  const { values, words, dash, deprecations } = reading
  return { given: new Given(flags, values, words, dash), deprecations }
}

const HELP = Symbol('help')
type Problem = string | typeof HELP | undefined

class Reading {
  readonly values = new Map<string, string[]>()
  readonly words: string[] = []
  readonly deprecations: string[] = []
  dash: number | undefined
  readonly #flags: FlagSet
  readonly #args: readonly string[]
  #at = 0

  constructor(flags: FlagSet, args: readonly string[]) {
    this.#flags = flags
    this.#args = args
  }

  read(): Problem {
    while (this.#at < this.#args.length) {
      const word = this.#args[this.#at++] as string
      if (word === '--') {
        this.dash = this.words.length
        this.words.push(...this.#args.slice(this.#at))
        return undefined
      }
      if (word.length < 2 || !word.startsWith('-')) this.words.push(word)
      else {
        const problem = word.startsWith('--') ? this.#long(word) : this.#short(word.slice(1))
        if (problem !== undefined) return problem
      }
    }
    return undefined
  }

  #next(): string | undefined {
    return this.#at < this.#args.length ? this.#args[this.#at++] : undefined
  }

  #long(word: string): Problem {
    const equals = word.indexOf('=')
    const written = equals < 0 ? word.slice(2) : word.slice(2, equals)
    if (written === '' || written.startsWith('-')) return `bad flag syntax: ${word}`
    const name = written.replaceAll('_', '-')
    const flag = this.#flags.get(name)
    if (!flag) return name === 'help' && equals < 0 ? HELP : `unknown flag: --${written}`
    if (equals >= 0) return this.#set(flag, word.slice(equals + 1))
    const value = flag.bare ?? this.#next()
    return value === undefined ? `flag needs an argument: --${name}` : this.#set(flag, value)
  }

  /** Several may be run together, as in -it; the last one may take a value, attached or not. */
  #short(letters: string): Problem {
    for (let rest = letters; rest !== ''; ) {
      const letter = rest[0] as string
      const flag = [...this.#flags.values()].find(({ shorthand }) => shorthand === letter)
      if (!flag) return letter === 'h' ? HELP : `unknown shorthand flag: '${letter}' in -${rest}`
      if (rest.length > 2 && rest[1] === '=') return this.#set(flag, rest.slice(2))
      if (flag.bare !== undefined) {
        const problem = this.#set(flag, flag.bare)
        if (problem !== undefined) return problem
        rest = rest.slice(1)
        continue
      }
      const value = rest.length > 1 ? rest.slice(1) : this.#next()
      return value === undefined ? `flag needs an argument: '${letter}' in -${rest}` : this.#set(flag, value)
    }
    return undefined
  }

  #set(flag: Flag, text: string): Problem {
    const read = readFlagValue(flag.type, text)
    if ('wrong' in read) {
      const shown = flag.shorthand === undefined ? `--${flag.name}` : `-${flag.shorthand}, --${flag.name}`
      return `invalid argument ${JSON.stringify(text)} for "${shown}" flag: ${read.wrong}`
    }
    if (flag.name === 'help' && /^(?:1|t|true)$/i.test(text)) return HELP
    if (flag.deprecated !== undefined && !this.values.has(flag.name)) {
      this.deprecations.push(`Flag --${flag.name} has been deprecated, ${flag.deprecated}`)
    }
    const known = this.values.get(flag.name)
    if (known) known.push(read.value)
    else this.values.set(flag.name, [read.value])
    return undefined
  }
}
