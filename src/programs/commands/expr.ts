import type { Sys } from '../../engine/program-api/program.ts'
import { Effort } from '../effort.ts'
import { fail, isGnu, print, type Tool } from '../tool.ts'
import { payForMatching, regexFor, Work } from './posix-regex.ts'

class ExprProblem {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

/** expr: 0 where the result is neither empty nor 0, 1 where it is, 2 for a mistake. */
export const expr: Tool = function* (call) {
  if (call.args.length === 0) return yield* fail(call, 'too few arguments', 2)
  try {
    const reader = new Reader(call.args, call.sys)
    const value = reader.or()
    yield* payForMatching(new Effort(call.sys), reader.work)
    if (!reader.atEnd) throw new ExprProblem('syntax error')
    yield* print(call, `${value}\n`)
    return value === '' || value === '0' ? 1 : 0
  } catch (error) {
    if (error instanceof ExprProblem) return yield* fail(call, error.message, 2)
    throw error
  }
}

const isZero = (value: string): boolean => value === '' || value === '0'

class Reader {
  readonly work = new Work()
  readonly #args: readonly string[]
  readonly #sys: Sys
  #at = 0

  constructor(args: readonly string[], sys: Sys) {
    this.#args = args
    this.#sys = sys
  }

  get atEnd(): boolean {
    return this.#at >= this.#args.length
  }

  #take(...operators: string[]): string | undefined {
    const arg = this.#args[this.#at]
    if (arg === undefined || !operators.includes(arg)) return undefined
    this.#at++
    return arg
  }

  or(): string {
    let left = this.#and()
    while (this.#take('|')) {
      const right = this.#and()
      left = isZero(left) ? right : left
    }
    return left
  }

  #and(): string {
    let left = this.#comparison()
    while (this.#take('&')) {
      const right = this.#comparison()
      left = isZero(left) || isZero(right) ? '0' : left
    }
    return left
  }

  #comparison(): string {
    let left = this.#sum()
    for (
      let operator = this.#take('=', '==', '!=', '<', '<=', '>', '>=');
      operator;
      operator = this.#take('=', '==', '!=', '<', '<=', '>', '>=')
    ) {
      const right = this.#sum()
      const numeric = /^-?\d+$/.test(left) && /^-?\d+$/.test(right)
      const order = numeric ? Number(BigInt(left) - BigInt(right)) : left < right ? -1 : left > right ? 1 : 0
      const holds =
        operator === '=' || operator === '=='
          ? order === 0
          : operator === '!='
            ? order !== 0
            : operator === '<'
              ? order < 0
              : operator === '<='
                ? order <= 0
                : operator === '>'
                  ? order > 0
                  : order >= 0
      left = holds ? '1' : '0'
    }
    return left
  }

  #sum(): string {
    let left = this.#product()
    for (let operator = this.#take('+', '-'); operator; operator = this.#take('+', '-')) {
      const right = number(this.#product())
      left = String(operator === '+' ? number(left) + right : number(left) - right)
    }
    return left
  }

  #product(): string {
    let left = this.#match()
    for (let operator = this.#take('*', '/', '%'); operator; operator = this.#take('*', '/', '%')) {
      const right = number(this.#match())
      if (operator !== '*' && right === 0n) throw new ExprProblem('division by zero')
      const value = number(left)
      left = String(operator === '*' ? value * right : operator === '/' ? value / right : value % right)
    }
    return left
  }

  #match(): string {
    let left = this.#primary()
    while (this.#take(':')) left = this.#matched(left, this.#primary())
    return left
  }

  /** What the first parenthesis took, or how much the whole: from the start of the text on. */
  #matched(text: string, pattern: string): string {
    const regex = regexFor(this.#sys, pattern, { kind: 'basic' })
    if (typeof regex === 'string') throw new ExprProblem(isGnu(this.#sys) ? regex : `bad regex '${pattern}': ${regex}`)
    const found = regex.exec(text, this.work)
    const matched = found?.start === 0 ? found : undefined
    if (regex.groupCount > 0) return matched?.groups[1] ?? ''
    return String(matched ? [...matched.text].length : 0)
  }

  #primary(): string {
    const arg = this.#args[this.#at++]
    if (arg === undefined) throw new ExprProblem('syntax error')
    if (arg === '(') {
      const value = this.or()
      if (!this.#take(')')) throw new ExprProblem('syntax error')
      return value
    }
    if (arg === 'length') return String(this.#primary().length)
    if (arg === 'match') return this.#matched(this.#primary(), this.#primary())
    if (arg === 'substr') {
      const text = this.#primary()
      const start = Number(this.#primary())
      return text.slice(start - 1, start - 1 + Number(this.#primary()))
    }
    if (arg === 'index') {
      const text = this.#primary()
      const chars = this.#primary()
      return String([...text].findIndex((char) => chars.includes(char)) + 1)
    }
    return arg
  }
}

function number(text: string): bigint {
  if (!/^-?\d+$/.test(text)) throw new ExprProblem('non-numeric argument')
  return BigInt(text)
}
