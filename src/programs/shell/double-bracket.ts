import type { Task } from '../../engine/kernel/task.ts'
import { assertNever } from '../../lib/assert.ts'
import { binaryTest, unaryTest } from '../commands/test.ts'
import { arithmetic, expandPattern, expandText } from './expand.ts'
import type { TestExpression } from './parse.ts'
import { matches } from './pattern.ts'
import type { Shell } from './shell.ts'
import { ShellError } from './unwind.ts'

/** bash's [[ … ]], which busybox' ash knows as well. */
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
      const source = yield* expandText(shell, node.right)
      try {
        return new RegExp(source, 'u').test(left)
      } catch {
        throw new ShellError(`syntax error in regular expression: ${source}`)
      }
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
