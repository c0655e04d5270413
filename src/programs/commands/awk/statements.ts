import type { Task } from '../../../engine/program-api/task.ts'
import { type Expression, ExpressionParser, keyOf, type Parsed, unexpected } from './expressions.ts'
import { formatText, textOf } from './format.ts'
import type { AwkMachine, Cell } from './machine.ts'
import { AwkError, type Token } from './tokens.ts'
import { isTrue, UNSET, type Value } from './value.ts'

/** Why a statement did not simply end. */
export type Leave =
  | { readonly kind: 'break' | 'continue' | 'next' }
  | { readonly kind: 'exit' | 'return'; readonly value: Value }

/** Yields are for whoever runs the program: steps are to be paid for. */
export type Statement = (machine: AwkMachine) => Task<Leave | undefined>

export interface Rule {
  readonly when: 'BEGIN' | 'END' | readonly Expression[]
  readonly action: Statement
}

interface AwkFunction {
  readonly parameters: readonly string[]
  readonly body: Statement
}

/** A function runs within an expression, which nobody can interrupt. */
const LONGEST_CALL = 2_000_000
const DEEPEST_CALL = 200
/** What a step takes, in commands of a shell. */
const STEP = 0.5
/** Of a function that is called: a frame, and all that is between it and the next. */
const CALL = 8

export function parseProgram(tokens: readonly Token[]): readonly Rule[] {
  return new Parser(tokens).program()
}

/** A statement that is done in one go. */
function atOnce(act: (machine: AwkMachine) => Leave | undefined): Statement {
  // biome-ignore lint/correctness/useYield: it takes no time
  return function* (machine) {
    return act(machine)
  }
}

const printRecord = atOnce((machine) => {
  machine.output += machine.record + machine.text('ORS')
  return undefined
})

class Parser extends ExpressionParser {
  readonly #functions: Map<string, AwkFunction>

  constructor(tokens: readonly Token[]) {
    const functions = new Map<string, AwkFunction>()
    super(tokens, (machine, name, args) => {
      const called = functions.get(name)
      if (!called) throw new AwkError('cmd. line:1: Call to undefined function')
      return callFunction(machine, called, args)
    })
    this.#functions = functions
  }

  program(): Rule[] {
    const rules: Rule[] = []
    for (;;) {
      while (this.token.kind === 'newline' || this.is(';')) this.at++
      if (this.token.kind === 'end') return rules
      if (this.take('function') || this.take('func')) this.#function()
      else rules.push(this.#rule())
    }
  }

  #function(): void {
    const { token } = this
    if (token.kind !== 'call' && token.kind !== 'name') throw unexpected()
    this.at++
    this.expect('(')
    const parameters = this.list(')').map(({ name }) => name ?? '')
    this.skipNewlines()
    this.#functions.set(token.text, { parameters, body: this.#block() })
  }

  #rule(): Rule {
    const special = this.take('BEGIN') ? 'BEGIN' : this.take('END') ? 'END' : undefined
    if (special) return { when: special, action: this.#block() }
    const when: Expression[] = []
    if (!this.is('{')) {
      when.push(this.expression().value)
      if (this.take(',')) {
        this.skipNewlines()
        when.push(this.expression().value)
      }
    }
    return { when, action: this.is('{') ? this.#block() : printRecord }
  }

  #block(): Statement {
    this.expect('{')
    const statements: Statement[] = []
    for (;;) {
      while (this.token.kind === 'newline' || this.is(';')) this.at++
      if (this.take('}')) break
      statements.push(this.#statement())
    }
    return function* (machine) {
      for (const statement of statements) {
        const left = yield* statement(machine)
        if (left) return left
      }
      return undefined
    }
  }

  #statement(): Statement {
    if (this.is('{')) return this.#block()
    if (this.take('if')) return this.#if()
    if (this.take('while')) {
      const condition = this.#condition()
      return loop(undefined, condition, undefined, this.#body())
    }
    if (this.take('do')) return this.#do()
    if (this.take('for')) return this.#for()
    const statement = this.#simple()
    if (!this.take(';') && !this.is('}')) {
      if (this.token.kind !== 'newline') throw unexpected()
      this.at++
    }
    return statement
  }

  #condition(): Expression {
    this.expect('(')
    const { value } = this.expression()
    this.expect(')')
    return value
  }

  #body(): Statement {
    this.skipNewlines()
    return this.take(';') ? NOTHING : this.#statement()
  }

  #if(): Statement {
    const condition = this.#condition()
    const yes = this.#body()
    const back = this.at
    while (this.token.kind === 'newline' || this.is(';')) this.at++
    let no = NOTHING
    if (this.take('else')) no = this.#body()
    else this.at = back
    return (machine) => (isTrue(condition(machine)) ? yes(machine) : no(machine))
  }

  #do(): Statement {
    const body = this.#body()
    while (this.token.kind === 'newline' || this.is(';')) this.at++
    this.expect('while')
    const condition = this.#condition()
    const rest = loop(undefined, condition, undefined, body)
    return function* (machine) {
      const left = yield* body(machine)
      if (left && left.kind !== 'continue') return left.kind === 'break' ? undefined : left
      return yield* rest(machine)
    }
  }

  #for(): Statement {
    this.expect('(')
    const [variable, word, table] = [this.token, this.tokens[this.at + 1], this.tokens[this.at + 2]]
    const closing = this.tokens[this.at + 3]
    if (
      variable.kind === 'name' &&
      word?.kind === 'word' &&
      word.text === 'in' &&
      table?.kind === 'name' &&
      closing?.kind === 'sign' &&
      closing.text === ')'
    ) {
      this.at += 4
      return forIn(variable.text, table.text, this.#body())
    }
    const start = this.is(';') ? NOTHING : this.#simple()
    this.expect(';')
    this.skipNewlines()
    const condition = this.is(';') ? () => 1 : this.expression().value
    this.expect(';')
    this.skipNewlines()
    const step = this.is(')') ? NOTHING : this.#simple()
    this.expect(')')
    return loop(start, condition, step, this.#body())
  }

  #simple(): Statement {
    const { token } = this
    const word = token.kind === 'word' ? token.text : ''
    if (word === 'break' || word === 'continue' || word === 'next') {
      this.at++
      const left = { kind: word } as const
      return atOnce(() => left)
    }
    if (word === 'exit' || word === 'return') {
      this.at++
      const ended = this.token.kind === 'newline' || this.is(';') || this.is('}')
      const value = ended ? () => UNSET : this.expression().value
      return atOnce((machine) => ({ kind: word, value: value(machine) }))
    }
    if (word === 'delete') return this.#delete()
    if (word === 'print' || word === 'printf') return this.#print(word)
    const { value } = this.expression()
    return atOnce((machine) => {
      value(machine)
      return undefined
    })
  }

  #delete(): Statement {
    this.at++
    const { token } = this
    if (token.kind !== 'name') throw unexpected()
    this.at++
    const key = this.take('[') ? keyOf(this.list(']').map(({ value }) => value)) : undefined
    return atOnce((machine) => {
      const table = machine.table(token.text)
      if (key) table.delete(key(machine))
      else table.clear()
      return undefined
    })
  }

  #print(word: 'print' | 'printf'): Statement {
    this.at++
    this.inPrint = true
    const items: Expression[] = []
    const ended = (): boolean =>
      this.token.kind === 'newline' || ['}', ';', '>', '>>', '|'].some((sign) => this.is(sign))
    while (!ended()) {
      const { group, value } = this.expression()
      items.push(...(group ?? [value]))
      if (!this.take(',')) break
      this.skipNewlines()
    }
    this.inPrint = false
    const append = this.is('>>')
    const piped = this.is('|')
    const file = this.take('>') || this.take('>>') || this.take('|') ? this.#target() : undefined
    return atOnce((machine) => {
      const values = items.map((item) => item(machine))
      const text = word === 'printf' ? formatText(textOf(values[0] ?? ''), values.slice(1)) : line(machine, values)
      if (file && piped)
        machine.pipes.set(textOf(file(machine)), (machine.pipes.get(textOf(file(machine))) ?? '') + text)
      else if (file) writeTo(machine, textOf(file(machine)), text, append)
      else machine.output += text
      return undefined
    })
  }

  /** Where print goes to: a text or a variable, with what is set beside it in brackets only. */
  #target(): Expression {
    const { token } = this
    this.at++
    if (token.kind === 'string') return () => token.text
    if (token.kind === 'name') return (machine) => machine.get(token.text)
    if (token.kind === 'sign' && token.text === '(') {
      const [inside] = this.list(')')
      if (inside) return inside.value
    }
    throw unexpected()
  }
}

function line(machine: AwkMachine, values: readonly Value[]): string {
  if (values.length === 0) return machine.record + machine.text('ORS')
  const format = machine.text('OFMT')
  return values.map((value) => textOf(value, format)).join(machine.text('OFS')) + machine.text('ORS')
}

function writeTo(machine: AwkMachine, name: string, text: string, append: boolean): void {
  if (name === '/dev/stdout' || name === '-') {
    machine.output += text
    return
  }
  const file = machine.files.get(name)
  if (file) file.text += text
  else machine.files.set(name, { text, append })
}

const NOTHING = atOnce(() => undefined)

function loop(
  start: Statement | undefined,
  condition: Expression,
  step: Statement | undefined,
  body: Statement,
): Statement {
  return function* (machine) {
    if (start) yield* start(machine)
    while (isTrue(condition(machine))) {
      machine.steps++
      if (machine.effort.step(STEP + machine.work.take())) yield 0
      const left = yield* body(machine)
      if (left?.kind === 'break') return undefined
      if (left && left.kind !== 'continue') return left
      if (step) yield* step(machine)
    }
    return undefined
  }
}

function forIn(variable: string, table: string, body: Statement): Statement {
  return function* (machine) {
    for (const key of [...machine.table(table).keys()]) {
      machine.set(variable, key)
      const left = yield* body(machine)
      if (left?.kind === 'break') return undefined
      if (left && left.kind !== 'continue') return left
    }
    return undefined
  }
}

function callFunction(machine: AwkMachine, { parameters, body }: AwkFunction, args: readonly Parsed[]): Value {
  if (machine.frames.length >= DEEPEST_CALL) throw new AwkError('not supported here: functions this deep in each other')
  // What is owed is paid by the next statement that can wait.
  machine.effort.step(CALL)
  const frame = new Map<string, Cell>()
  for (const [index, parameter] of parameters.entries()) {
    const arg = args[index]
    const cell =
      arg?.name === undefined ? undefined : (machine.frames.at(-1)?.get(arg.name) ?? machine.globals.get(arg.name))
    frame.set(parameter, cell instanceof Map ? cell : (arg?.value(machine) ?? UNSET))
  }
  machine.frames.push(frame)
  const running = body(machine)
  let steps = 0
  for (;;) {
    const { done, value } = running.next()
    if (done) {
      machine.frames.pop()
      return value?.kind === 'return' ? value.value : UNSET
    }
    steps += machine.steps
    machine.steps = 0
    if (steps > LONGEST_CALL) throw new AwkError('not supported here: a function that runs this long')
  }
}
