import type { Task } from '../../engine/program-api/task.ts'
import { Effort } from '../effort.ts'
import { LIMITS } from '../limits.ts'
import { BadOption, parseOptions } from '../options.ts'
import { absolute, type Call, errorText, fail, print, type Tool } from '../tool.ts'
import { allLines } from './lines.ts'
import { payForMatching, type Regex, Work } from './posix-regex.ts'
import { type Address, type Instruction, readScript, SedProblem } from './sed-script.ts'

const LONG = {
  quiet: 'n',
  silent: 'n',
  expression: 'e',
  file: 'f',
  'regexp-extended': 'E',
  separate: 's',
  unbuffered: 'u',
  posix: 'p',
}

export const sed: Tool = function* (call) {
  const inPlace = call.args.find((arg) => /^-[nErs]*i|^--in-place/.test(arg))
  const rest = call.args.flatMap((arg) => (arg === inPlace ? [arg.replace(/^--in-place.*|i.*$/, '')] : [arg]))
  const options = parseOptions(
    rest.filter((arg) => arg !== '-' && arg !== ''),
    'nErsupe:f:',
    LONG,
  )
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const scripts = [...options.values('e')]
  for (const name of options.values('f')) {
    const file = call.sys.files.read(absolute(call.sys.cwd, name))
    if (typeof file === 'string') return yield* fail(call, `couldn't open file ${name}: ${errorText(file)}`)
    scripts.push(file.text)
  }
  const script = scripts.length > 0 ? scripts.join('\n') : options.operands[0]
  const names = scripts.length > 0 ? options.operands : options.operands.slice(1)
  if (script === undefined) return yield* fail(call, 'no script')
  const kind = options.has('E') || options.has('r') ? 'extended' : 'basic'
  const run = function* (stdout: Call, files: readonly string[]): Task<number> {
    // Read anew for every file: what ranges have begun belongs to one run.
    const editor = new Editor(stdout, readScript(call.sys, script, kind), options.has('n'))
    return yield* editor.run(files)
  }
  try {
    if (inPlace === undefined) return yield* run(call, names)
    const suffix = /^-[nErs]*i(.*)$|^--in-place=?(.*)$/.exec(inPlace)
    return yield* editInPlace(call, names, (suffix?.[1] ?? suffix?.[2]) || '', run)
  } catch (error) {
    if (error instanceof SedProblem) return yield* fail(call, error.message)
    throw error
  }
}

function* editInPlace(
  call: Call,
  names: readonly string[],
  suffix: string,
  run: (call: Call, files: readonly string[]) => Task<number>,
): Task<number> {
  let status = 0
  const { files } = call.sys
  for (const name of names) {
    const path = absolute(call.sys.cwd, name)
    const before = files.read(path)
    const capture = call.sys.capture()
    const code = yield* run({ ...call, stdout: capture.writer }, [name])
    status = code || status
    if (typeof before === 'string') continue
    if (suffix !== '') files.write(`${path}${suffix}`, before.text)
    const error = files.write(path, capture.text())
    if (error) status = yield* fail(call, `couldn't open temporary file: ${errorText(error)}`, 4)
  }
  return status
}

/** Rounds in one cycle: a branch that goes back for ever is a loop like any other, and costs its time. */
class Editor {
  readonly #call: Call
  readonly #program: readonly Instruction[]
  readonly #quiet: boolean
  readonly #work = new Work()
  readonly #effort: Effort
  #lines: readonly string[] = []
  #at = 0
  #space = ''
  #hold = ''
  #appended = ''
  #output = ''
  #replaced = false
  #lastRegex: Regex | undefined
  #exit: number | undefined

  constructor(call: Call, program: readonly Instruction[], quiet: boolean) {
    this.#call = call
    this.#program = program
    this.#quiet = quiet
    this.#effort = new Effort(call.sys)
  }

  *run(files: readonly string[]): Task<number> {
    const { lines, status } = yield* allLines(this.#call, files)
    this.#lines = lines
    let again = false
    while (this.#exit === undefined && (again || this.#at < lines.length)) {
      if (!again) this.#space = lines[this.#at++] as string
      this.#replaced = false
      again = (yield* this.#cycle()) === 'again'
      if (this.#output.length > LIMITS.block && (yield* this.#flush()) !== 0) return 4
    }
    return (yield* this.#flush()) || (this.#exit ?? status)
  }

  *#flush(): Task<number> {
    const text = this.#output
    this.#output = ''
    return yield* print(this.#call, text)
  }

  /** `again`: D begins anew with what is left. */
  *#cycle(): Task<'next' | 'again'> {
    for (let pc = 0; pc < this.#program.length; pc++) {
      const instruction = this.#program[pc] as Instruction
      if (this.#effort.step(1 + this.#space.length / 256)) yield* this.#effort.pay()
      const applies = this.#applies(instruction)
      yield* payForMatching(this.#effort, this.#work)
      if (applies === instruction.negated) {
        if (instruction.command === '{') pc = instruction.to_
        continue
      }
      switch (instruction.command) {
        case 'b':
          pc = instruction.to_ - 1
          break
        case 't':
        case 'T':
          if (this.#replaced === (instruction.command === 't')) pc = instruction.to_ - 1
          this.#replaced = false
          break
        case 'd':
          this.#end(false)
          return 'next'
        case 'D': {
          const newline = this.#space.indexOf('\n')
          this.#end(false)
          if (newline < 0) return 'next'
          this.#space = this.#space.slice(newline + 1)
          return 'again'
        }
        case 'c':
          if (!instruction.to || !instruction.active || instruction.negated) this.#output += `${instruction.text}\n`
          this.#end(false)
          return 'next'
        case 'n':
        case 'N':
          if (this.#at >= this.#lines.length) {
            this.#end(!this.#quiet)
            this.#exit ??= 0
            return 'next'
          }
          if (instruction.command === 'n') {
            if (!this.#quiet) this.#output += `${this.#space}\n`
            this.#space = ''
          } else this.#space += '\n'
          this.#output += this.#appended
          this.#appended = ''
          this.#space += this.#lines[this.#at++] as string
          if (this.#space.length > LIMITS.text) throw new SedProblem('out of memory')
          break
        case 'q':
        case 'Q':
          this.#end(instruction.command === 'q' && !this.#quiet)
          this.#exit = Number(instruction.text || '0')
          return 'next'
        default:
          yield* this.#simple(instruction)
      }
    }
    this.#end(!this.#quiet)
    return 'next'
  }

  #end(printed: boolean): void {
    if (printed) this.#output += `${this.#space}\n`
    this.#output += this.#appended
    this.#appended = ''
  }

  *#simple(instruction: Instruction): Task<void> {
    const { command, text } = instruction
    switch (command) {
      case 's':
        yield* this.#substitute(instruction)
        return
      case 'y':
        this.#space = [...this.#space].map((char) => transliterate(text, char)).join('')
        return
      case 'p':
        this.#output += `${this.#space}\n`
        return
      case 'P':
        this.#output += `${this.#space.split('\n', 1)[0]}\n`
        return
      case '=':
        this.#output += `${this.#at}\n`
        return
      case 'l':
        this.#output += `${this.#space.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n')}$\n`
        return
      case 'i':
        this.#output += `${text}\n`
        return
      case 'a':
        this.#appended += `${text}\n`
        return
      case 'r': {
        const file = this.#call.sys.files.read(absolute(this.#call.sys.cwd, text))
        if (typeof file !== 'string') this.#appended += file.text
        return
      }
      case 'w':
        this.#call.sys.files.write(absolute(this.#call.sys.cwd, text), `${this.#space}\n`, 'append')
        return
      case 'g':
        this.#space = this.#hold
        return
      case 'G':
        this.#space += `\n${this.#hold}`
        break
      case 'h':
        this.#hold = this.#space
        return
      case 'H':
        this.#hold += `\n${this.#space}`
        break
      case 'x': {
        const space = this.#space
        this.#space = this.#hold
        this.#hold = space
        return
      }
      case 'z':
        this.#space = ''
        return
    }
    if (Math.max(this.#space.length, this.#hold.length) > LIMITS.text) throw new SedProblem('out of memory')
  }

  *#substitute({ regex: own, text, which = 1, all, print: printed, file }: Instruction): Task<void> {
    const regex = own ?? this.#lastRegex
    if (!regex) throw new SedProblem('no previous regular expression')
    this.#lastRegex = regex
    let count = 0
    let copied = 0
    let result = ''
    for (const { start, end, groups } of regex.all(this.#space, this.#work)) {
      yield* payForMatching(this.#effort, this.#work)
      if (++count < which) continue
      result += this.#space.slice(copied, start) + replacement(text, groups)
      copied = end
      if (result.length > LIMITS.text) throw new SedProblem('out of memory')
      if (!all) break
    }
    yield* payForMatching(this.#effort, this.#work)
    if (count < which) return
    this.#space = result + this.#space.slice(copied)
    this.#replaced = true
    if (printed) this.#output += `${this.#space}\n`
    if (file !== undefined) {
      this.#call.sys.files.write(absolute(this.#call.sys.cwd, file), `${this.#space}\n`, 'append')
    }
  }

  #matches(address: Address): boolean {
    switch (address.kind) {
      case 'line':
        return address.number === this.#at
      case 'every':
        return address.step <= 0
          ? this.#at === address.first
          : this.#at >= address.first && (this.#at - address.first) % address.step === 0
      case 'last':
        return this.#at >= this.#lines.length
      case 'regex': {
        const regex = address.regex ?? this.#lastRegex
        this.#lastRegex = regex
        return regex?.test(this.#space, this.#work) ?? false
      }
      case 'more':
        return false
    }
  }

  #applies(instruction: Instruction): boolean {
    const { from, to } = instruction
    if (!from) return true
    if (!to) return this.#matches(from)
    if (instruction.active) {
      const ends = to.kind === 'line' || to.kind === 'more' ? this.#at >= instruction.until : this.#matches(to)
      if (ends) instruction.active = false
      return to.kind !== 'line' || this.#at <= instruction.until
    }
    // 0,/pattern/ may end on the first line.
    const fromZero = from.kind === 'line' && from.number === 0
    if (fromZero ? this.#at !== 1 : !this.#matches(from)) return false
    instruction.until = to.kind === 'line' ? to.number : to.kind === 'more' ? this.#at + to.count : 0
    instruction.active =
      to.kind === 'line' || to.kind === 'more'
        ? instruction.until > this.#at
        : to.kind === 'last'
          ? this.#at < this.#lines.length
          : !fromZero || !this.#matches(to)
    return true
  }
}

function transliterate(sets: string, char: string): string {
  const chars = [...sets]
  const half = chars.length / 2
  const at = chars.indexOf(char)
  return at >= 0 && at < half ? (chars[at + half] as string) : char
}

/** & is what was found, \1 what a parenthesis took; \U, \L, \u, \l and \E change cases, as GNU's and busybox' do. */
function replacement(text: string, groups: readonly (string | undefined)[]): string {
  let result = ''
  let mode: 'U' | 'L' | undefined
  let once: 'u' | 'l' | undefined
  const add = (piece: string): void => {
    let changed = mode === 'U' ? piece.toUpperCase() : mode === 'L' ? piece.toLowerCase() : piece
    if (once && changed !== '') {
      const first = once === 'u' ? changed.slice(0, 1).toUpperCase() : changed.slice(0, 1).toLowerCase()
      changed = first + changed.slice(1)
      once = undefined
    }
    result += changed
  }
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string
    if (char === '&') add(groups[0] ?? '')
    else if (char !== '\\') add(char)
    else {
      const next = text[++i] ?? '\\'
      if (/\d/.test(next)) add(groups[Number(next)] ?? '')
      else if (next === 'n') add('\n')
      else if (next === 't') add('\t')
      else if (next === 'U' || next === 'L') mode = next
      else if (next === 'E') mode = undefined
      else if (next === 'u' || next === 'l') once = next
      else add(next)
    }
  }
  return result
}
