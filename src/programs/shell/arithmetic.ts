import { ownValue } from '../../lib/own.ts'

/** POSIX arithmetic: a parser and evaluator over text that has been expanded already. Numbers are 64-bit. */
export class ArithmeticError {
  readonly message: string
  /** dash says what it would have liked to see. */
  readonly inDash: string

  constructor(message: string, inDash = message) {
    this.message = message
    this.inDash = inDash
  }
}

export interface Variables {
  /** Also of a NAME[SUBSCRIPT]. */
  get(name: string): string
  set(name: string, value: string): void
}

const TOKEN =
  /\s*(?:(0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z]+|\d+)|([A-Za-z_]\w*)|(<<=|>>=|\*\*|&&|\|\||<<|>>|<=|>=|==|!=|\+\+|--|[-+*/%&|^]=|[-+*/%<>=!~&|^?:(),]))/y

const PRECEDENCE: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '<=': 7,
  '>': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
  '**': 11,
}

type Token = { readonly kind: 'number' | 'name' | 'operator'; readonly text: string }

/** Tokens of expressions seen before: a counting loop evaluates the same one again and again. */
const known = new Map<string, readonly Token[]>()

function tokens(text: string): readonly Token[] {
  const before = known.get(text)
  if (before) return before
  const list: Token[] = []
  TOKEN.lastIndex = 0
  let at = 0
  const end = text.trimEnd().length
  while (at < end) {
    const match = TOKEN.exec(text)
    if (!match) throw new ArithmeticError('arithmetic syntax error')
    const [, number, name, operator] = match
    if (number !== undefined) list.push({ kind: 'number', text: number })
    else if (name !== undefined) {
      const end = text[TOKEN.lastIndex] === '[' ? endOfSubscript(text, TOKEN.lastIndex) : TOKEN.lastIndex
      list.push({ kind: 'name', text: name + text.slice(TOKEN.lastIndex, end) })
      TOKEN.lastIndex = end
    } else list.push({ kind: 'operator', text: operator as string })
    at = TOKEN.lastIndex
  }
  if (known.size >= 500) known.clear()
  known.set(text, list)
  return list
}

/** After the bracket that closes the one at `open`. */
function endOfSubscript(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text[i] === '[') depth++
    else if (text[i] === ']' && --depth === 0) return i + 1
  }
  throw new ArithmeticError('bad array subscript')
}

/** So deep may a variable's value be an expression itself. */
const MAX_DEPTH = 50

export function evaluateArithmetic(text: string, variables: Variables, depth = 0): bigint {
  if (depth > MAX_DEPTH) throw new ArithmeticError('expression recursion loop detected')
  const list = tokens(text)
  if (list.length === 0) return 0n
  const evaluator = new Evaluator(list, variables, depth)
  const value = evaluator.list()
  if (!evaluator.atEnd) throw new ArithmeticError('arithmetic syntax error', 'expecting EOF')
  return value
}

const wrap = (value: bigint): bigint => BigInt.asIntN(64, value)
const truth = (value: boolean): bigint => (value ? 1n : 0n)

class Evaluator {
  readonly #tokens: readonly Token[]
  readonly #variables: Variables
  readonly #depth: number
  #at = 0
  /** Inside the branch of && || ?: that is not taken: nothing is assigned and nothing divided. */
  #skipping = 0

  constructor(list: readonly Token[], variables: Variables, depth: number) {
    this.#tokens = list
    this.#variables = variables
    this.#depth = depth
  }

  get atEnd(): boolean {
    return this.#at >= this.#tokens.length
  }

  list(): bigint {
    let value = this.#assignment()
    while (this.#take(',')) value = this.#assignment()
    return value
  }

  #peek(): string | undefined {
    const token = this.#tokens[this.#at]
    return token?.kind === 'operator' ? token.text : undefined
  }

  #take(operator: string): boolean {
    if (this.#peek() !== operator) return false
    this.#at++
    return true
  }

  #assignment(): bigint {
    const name = this.#tokens[this.#at]
    const next = this.#tokens[this.#at + 1]
    if (name?.kind === 'name' && next?.kind === 'operator' && /^([-+*/%&|^]|<<|>>)?=$/.test(next.text)) {
      this.#at += 2
      const right = this.#assignment()
      const operator = next.text.slice(0, -1)
      const value = operator === '' ? right : this.#binary(operator, this.#value(name.text), right)
      return this.#assign(name.text, value)
    }
    return this.#ternary()
  }

  #ternary(): bigint {
    const condition = this.#operation(1)
    if (!this.#take('?')) return condition
    const first = this.#skip(condition === 0n, () => this.#assignment())
    if (!this.#take(':')) throw new ArithmeticError('arithmetic syntax error', "expecting ':'")
    const second = this.#skip(condition !== 0n, () => this.#assignment())
    return condition !== 0n ? first : second
  }

  #operation(least: number): bigint {
    let left = this.#unary()
    for (;;) {
      const operator = this.#peek()
      const precedence = operator === undefined ? undefined : ownValue(PRECEDENCE, operator)
      if (operator === undefined || precedence === undefined || precedence < least) return left
      this.#at++
      // ** groups to the right.
      const next = operator === '**' ? precedence : precedence + 1
      if (operator === '&&') left = truth(this.#skip(left === 0n, () => this.#operation(next)) !== 0n && left !== 0n)
      else if (operator === '||')
        left = truth(this.#skip(left !== 0n, () => this.#operation(next)) !== 0n || left !== 0n)
      else left = this.#binary(operator, left, this.#operation(next))
    }
  }

  #skip(skip: boolean, body: () => bigint): bigint {
    if (skip) this.#skipping++
    const value = body()
    if (skip) this.#skipping--
    return value
  }

  #binary(operator: string, a: bigint, b: bigint): bigint {
    switch (operator) {
      case '+':
        return wrap(a + b)
      case '-':
        return wrap(a - b)
      case '*':
        return wrap(a * b)
      case '/':
      case '%':
        if (b === 0n) {
          if (this.#skipping > 0) return 0n
          throw new ArithmeticError('divide by zero', 'division by zero')
        }
        return wrap(operator === '/' ? a / b : a % b)
      case '**':
        return power(a, b)
      case '<<':
        return wrap(a << (b & 63n))
      case '>>':
        return a >> (b & 63n)
      case '&':
        return a & b
      case '|':
        return a | b
      case '^':
        return a ^ b
      case '==':
        return truth(a === b)
      case '!=':
        return truth(a !== b)
      case '<':
        return truth(a < b)
      case '<=':
        return truth(a <= b)
      case '>':
        return truth(a > b)
      case '>=':
        return truth(a >= b)
      default:
        throw new ArithmeticError('arithmetic syntax error')
    }
  }

  #unary(): bigint {
    const operator = this.#peek()
    switch (operator) {
      case '!':
        this.#at++
        return truth(this.#unary() === 0n)
      case '~':
        this.#at++
        return ~this.#unary()
      case '-':
        this.#at++
        return wrap(-this.#unary())
      case '+':
        this.#at++
        return this.#unary()
      case '++':
      case '--': {
        this.#at++
        const name = this.#name()
        return this.#assign(name, wrap(this.#value(name) + (operator === '++' ? 1n : -1n)))
      }
      default:
        return this.#primary()
    }
  }

  #name(): string {
    const token = this.#tokens[this.#at++]
    if (token?.kind !== 'name') throw new ArithmeticError('arithmetic syntax error')
    return token.text
  }

  #primary(): bigint {
    const token = this.#tokens[this.#at++]
    if (token?.kind === 'number') return parseNumber(token.text)
    if (token?.kind === 'name') {
      const value = this.#value(token.text)
      const after = this.#peek()
      if (after === '++' || after === '--') {
        this.#at++
        this.#assign(token.text, wrap(value + (after === '++' ? 1n : -1n)))
      }
      return value
    }
    if (token?.text === '(') {
      const value = this.list()
      if (this.#take(')')) return value
      throw new ArithmeticError('arithmetic syntax error', "expecting ')'")
    }
    throw new ArithmeticError('arithmetic syntax error', 'expecting primary')
  }

  #value(name: string): bigint {
    const text = this.#variables.get(name).trim()
    if (text === '') return 0n
    if (/^\d{1,18}$/.test(text) && !text.startsWith('0')) return BigInt(text)
    return evaluateArithmetic(text, this.#variables, this.#depth + 1)
  }

  #assign(name: string, value: bigint): bigint {
    if (this.#skipping === 0) this.#variables.set(name, String(value))
    return value
  }
}

function power(a: bigint, b: bigint): bigint {
  if (b < 0n) throw new ArithmeticError('exponent less than 0')
  let value = 1n
  for (let base = a, left = b; left > 0n; left >>= 1n) {
    if (left & 1n) value = wrap(value * base)
    base = wrap(base * base)
  }
  return value
}

function parseNumber(text: string): bigint {
  const based = /^(\d+)#(.+)$/.exec(text)
  if (based) {
    const base = Number(based[1])
    let value = 0n
    for (const char of (based[2] as string).toLowerCase()) {
      const digit = Number.parseInt(char, 36)
      if (base < 2 || base > 36 || digit >= base) throw new ArithmeticError('arithmetic syntax error')
      value = value * BigInt(base) + BigInt(digit)
    }
    return wrap(value)
  }
  if (/^0[xX]/.test(text)) return wrap(BigInt(text))
  if (text.length > 1 && text.startsWith('0')) {
    if (/[89]/.test(text)) throw new ArithmeticError('arithmetic syntax error')
    return wrap(BigInt(`0o${text.slice(1)}`))
  }
  return wrap(BigInt(text))
}
