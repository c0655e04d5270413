import { ownValue } from '../../lib/own.ts'
import { parseGoDuration } from '../../lib/time.ts'
import { parseSize } from '../sizes.ts'

/** What the flags of `podlapse` say. Times are milliseconds, sizes bytes. */
export interface Flags {
  readonly numbers: ReadonlyMap<string, number>
  readonly print: string | undefined
  readonly ignoresTerm: boolean
  /** At SIGTERM it finishes what it has under way. */
  readonly drains: boolean
  /** It writes no line for each request. */
  readonly isQuiet: boolean
}

interface Kind {
  readonly what: string
  read(text: string): number | undefined
}

const DECIMAL = /^\d+(\.\d+)?$/

function timeIn(unit: number): Kind {
  return {
    what: 'a number or duration',
    read: (text) => (DECIMAL.test(text) ? Math.round(Number(text) * unit) : notNegative(parseGoDuration(text))),
  }
}

function notNegative(value: number | undefined): number | undefined {
  return value === undefined || value < 0 ? undefined : value
}

function integer(least: number, most: number): Kind {
  const read = (text: string): number | undefined => {
    const value = Number(text)
    return /^\d+$/.test(text) && value >= least && value <= most ? value : undefined
  }
  return { what: `a number from ${least} to ${most}`, read }
}

const SECONDS = timeIn(1000)
const MILLISECONDS = timeIn(1)
const CODE = integer(0, 255)
const PORT = integer(1, 65_535)
const STATUS = integer(100, 599)
const SIZE: Kind = { what: 'a size', read: parseSize }

/** How it ends: any verb takes these. */
const ENDING = { for: SECONDS, code: CODE, 'term-delay': SECONDS, 'term-code': CODE }

const SERVING = { ...ENDING, port: PORT, 'start-delay': SECONDS }

/** The flags with a value, by verb. */
const FLAGS: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  run: ENDING,
  http: {
    ...SERVING,
    'ok-after': SECONDS,
    'fail-after': SECONDS,
    'fail-code': STATUS,
    slow: MILLISECONDS,
    'cpu-per-request': MILLISECONDS,
    'shutdown-delay': SECONDS,
  },
  tcp: { ...SERVING, 'close-after': SECONDS },
  grpc: { ...SERVING, 'ok-after': SECONDS, 'fail-after': SECONDS },
  leak: { ...ENDING, from: SIZE, to: SIZE, over: SECONDS },
}

/** The flags without a value. */
const SWITCHES: ReadonlySet<string> = new Set(['ignore-term'])
const HTTP_SWITCHES: ReadonlySet<string> = new Set(['drain', 'quiet'])

/** A text says what is wrong. */
export function readFlags(verb: string, args: readonly string[]): Flags | string {
  const kinds = ownValue(FLAGS, verb)
  if (!kinds) return verb === '' ? 'a verb is missing' : `unknown verb: ${verb}`
  const numbers = new Map<string, number>()
  let print: string | undefined
  const switched = new Set<string>()
  for (let i = 0; i < args.length; i++) {
    const [, name = '', joined] = /^--?([a-z-]+)(?:=(.*))?$/s.exec(args[i] as string) ?? []
    if (joined === undefined && (SWITCHES.has(name) || (verb === 'http' && HTTP_SWITCHES.has(name)))) {
      switched.add(name)
      continue
    }
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
    if (!kind && name !== 'print') return `unknown flag for ${verb}: ${args[i]}`
    const text = joined ?? args[++i]
    if (text === undefined) return `--${name} needs a value`
    if (!kind) {
      print = text
      continue
    }
    const value = kind.read(text)
    if (value === undefined) return `--${name}: not ${kind.what}: ${text}`
    numbers.set(name, value)
  }
  return {
    numbers,
    print,
    ignoresTerm: switched.has('ignore-term'),
    drains: switched.has('drain'),
    isQuiet: switched.has('quiet'),
  }
}
