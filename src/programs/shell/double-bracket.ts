import type { Task } from '../../engine/program-api/task.ts'
import { assertNever } from '../../lib/assert.ts'
import { binary, binaryTest, type Comparison, evaluate, TestProblem, unaryTest } from '../commands/test.ts'
import { arithmetic, expandPattern, expandText, expandWords } from './expand.ts'
import type { TestCommand, TestExpression } from './parse.ts'
import { matches } from './pattern.ts'
import { BadRegex, expandRegex, matchRegex } from './regex-match.ts'
import type { Shell } from './shell.ts'
import { ShellError } from './unwind.ts'

/**
 * busybox' ash has [[ as a built-in like [: words are split, and `*` is a file name where one matches. Beyond [ it has &&
 * and ||, patterns after == and !=, and =~.
 */
export function* runAshTest(shell: Shell, node: TestCommand): Task<number> {
  const args: string[] = []
  yield* flatten(shell, node.expression, args)
  try {
    return evaluate(shell.sys, args, comparePatterns(shell)) ? 0 : 1
  } catch (error) {
    if (!(error instanceof TestProblem || error instanceof BadRegex)) throw error
    yield* shell.stderr.write(`${shell.applet}: ${error.message}\n`)
    return 2
  }
}

function* flatten(shell: Shell, node: TestExpression, args: string[]): Task<void> {
  switch (node.type) {
    case 'TestLogical':
      for (const [index, operand] of node.operands.entries()) {
        if (index > 0) args.push(node.operator === '&&' ? '-a' : '-o')
        yield* flatten(shell, operand, args)
      }
      return
    case 'TestNot':
      for (const _ of node.negations) args.push('!')
      yield* flatten(shell, node.operand, args)
      return
    case 'TestGroup':
      throw new ShellError('syntax error: unexpected word (expecting ")")')
    case 'TestUnary':
      // A word alone is what the parser takes for -n.
      if (node.operator !== '-n' || shell.source.startsWith('-n', node.pos)) args.push(node.operator)
      args.push(...(yield* expandWords(shell, [node.operand])))
      return
    case 'TestBinary':
      args.push(...(yield* expandWords(shell, [node.left])), node.operator)
      args.push(...(yield* expandWords(shell, [node.right])))
      return
    default:
      return assertNever(node)
  }
}

const comparePatterns =
  (shell: Shell): Comparison =>
  (sys, left, operator, right) => {
    switch (operator) {
      case '=':
      case '==':
        return matches(right, left)
      case '!=':
        return !matches(right, left)
      case '=~':
        return matchRegex(shell, left, right) !== undefined
      default:
        return binary(sys, left, operator, right)
    }
  }

/** bash's [[ … ]] */
export function* evaluateTest(shell: Shell, node: TestExpression): Task<boolean> {
  switch (node.type) {
    case 'TestLogical': {
      for (const operand of node.operands) {
        const value = yield* evaluateTest(shell, operand)
        if (value === (node.operator === '||')) return value
      }
      return node.operator === '&&'
    }
    case 'TestNot':
      return (yield* evaluateTest(shell, node.operand)) === (node.negations.length % 2 === 0)
    case 'TestGroup':
      return yield* evaluateTest(shell, node.expression)
    case 'TestUnary': {
      const operand = yield* expandText(shell, node.operand)
      if (node.operator === '-v') return shell.variables.find(operand) !== undefined
      const value = unaryTest(shell.sys, node.operator, operand)
      if (value === undefined) throw new ShellError(`${node.operator}: unknown operator`)
      return value
    }
    case 'TestBinary':
      return yield* compare(shell, node)
    default:
      return assertNever(node)
  }
}

function* compare(shell: Shell, node: Extract<TestExpression, { type: 'TestBinary' }>): Task<boolean> {
  const left = yield* expandText(shell, node.left)
  switch (node.operator) {
    case '=':
    case '==':
      return matches(yield* expandPattern(shell, node.right), left)
    case '!=':
      return !matches(yield* expandPattern(shell, node.right), left)
    case '=~': {
      const source = yield* expandRegex(shell, node.right)
      return matchRegex(shell, left, source) !== undefined
    }
    case '-eq':
    case '-ne':
    case '-lt':
    case '-le':
    case '-gt':
    case '-ge': {
      const a = yield* arithmetic(shell, left)
      const b = yield* arithmetic(shell, yield* expandText(shell, node.right))
      return binaryTest(shell.sys, String(a), node.operator, String(b)) === true
    }
    default: {
      const value = binaryTest(shell.sys, left, node.operator, yield* expandText(shell, node.right))
      if (typeof value !== 'boolean') throw new ShellError(`${node.operator}: unknown operator`)
      return value
    }
  }
}
