import { ownValue } from '../../../lib/own.ts'
import { LIMITS } from '../../limits.ts'
import { OutOfMemory } from '../../memory.ts'
import { compare } from './compare.ts'
import { textOf } from './format.ts'
import { type Arguments, BUILTINS } from './functions.ts'
import type { AwkMachine } from './machine.ts'
import { AwkError, type Token } from './tokens.ts'
import { isTrue, numberOf, UNSET, type Value } from './value.ts'

export type Expression = (machine: AwkMachine) => Value

/** A place in a table is as much work as so many words. */
const TABLE_WORDS = 3

/** What an expression is besides its value: something to assign to, a table's name, a regular expression. */
export interface Parsed {
  readonly value: Expression
  readonly assign?: (machine: AwkMachine, value: Value) => Value
  readonly name?: string
  readonly regex?: string
  /** (i, j), for `(i, j) in table`. */
  readonly group?: readonly Expression[]
}

/** What a call of the program's own functions does. */
export type CallFunction = (machine: AwkMachine, name: string, args: readonly Parsed[]) => Value

/** Reads tokens one after the other. */
export class ExpressionParser {
  protected readonly tokens: readonly Token[]
  protected at = 0
  /** In the operands of print, > is where the output goes. */
  protected inPrint = false
  readonly #callFunction: CallFunction

  constructor(tokens: readonly Token[], callFunction: CallFunction) {
    this.tokens = tokens
    this.#callFunction = callFunction
  }

  protected get token(): Token {
    return this.tokens[this.at] as Token
  }

  protected is(text: string): boolean {
    const { token } = this
    return (token.kind === 'sign' || token.kind === 'word') && token.text === text
  }

  protected take(text: string): boolean {
    if (!this.is(text)) return false
    this.at++
    return true
  }

  protected expect(text: string): void {
    if (!this.take(text)) throw unexpected()
  }

  protected skipNewlines(): void {
    while (this.token.kind === 'newline') this.at++
  }

  expression(): Parsed {
    const left = this.#conditional()
    const { assign } = left
    const operator = this.token.kind === 'sign' ? this.token.text : ''
    if (!assign || !/^(?:=|\+=|-=|\*=|\/=|%=|\^=|\*\*=)$/.test(operator)) return left
    this.at++
    const right = this.expression().value
    if (operator === '=') return { value: (machine) => assign(machine, right(machine)) }
    const apply = ownValue(ARITHMETIC, operator.slice(0, -1)) as (a: number, b: number) => number
    return {
      value: (machine) => {
        const operand = numberOf(right(machine))
        return assign(machine, apply(numberOf(left.value(machine)), operand))
      },
    }
  }

  #conditional(): Parsed {
    const condition = this.#or()
    if (!this.take('?')) return condition
    this.skipNewlines()
    const yes = this.expression().value
    this.skipNewlines()
    this.expect(':')
    this.skipNewlines()
    const no = this.expression().value
    return { value: (machine) => (isTrue(condition.value(machine)) ? yes(machine) : no(machine)) }
  }

  #or(): Parsed {
    let left = this.#and()
    while (this.take('||')) {
      this.skipNewlines()
      const [a, b] = [left.value, this.#and().value]
      left = { value: (machine) => (isTrue(a(machine)) || isTrue(b(machine)) ? 1 : 0) }
    }
    return left
  }

  #and(): Parsed {
    let left = this.#membership()
    while (this.take('&&')) {
      this.skipNewlines()
      const [a, b] = [left.value, this.#membership().value]
      left = { value: (machine) => (isTrue(a(machine)) && isTrue(b(machine)) ? 1 : 0) }
    }
    return left
  }

  #membership(): Parsed {
    let left = this.#match()
    while (this.take('in')) {
      const { token } = this
      if (token.kind !== 'name') throw unexpected()
      this.at++
      const key = keyOf(left.group ?? [left.value])
      left = { value: (machine) => (machine.table(token.text).has(key(machine)) ? 1 : 0) }
    }
    return left
  }

  #match(): Parsed {
    let left = this.#comparison()
    for (;;) {
      const negated = this.is('!~')
      if (!negated && !this.is('~')) return left
      this.at++
      const [subject, pattern] = [left.value, this.#comparison()]
      left = {
        value: (machine) => {
          const source = pattern.regex ?? textOf(pattern.value(machine))
          return machine.regex(source).test(textOf(subject(machine)), machine.work) !== negated ? 1 : 0
        },
      }
    }
  }

  #comparison(): Parsed {
    const left = this.#concatenation()
    const operator = this.token.kind === 'sign' ? this.token.text : ''
    const holds = ownValue(COMPARISONS, operator)
    if (!holds || (operator === '>' && this.inPrint)) return left
    this.at++
    const [a, b] = [left.value, this.#concatenation().value]
    return { value: (machine) => (holds(compare(a(machine), b(machine))) ? 1 : 0) }
  }

  #concatenation(): Parsed {
    let left = this.#sum('+-', () => this.#sum('*/%', () => this.#unary()))
    while (this.#beginsOperand()) {
      const [a, b] = [left.value, this.#sum('+-', () => this.#sum('*/%', () => this.#unary())).value]
      left = {
        value: (machine) => {
          const format = machine.text('CONVFMT')
          const text = textOf(a(machine), format) + textOf(b(machine), format)
          if (text.length > LIMITS.text) throw new OutOfMemory()
          return text
        },
      }
    }
    return left
  }

  #beginsOperand(): boolean {
    const { token } = this
    if (token.kind === 'sign') return /^(?:[($!-]|\+\+|--|-)$/.test(token.text) && token.text !== '-'
    return token.kind !== 'word' && token.kind !== 'newline' && token.kind !== 'end'
  }

  #sum(operators: string, operand: () => Parsed): Parsed {
    let left = operand()
    for (;;) {
      const { token } = this
      if (token.kind !== 'sign' || token.text.length !== 1 || !operators.includes(token.text)) return left
      this.at++
      const apply = ownValue(ARITHMETIC, token.text) as (a: number, b: number) => number
      const [a, b] = [left.value, operand().value]
      left = { value: (machine) => apply(numberOf(a(machine)), numberOf(b(machine))) }
    }
  }

  #unary(): Parsed {
    if (this.take('!')) {
      const operand = this.#unary().value
      return { value: (machine) => (isTrue(operand(machine)) ? 0 : 1) }
    }
    const negative = this.is('-')
    if (negative || this.is('+')) {
      this.at++
      const operand = this.#unary().value
      return { value: (machine) => (negative ? -1 : 1) * numberOf(operand(machine)) }
    }
    return this.#power()
  }

  #power(): Parsed {
    const base = this.#increment()
    if (!this.take('^') && !this.take('**')) return base
    const exponent = this.#unary().value
    return { value: (machine) => numberOf(base.value(machine)) ** numberOf(exponent(machine)) }
  }

  #increment(): Parsed {
    for (const [sign, by] of STEPS) {
      if (!this.take(sign)) continue
      const operand = this.#primary()
      const { assign } = operand
      if (!assign) throw unexpected()
      return { value: (machine) => assign(machine, numberOf(operand.value(machine)) + by) }
    }
    const operand = this.#primary()
    const { assign } = operand
    for (const [sign, by] of STEPS) {
      if (!assign || !this.take(sign)) continue
      return {
        value: (machine) => {
          const before = numberOf(operand.value(machine))
          assign(machine, before + by)
          return before
        },
      }
    }
    return operand
  }

  #primary(): Parsed {
    const { token } = this
    this.at++
    switch (token.kind) {
      case 'number':
        return { value: () => token.value }
      case 'string':
        return { value: () => token.text }
      case 'regex':
        return {
          value: (machine) => (machine.regex(token.text).test(machine.record, machine.work) ? 1 : 0),
          regex: token.text,
        }
      case 'call':
        return this.#call(token.text)
      case 'name':
        return this.#variable(token.text)
      case 'sign':
        if (token.text === '$') return fieldOf(this.#increment().value)
        if (token.text === '(') return this.#grouping()
    }
    throw unexpected()
  }

  #grouping(): Parsed {
    const outside = this.inPrint
    this.inPrint = false
    const inside = this.list(')')
    this.inPrint = outside
    if (inside.length === 1) {
      const { value } = inside[0] as Parsed
      return { value }
    }
    return { value: () => '', group: inside.map(({ value }) => value) }
  }

  #variable(name: string): Parsed {
    if (this.take('[')) {
      const key = keyOf(this.list(']').map(({ value }) => value))
      return {
        value: (machine) => {
          const [table, index] = [machine.table(name), key(machine)]
          const found = table.get(index)
          if (found !== undefined) return found
          // Looking makes it.
          table.set(index, UNSET)
          return UNSET
        },
        assign: (machine, value) => {
          machine.sys.work('word', TABLE_WORDS)
          machine.table(name).set(key(machine), value)
          return value
        },
      }
    }
    if (name === 'length') return { value: (machine) => machine.record.length }
    return { value: (machine) => machine.get(name), assign: (machine, value) => machine.set(name, value), name }
  }

  #call(name: string): Parsed {
    this.expect('(')
    const outside = this.inPrint
    this.inPrint = false
    const args = this.list(')')
    this.inPrint = outside
    const builtin = Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined
    if (!builtin) return { value: (machine) => this.#callFunction(machine, name, args) }
    return {
      value: (machine) =>
        (name === 'length' ? lengthOf(machine, args[0]) : undefined) ?? builtin(argumentsOf(machine, args)),
    }
  }

  /** Expressions with commas between, up to a closing sign. */
  list(end: string): Parsed[] {
    const items: Parsed[] = []
    this.skipNewlines()
    while (!this.take(end)) {
      if (items.length > 0) this.expect(',')
      this.skipNewlines()
      items.push(this.expression())
      this.skipNewlines()
    }
    return items
  }
}

export function unexpected(): AwkError {
  return new AwkError('cmd. line:1: Unexpected token')
}

const STEPS = [
  ['++', 1],
  ['--', -1],
] as const

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => {
    if (b === 0) throw new AwkError('cmd. line:1: Division by zero')
    return a / b
  },
  '%': (a, b) => {
    if (b === 0) throw new AwkError('cmd. line:1: Division by zero')
    return a % b
  },
  '^': (a, b) => a ** b,
  '**': (a, b) => a ** b,
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

function fieldOf(index: Expression): Parsed {
  return {
    value: (machine) => machine.field(Math.trunc(numberOf(index(machine)))),
    assign: (machine, value) => machine.setField(Math.trunc(numberOf(index(machine))), value),
  }
}

/** Several indices are one, with SUBSEP between. */
export function keyOf(parts: readonly Expression[]): (machine: AwkMachine) => string {
  return (machine) => parts.map((part) => textOf(part(machine), machine.text('CONVFMT'))).join(machine.text('SUBSEP'))
}

/** length of a table is how many entries it has. */
function lengthOf(machine: AwkMachine, arg: Parsed | undefined): number | undefined {
  if (arg?.name === undefined) return undefined
  const cell = machine.frames.at(-1)?.get(arg.name) ?? machine.globals.get(arg.name)
  return cell instanceof Map ? cell.size : undefined
}

function argumentsOf(machine: AwkMachine, args: readonly Parsed[]): Arguments {
  return {
    machine,
    values: args.map(
      ({ value }) =>
        () =>
          value(machine),
    ),
    regex: (index) => args[index]?.regex ?? textOf(args[index]?.value(machine) ?? ''),
    table: (index) => {
      const name = args[index]?.name
      if (name === undefined) throw unexpected()
      return machine.table(name)
    },
    assign: (index, value) => {
      args[index]?.assign?.(machine, value)
    },
  }
}
