import { LIMITS } from '../limits.ts'
import { readAll } from '../streams.ts'
import { absolute, errorText, fail, print, type Tool } from '../tool.ts'

/** Digits and steps that a sum may come to here. */
const MOST_SCALE = 200
const MOST_DEPTH = 100
const MOST_POWER = 5000

/** bc, for sums: + - * / % ^, comparisons, parentheses, scale and variables. Its programs are not simulated. */
export const bc: Tool = function* (call) {
  const names = call.args.filter((arg) => !arg.startsWith('-'))
  const calculator = new Calculator(call.args.some((arg) => /^-[a-z]*l|^--mathlib$/.test(arg)) ? 20 : 0)
  const texts: string[] = []
  for (const name of names) {
    const file = call.sys.files.read(absolute(call.sys.cwd, name))
    if (typeof file === 'string') return yield* fail(call, `can't open '${name}': ${errorText(file)}`)
    texts.push(file.text)
  }
  texts.push(yield* readAll(call.stdin, LIMITS.text))
  for (const statement of texts.join('\n').split(/[;\n]/)) {
    const text = statement.replace(/#.*/, '').trim()
    if (text === '') continue
    if (text === 'quit' || text === 'halt') return 0
    call.sys.work('step', 2 + text.length / 2)
    const result = calculator.line(text)
    if (result.problem !== undefined) yield* call.stderr.write(`${call.name}: ${result.problem}\n`)
    else if (result.text !== undefined && (yield* print(call, `${result.text}\n`)) !== 0) return 1
  }
  return 0
}

/** A number with its decimal places. */
interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

class BcProblem {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

class Calculator {
  readonly #variables = new Map<string, Decimal>()
  #tokens: readonly string[] = []
  #at = 0
  #depth = 0
  #scale: number

  constructor(scale: number) {
    this.#scale = scale
  }

  line(text: string): { readonly text?: string; readonly problem?: string } {
    try {
      const assignment = /^([a-z][a-z0-9_]*)\s*=(?!=)\s*(.+)$/.exec(text)
      const value = this.#whole(assignment?.[2] ?? text)
      const name = assignment?.[1]
      if (name === undefined) return { text: shown(value) }
      if (name === 'scale') this.#scale = Math.min(MOST_SCALE, Number(scaled(value, 0)))
      else this.#variables.set(name, value)
      return {}
    } catch (error) {
      if (error instanceof BcProblem) return { problem: error.message }
      throw error
    }
  }

  #whole(text: string): Decimal {
    if (/[^\w\s.()+\-*/%^<>=!]/.test(text)) throw new BcProblem('not simulated: programs of bc, only sums')
    this.#tokens = text.match(/\d*\.?\d+|\d+\.|[a-z]\w*|[<>=!]=|[-+*/%^()<>]/g) ?? []
    this.#at = 0
    this.#depth = 0
    const value = this.#comparison()
    if (this.#at < this.#tokens.length) throw new BcProblem('syntax error')
    return value
  }

  #take(...operators: string[]): string | undefined {
    const token = this.#tokens[this.#at]
    if (token === undefined || !operators.includes(token)) return undefined
    this.#at++
    return token
  }

  #comparison(): Decimal {
    const left = this.#sum()
    const operator = this.#take('==', '!=', '<=', '>=', '<', '>')
    if (!operator) return left
    const right = this.#sum()
    const scale = Math.max(left.scale, right.scale)
    const [a, b] = [scaled(left, scale), scaled(right, scale)]
    const holds =
      operator === '=='
        ? a === b
        : operator === '!='
          ? a !== b
          : operator === '<'
            ? a < b
            : operator === '>'
              ? a > b
              : operator === '<='
                ? a <= b
                : a >= b
    return { digits: holds ? 1n : 0n, scale: 0 }
  }

  #sum(): Decimal {
    let left = this.#product()
    for (let operator = this.#take('+', '-'); operator; operator = this.#take('+', '-')) {
      const right = this.#product()
      const scale = Math.max(left.scale, right.scale)
      const [a, b] = [scaled(left, scale), scaled(right, scale)]
      left = { digits: operator === '+' ? a + b : a - b, scale }
    }
    return left
  }

  #product(): Decimal {
    let left = this.#power()
    for (let operator = this.#take('*', '/', '%'); operator; operator = this.#take('*', '/', '%')) {
      const right = this.#power()
      if (operator === '*') {
        const exact = { digits: left.digits * right.digits, scale: left.scale + right.scale }
        const scale = Math.min(exact.scale, Math.max(this.#scale, left.scale, right.scale))
        left = { digits: scaled(exact, scale), scale }
        continue
      }
      if (right.digits === 0n) throw new BcProblem('divide by zero')
      const quotient = scaled(left, this.#scale + right.scale) / right.digits
      if (operator === '/') left = { digits: quotient, scale: this.#scale }
      else {
        const scale = Math.max(left.scale, right.scale + this.#scale)
        const taken = { digits: quotient * right.digits, scale: this.#scale + right.scale }
        left = { digits: scaled(left, scale) - scaled(taken, scale), scale }
      }
    }
    return left
  }

  #power(): Decimal {
    const base = this.#primary()
    if (!this.#take('^')) return base
    const exponent = Number(scaled(this.#power(), 0))
    if (exponent < 0 || exponent > MOST_POWER) throw new BcProblem('not simulated: this power')
    const exact = { digits: base.digits ** BigInt(exponent), scale: base.scale * exponent }
    const scale = Math.min(exact.scale, Math.max(this.#scale, base.scale))
    return { digits: scaled(exact, scale), scale }
  }

  #primary(): Decimal {
    if (++this.#depth > MOST_DEPTH * 100) throw new BcProblem('not simulated: a sum of this size')
    const token = this.#tokens[this.#at++]
    if (token === undefined) throw new BcProblem('syntax error')
    if (token === '-') {
      const value = this.#power()
      return { digits: -value.digits, scale: value.scale }
    }
    if (token === '(') {
      const value = this.#comparison()
      if (!this.#take(')')) throw new BcProblem('syntax error')
      return value
    }
    if (/^[\d.]/.test(token)) {
      const [whole = '', fraction = ''] = token.split('.')
      return { digits: BigInt(`${whole}${fraction}` || '0'), scale: fraction.length }
    }
    if (token === 'scale') return { digits: BigInt(this.#scale), scale: 0 }
    if (this.#tokens[this.#at] === '(') throw new BcProblem(`not simulated: ${token}()`)
    if (!/^[a-z]/.test(token)) throw new BcProblem('syntax error')
    return this.#variables.get(token) ?? { digits: 0n, scale: 0 }
  }
}

/** With so many decimal places; those that are too many are cut off. */
function scaled({ digits, scale }: Decimal, to: number): bigint {
  return to >= scale ? digits * 10n ** BigInt(to - scale) : digits / 10n ** BigInt(scale - to)
}

/** bc writes no zero before the point. */
function shown({ digits, scale }: Decimal): string {
  const text = String(digits < 0n ? -digits : digits).padStart(scale, '0')
  const whole = text.slice(0, text.length - scale)
  const sign = digits < 0n ? '-' : ''
  if (scale === 0) return sign + whole
  return digits === 0n ? '0' : `${sign}${whole}.${text.slice(text.length - scale)}`
}
