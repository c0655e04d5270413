import type { Task } from '../../engine/kernel/task.ts'
import { BadOption, parseOptions } from '../options.ts'
import { absolute, type Call, fail, print, type Tool } from '../tool.ts'
import { allLines } from './lines.ts'
import { toRegExp } from './posix-regex.ts'

type Address =
  | { readonly kind: 'line'; readonly number: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'regex'; readonly regex: RegExp }

interface Instruction {
  readonly from: Address | undefined
  readonly to: Address | undefined
  readonly negated: boolean
  readonly command: string
  readonly regex?: RegExp
  readonly text: string
  readonly print?: boolean
  /** Replaces this match; 0: all. */
  readonly which?: number
  active: boolean
}

class SedProblem {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

/** The sed of one-liners: s y d p q = i a c, addresses, -n -e -i -E. */
export const sed: Tool = function* (call) {
  const inPlace = call.args.find((arg) => /^-i|^--in-place/.test(arg))
  const rest = call.args.filter((arg) => arg !== inPlace)
  const options = parseOptions(rest, 'nErse:f:', { quiet: 'n', silent: 'n', expression: 'e', 'regexp-extended': 'E' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const expressions = options.values('e')
  const script = expressions.length > 0 ? expressions.join('\n') : options.operands[0]
  const names = expressions.length > 0 ? options.operands : options.operands.slice(1)
  if (script === undefined) return yield* fail(call, 'no script')
  let program: Instruction[]
  try {
    program = new ScriptReader(script, options.has('E') || options.has('r') ? 'extended' : 'basic').read()
  } catch (error) {
    if (error instanceof SedProblem) return yield* fail(call, error.message)
    throw error
  }
  if (inPlace === undefined) return yield* runOn(call, program, names, options.has('n'))
  let status = 0
  for (const name of names) {
    const capture = call.sys.capture()
    status = (yield* runOn({ ...call, stdout: capture.writer }, program, [name], options.has('n'))) || status
    if (status === 0) call.sys.files.write(absolute(call.sys.cwd, name), capture.text())
  }
  return status
}

function* runOn(call: Call, program: readonly Instruction[], names: readonly string[], quiet: boolean): Task<number> {
  const { lines, status } = yield* allLines(call, names)
  let output = ''
  for (let i = 0; i < lines.length; i++) {
    let space = lines[i] as string
    let deleted = false
    let quits = false
    let appended = ''
    for (const instruction of program) {
      if (applies(instruction, i + 1, i === lines.length - 1, space) === instruction.negated) continue
      const { command, text } = instruction
      if (command === 's') {
        const changed = substitute(instruction, space)
        if (changed !== undefined && instruction.print) output += `${changed}\n`
        space = changed ?? space
      } else if (command === 'y') space = [...space].map((char) => transliterate(text, char)).join('')
      else if (command === 'p') output += `${space}\n`
      else if (command === '=') output += `${i + 1}\n`
      else if (command === 'i') output += `${text}\n`
      else if (command === 'a') appended += `${text}\n`
      else if (command === 'c') {
        output += `${text}\n`
        deleted = true
      } else if (command === 'd') deleted = true
      else if (command === 'q') quits = true
      if (deleted || quits) break
    }
    if (!deleted && !quiet) output += `${space}\n`
    output += appended
    if (quits) break
  }
  return (yield* print(call, output)) || status
}

function transliterate(sets: string, char: string): string {
  const half = sets.length / 2
  const at = sets.indexOf(char)
  return at >= 0 && at < half ? (sets[at + half] as string) : char
}

function substitute({ regex, text, which = 1 }: Instruction, space: string): string | undefined {
  if (!regex) return undefined
  let count = 0
  let changed = false
  const result = space.replace(new RegExp(regex.source, `${regex.flags.replace('g', '')}g`), (match, ...rest) => {
    count++
    if (which !== 0 && count !== which) return match
    changed = true
    const groups = rest.slice(
      0,
      rest.findIndex((each) => typeof each === 'number'),
    ) as (string | undefined)[]
    return text.replace(/\\([\s\S])|&/g, (found, escaped: string | undefined) => {
      if (found === '&') return match
      if (/\d/.test(escaped as string)) return escaped === '0' ? match : (groups[Number(escaped) - 1] ?? '')
      return escaped === 'n' ? '\n' : escaped === 't' ? '\t' : (escaped as string)
    })
  })
  return changed ? result : undefined
}

function matchesAddress(address: Address, number: number, isLast: boolean, line: string): boolean {
  if (address.kind === 'line') return address.number === number
  return address.kind === 'last' ? isLast : address.regex.test(line)
}

function applies(instruction: Instruction, number: number, isLast: boolean, line: string): boolean {
  const { from, to } = instruction
  if (!from) return true
  if (!to) return matchesAddress(from, number, isLast, line)
  if (instruction.active) {
    if (matchesAddress(to, number, isLast, line) || (to.kind === 'line' && number >= to.number))
      instruction.active = false
    return to.kind !== 'line' || number <= to.number
  }
  if (!matchesAddress(from, number, isLast, line)) return false
  instruction.active = to.kind === 'line' ? to.number > number : true
  return true
}

class ScriptReader {
  readonly #text: string
  readonly #kind: 'basic' | 'extended'
  #at = 0

  constructor(text: string, kind: 'basic' | 'extended') {
    this.#text = text
    this.#kind = kind
  }

  read(): Instruction[] {
    const program: Instruction[] = []
    for (;;) {
      while (/[\s;]/.test(this.#text[this.#at] ?? '')) this.#at++
      if (this.#at >= this.#text.length) return program
      program.push(this.#instruction())
    }
  }

  #instruction(): Instruction {
    const from = this.#address()
    let to: Address | undefined
    if (from && this.#text[this.#at] === ',') {
      this.#at++
      to = this.#address()
    }
    this.#skipBlanks()
    const negated = this.#text[this.#at] === '!'
    if (negated) this.#at++
    this.#skipBlanks()
    const command = this.#text[this.#at++] ?? ''
    const common = { from, to, negated, command, text: '', active: false }
    if (command === 's') return this.#substitution(common)
    if (command === 'y') {
      const delimiter = this.#text[this.#at++] as string
      return { ...common, text: this.#until(delimiter) + this.#until(delimiter) }
    }
    if ('iac'.includes(command) && command !== '') {
      const rest = /^\s*\\?\n?([^\n]*)/.exec(this.#text.slice(this.#at)) as RegExpExecArray
      this.#at += rest[0].length
      return { ...common, text: rest[1] as string }
    }
    if (command === '' || !'pdq='.includes(command)) throw new SedProblem(`unsupported command ${command}`)
    return common
  }

  #substitution(common: Omit<Instruction, 'regex'>): Instruction {
    const delimiter = this.#text[this.#at++]
    if (delimiter === undefined) throw new SedProblem('bad option in substitution expression')
    const pattern = this.#until(delimiter)
    const text = this.#until(delimiter)
    const flags = /^[gpiI0-9]*/.exec(this.#text.slice(this.#at))?.[0] ?? ''
    this.#at += flags.length
    const regex = toRegExp(pattern, this.#kind, /i/i.test(flags) ? 'i' : '')
    if (!regex) throw new SedProblem(`bad regex '${pattern}'`)
    const which = flags.includes('g') ? 0 : Number(/\d+/.exec(flags)?.[0] ?? 1)
    return { ...common, regex, text, which, print: flags.includes('p') }
  }

  #until(delimiter: string): string {
    let text = ''
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at] as string
      if (char === delimiter) {
        this.#at++
        return text
      }
      if (char === '\\' && this.#text[this.#at + 1] === delimiter) text += this.#text[++this.#at]
      else if (char === '\\') text += char + (this.#text[++this.#at] ?? '')
      else text += char
    }
    throw new SedProblem('unmatched delimiter')
  }

  #address(): Address | undefined {
    const rest = this.#text.slice(this.#at)
    const number = /^\d+/.exec(rest)?.[0]
    if (number !== undefined) {
      this.#at += number.length
      return { kind: 'line', number: Number(number) }
    }
    if (rest.startsWith('$')) {
      this.#at++
      return { kind: 'last' }
    }
    if (!rest.startsWith('/')) return undefined
    this.#at++
    const pattern = this.#until('/')
    const regex = toRegExp(pattern, this.#kind, '')
    if (!regex) throw new SedProblem(`bad regex '${pattern}'`)
    return { kind: 'regex', regex }
  }

  #skipBlanks(): void {
    while (/[ \t]/.test(this.#text[this.#at] ?? '')) this.#at++
  }
}
