import type { FileStat } from '../../engine/program-api/files.ts'
import type { Sys } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { absolute, type Call, fail, isGnu, type Tool } from '../tool.ts'

/** A mistake in the expression: said after the command's name; the status is 2. */
export class TestProblem {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

/** test and [ where words are compared otherwise. */
export function testWith(compare: Comparison): { readonly test: Tool; readonly bracket: Tool } {
  return {
    test: (call) => judge(call, call.args, compare),
    *bracket(call) {
      if (call.args.at(-1) !== ']') return yield* fail(call, 'missing ]', 2)
      return yield* judge(call, call.args.slice(0, -1), compare)
    },
  }
}

/** test and [ */
export const test: Tool = function* (call) {
  if (!call.name.endsWith('[')) return yield* judge(call, call.args)
  if (call.args.at(-1) !== ']') return yield* fail(call, 'missing ]', 2)
  return yield* judge(call, call.args.slice(0, -1))
}

/** [ as a shell's built-in, where messages begin with the shell's name. */
export const bracket: Tool = function* (call) {
  if (call.args.at(-1) !== ']') return yield* fail(call, 'missing ]', 2)
  return yield* judge(call, call.args.slice(0, -1))
}

function* judge(call: Call, args: readonly string[], compare: Comparison = binary): Task<number> {
  try {
    return evaluate(call.sys, args, compare) ? 0 : 1
  } catch (error) {
    if (error instanceof TestProblem) return yield* fail(call, error.message, 2)
    throw error
  }
}

/** How two words compare; undefined: that is no operator. */
export type Comparison = (sys: Sys, left: string, operator: string, right: string) => boolean | undefined

export function evaluate(sys: Sys, args: readonly string[], compare: Comparison = binary): boolean {
  switch (args.length) {
    case 0:
      return false
    case 1:
      return args[0] !== ''
    case 2:
      if (args[0] === '!') return args[1] === ''
      break
    case 3: {
      // With three words the middle one decides, so that `[ ! = x ]` and `[ "(" = "(" ]` compare.
      const value = compare(sys, args[0] as string, args[1] as string, args[2] as string)
      if (value !== undefined) return value
      break
    }
    case 4:
      // busybox does not know this rule of POSIX, and goes by precedence.
      if (args[0] === '!' && isGnu(sys)) return !evaluate(sys, args.slice(1), compare)
      break
  }
  const parser = new Parser(sys, args, compare)
  const value = parser.or()
  if (parser.rest !== undefined) throw new TestProblem(`${parser.rest}: unknown operand`)
  return value
}

class Parser {
  readonly #sys: Sys
  readonly #args: readonly string[]
  readonly #compare: Comparison
  #at = 0

  constructor(sys: Sys, args: readonly string[], compare: Comparison) {
    this.#sys = sys
    this.#args = args
    this.#compare = compare
  }

  get rest(): string | undefined {
    return this.#args[this.#at]
  }

  or(): boolean {
    let value = this.#and()
    while (this.rest === '-o') {
      this.#at++
      const right = this.#and()
      value = value || right
    }
    return value
  }

  #and(): boolean {
    let value = this.#not()
    while (this.rest === '-a') {
      this.#at++
      const right = this.#not()
      value = value && right
    }
    return value
  }

  #not(): boolean {
    if (this.rest !== '!') return this.#primary()
    this.#at++
    return !this.#not()
  }

  #primary(): boolean {
    const [first, operator, second] = this.#args.slice(this.#at, this.#at + 3)
    if (first === undefined) throw new TestProblem('argument expected')
    if (first === '(' && operator !== undefined) {
      this.#at++
      const value = this.or()
      if (this.rest !== ')') throw new TestProblem('closing paren expected')
      this.#at++
      return value
    }
    if (operator !== undefined && second !== undefined) {
      const value = this.#compare(this.#sys, first, operator, second)
      if (value !== undefined) {
        this.#at += 3
        return value
      }
    }
    if (operator !== undefined) {
      const value = unaryTest(this.#sys, first, operator)
      if (value !== undefined) {
        this.#at += 2
        return value
      }
    }
    this.#at++
    return first !== ''
  }
}

export function binary(sys: Sys, left: string, operator: string, right: string): boolean | undefined {
  const value = binaryTest(sys, left, operator, right)
  if (typeof value === 'object') throw new TestProblem(`${value.badNumber}: bad number`)
  return value
}

export function unaryTest(sys: Sys, operator: string, operand: string): boolean | undefined {
  if (!/^-[bcdefghkLnNOGprSstuwxz]$/.test(operator)) return undefined
  if (operator === '-z') return operand === ''
  if (operator === '-n') return operand !== ''
  if (operator === '-t') return false
  const path = absolute(sys.cwd, operand)
  if (operand === '') return false
  if (operator === '-h' || operator === '-L') return statOf(sys, path, false)?.kind === 'link'
  const stat = statOf(sys, path, true)
  if (!stat) return false
  switch (operator) {
    case '-e':
      return true
    case '-f':
      return stat.kind === 'file'
    case '-d':
      return stat.kind === 'directory'
    case '-c':
      return stat.kind === 'device' && stat.device !== 'disk' && stat.device !== 'socket'
    case '-b':
      return stat.device === 'disk'
    case '-S':
      return stat.device === 'socket'
    case '-s':
      return stat.size > 0
    case '-r':
      return sys.files.access(path, 'read')
    case '-w':
      return sys.files.access(path, 'write')
    case '-x':
      return sys.files.access(path, 'execute')
    case '-O':
      return stat.uid === sys.uid
    case '-u':
      return (stat.mode & 0o4000) !== 0
    case '-g':
      return (stat.mode & 0o2000) !== 0
    case '-k':
      return (stat.mode & 0o1000) !== 0
    default:
      return operator === '-G' || operator === '-N'
  }
}

function statOf(sys: Sys, path: string, follow: boolean): FileStat | undefined {
  const stat = sys.files.stat(path, follow)
  return typeof stat === 'string' ? undefined : stat
}

/** undefined: no such operator. */
export function binaryTest(
  sys: Sys,
  left: string,
  operator: string,
  right: string,
): boolean | undefined | { readonly badNumber: string } {
  switch (operator) {
    case '=':
    case '==':
      return left === right
    case '!=':
      return left !== right
    case '<':
      return left < right
    case '>':
      return left > right
    case '-nt':
    case '-ot':
    case '-ef': {
      const a = statOf(sys, absolute(sys.cwd, left), true)
      const b = statOf(sys, absolute(sys.cwd, right), true)
      if (operator === '-ef') return a !== undefined && left === right
      if (operator === '-nt') return a !== undefined && (b === undefined || a.modifiedAt > b.modifiedAt)
      return b !== undefined && (a === undefined || a.modifiedAt < b.modifiedAt)
    }
  }
  if (!/^-(eq|ne|lt|le|gt|ge)$/.test(operator)) return undefined
  const a = integer(left)
  const b = integer(right)
  if (a === undefined) return { badNumber: left }
  if (b === undefined) return { badNumber: right }
  switch (operator) {
    case '-eq':
      return a === b
    case '-ne':
      return a !== b
    case '-lt':
      return a < b
    case '-le':
      return a <= b
    case '-gt':
      return a > b
    default:
      return a >= b
  }
}

function integer(text: string): bigint | undefined {
  const trimmed = text.trim()
  return /^[+-]?\d+$/.test(trimmed) ? BigInt(trimmed.replace(/^\+/, '')) : undefined
}
