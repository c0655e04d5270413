import type { Sys } from '../../../engine/program-api/program.ts'
import type { RandomStream } from '../../../lib/random.ts'
import { Effort } from '../../effort.ts'
import { OutOfMemory } from '../../memory.ts'
import { type Regex, regexFor, Work } from '../posix-regex.ts'
import { textOf } from './format.ts'
import { AwkError } from './tokens.ts'
import { FromOutside, numberOf, UNSET, type Value } from './value.ts'

/** Of one record. */
const MOST_FIELDS = 1_000_000

export type Table = Map<string, Value>
/** A variable holds a value or a table; which of them shows when it is first used. */
export type Cell = Value | Table

/** What a running program holds: its variables, the record and its fields. */
export class AwkMachine {
  readonly globals = new Map<string, Cell>([
    ['FS', ' '],
    ['OFS', ' '],
    ['ORS', '\n'],
    ['RS', '\n'],
    ['SUBSEP', '\x1c'],
    ['CONVFMT', '%.6g'],
    ['OFMT', '%.6g'],
    ['NR', 0],
    ['FNR', 0],
    ['RSTART', 0],
    ['RLENGTH', -1],
  ])
  /** Variables of the functions that are running, the innermost last. */
  readonly frames: Map<string, Cell>[] = []
  /** What is to be written to stdout, and to files by name. */
  output = ''
  readonly files = new Map<string, { text: string; append: boolean }>()
  /** What commands get to read once the program has ended, by the command. */
  readonly pipes = new Map<string, string>()
  /** Steps since the last time that somebody paid for them. */
  steps = 0
  readonly random: RandomStream
  readonly seconds: () => number
  #record = ''
  #fields: string[] | undefined = []
  #dirty = false
  readonly #regexes = new Map<string, Regex>()
  readonly sys: Sys
  /** What regular expressions have cost. */
  readonly work = new Work()
  readonly effort: Effort

  constructor(sys: Sys, seconds: () => number) {
    this.sys = sys
    this.effort = new Effort(sys)
    this.random = sys.random('awk')
    this.seconds = seconds
  }

  #scope(name: string): Map<string, Cell> {
    const frame = this.frames.at(-1)
    return frame?.has(name) ? frame : this.globals
  }

  get(name: string): Value {
    if (name === 'NF') return this.#split().length
    const cell = this.#scope(name).get(name) ?? UNSET
    if (cell instanceof Map) throw new AwkError(`cmd. line:1: attempt to use array ${name} in a scalar context`)
    return cell
  }

  set(name: string, value: Value): Value {
    if (name === 'NF') {
      const fields = this.#split()
      const count = Math.max(0, Math.trunc(numberOf(value)))
      this.#reach(count)
      fields.length = count
      this.#dirty = true
    } else this.#scope(name).set(name, value)
    return value
  }

  table(name: string): Table {
    const scope = this.#scope(name)
    const cell = scope.get(name)
    if (cell instanceof Map) return cell
    const table: Table = new Map()
    scope.set(name, table)
    return table
  }

  text(name: string): string {
    return textOf(this.get(name))
  }

  get record(): string {
    if (this.#dirty) {
      this.#record = (this.#fields ?? []).join(this.text('OFS'))
      this.#dirty = false
    }
    return this.#record
  }

  set record(text: string) {
    this.#record = text
    this.#fields = undefined
    this.#dirty = false
  }

  field(index: number): Value {
    if (index < 0) throw new AwkError('cmd. line:1: Access to negative field')
    if (index === 0) return new FromOutside(this.record)
    const text = this.#split()[index - 1]
    return text === undefined ? UNSET : new FromOutside(text)
  }

  setField(index: number, value: Value): Value {
    if (index === 0) this.record = textOf(value)
    else {
      const fields = this.#split()
      this.#reach(index)
      fields[index - 1] = textOf(value, this.text('CONVFMT'))
      this.#dirty = true
    }
    return value
  }

  /** There are fields up to this one. */
  #reach(index: number): void {
    const fields = this.#split()
    if (index > MOST_FIELDS) throw new OutOfMemory(`not simulated: ${index} fields`)
    while (fields.length < index) fields.push('')
  }

  #split(): string[] {
    this.#fields ??= this.splitText(this.#record, this.text('FS'))
    return this.#fields
  }

  /** As FS and split's third argument part a text: a blank means any white space. */
  splitText(text: string, separator: string): string[] {
    if (text === '') return []
    if (separator === ' ') return text.split(/[ \t\n]+/).filter((field) => field !== '')
    if (separator === '') return [...text]
    // One character alone is no pattern, whatever it would mean in one.
    if (separator.length === 1) return text.split(separator)
    const fields: string[] = []
    let from = 0
    for (const { start, end } of this.regex(separator).all(text, this.work)) {
      if (end === start) continue
      fields.push(text.slice(from, start))
      from = end
    }
    return [...fields, text.slice(from)]
  }

  regex(source: string): Regex {
    let regex = this.#regexes.get(source)
    if (!regex) {
      const read = regexFor(this.sys, source, { kind: 'extended', escapes: 'awk' })
      if (typeof read === 'string') throw new AwkError(`cmd. line:1: bad regex '${source}': ${read}`)
      regex = read
      this.#regexes.set(source, regex)
    }
    return regex
  }
}
