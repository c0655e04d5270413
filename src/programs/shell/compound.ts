import type { Task } from '../../engine/program-api/task.ts'
import { forkShell, reportDeath, runText, waitForChild } from './child.ts'
import { evaluateTest, runAshTest } from './double-bracket.ts'
import { runClause, runList } from './evaluate.ts'
import { arithmetic, expandPattern, expandText, expandWords } from './expand.ts'
import { countMatching } from './parameter-operations.ts'
import type {
  ArithmeticCommand,
  ArithmeticExpression,
  ArithmeticFor,
  Case,
  For,
  If,
  Redirection,
  Subshell,
  TestCommand,
  While,
} from './parse.ts'
import { matches } from './pattern.ts'
import { openRedirects } from './redirect.ts'
import { RedirectionFailed } from './redirection-failed.ts'
import { BadRegex } from './regex-match.ts'
import type { Shell } from './shell.ts'
import { ShellError, Unwind } from './unwind.ts'
import { NAME } from './variables.ts'

export function* runIf(shell: Shell, node: If, tail: boolean): Task<number> {
  if ((yield* runClause(shell, node.clause)) === 0) return yield* runList(shell, node.then, tail)
  for (const elif of node.elif) {
    const { clause } = elif
    if ((yield* runClause(shell, clause)) === 0) return yield* runList(shell, elif.then, tail)
  }
  return node.else ? yield* runList(shell, node.else, tail) : 0
}

export function* runWhile(shell: Shell, node: While): Task<number> {
  let status = 0
  shell.loops++
  shell.following++
  try {
    for (;;) {
      try {
        const condition = yield* runClause(shell, node.clause)
        if ((condition === 0) !== (node.kind === 'while')) return status
        status = yield* runList(shell, node.body)
      } catch (error) {
        if (leavesLoop(error)) return 0
        status = 0
      }
    }
  } finally {
    shell.loops--
    shell.following--
  }
}

export function* runFor(shell: Shell, node: For): Task<number> {
  shell.position = node.pos
  const name = node.name.value
  if (!NAME.test(name)) throw new ShellError('syntax error: bad for loop variable')
  const items = node.wordlist ? yield* expandWords(shell, node.wordlist) : shell.positional
  let status = 0
  shell.loops++
  shell.following++
  try {
    for (const item of items) {
      if (shell.effort.step()) yield* shell.effort.pay()
      shell.variables.set(name, item)
      try {
        status = yield* runList(shell, node.body)
      } catch (error) {
        if (leavesLoop(error)) return 0
        status = 0
      }
    }
  } finally {
    shell.loops--
    shell.following--
  }
  return status
}

/** bash's for ((…; …; …)). */
export function* runArithmeticFor(shell: Shell, node: ArithmeticFor): Task<number> {
  const value = function* (expression: ArithmeticExpression | undefined, none: bigint): Task<bigint> {
    return expression ? yield* arithmetic(shell, shell.source.slice(expression.pos, expression.end)) : none
  }
  yield* value(node.initialize, 0n)
  let status = 0
  shell.loops++
  shell.following++
  try {
    while ((yield* value(node.test, 1n)) !== 0n) {
      if (shell.effort.step()) yield* shell.effort.pay()
      try {
        status = yield* runList(shell, node.body)
      } catch (error) {
        if (leavesLoop(error)) return 0
        status = 0
      }
      yield* value(node.update, 0n)
    }
  } finally {
    shell.loops--
    shell.following--
  }
  return status
}

/** True: this loop is left. False: it goes on with its next round. What concerns outer loops is thrown on. */
function leavesLoop(error: unknown): boolean {
  if (!(error instanceof Unwind) || (error.kind !== 'break' && error.kind !== 'continue')) throw error
  if (error.value > 1) throw new Unwind(error.kind, error.value - 1)
  return error.kind === 'break'
}

export function* runCase(shell: Shell, node: Case, tail: boolean): Task<number> {
  shell.position = node.pos
  const word = yield* expandText(shell, node.word)
  let status = 0
  let falls = false
  for (const item of node.items) {
    let found = falls
    for (const pattern of item.pattern) {
      if (found) break
      const wanted = yield* expandPattern(shell, pattern)
      countMatching(shell, wanted, word)
      found = matches(wanted, word)
    }
    if (!found) continue
    const ends = item.terminator !== ';&' && item.terminator !== ';;&'
    status = yield* runList(shell, item.body, tail && ends)
    if (ends) return status
    falls = item.terminator === ';&'
  }
  return status
}

export function* runSubshell(
  shell: Shell,
  node: Subshell,
  tail: boolean,
  redirects: readonly Redirection[] = [],
): Task<number> {
  const body = function* (inner: Shell): Task<number> {
    const streams = yield* openRedirects(inner, redirects)
    if (streams instanceof RedirectionFailed) {
      yield* inner.complain(streams.message)
      return 2
    }
    // For good: an EXIT trap writes there as well.
    inner.streams = streams
    return yield* runList(inner, node.body, true)
  }
  // The last thing that a process does needs no other: (…) & is one process, and a signal to $! meets its traps.
  if (tail && !shell.traps.any) return yield* body(shell)
  const child = yield* forkShell(shell, body, { stdin: shell.stdin, stdout: shell.stdout, stderr: shell.stderr })
  const status = yield* waitForChild(shell, child)
  if (!tail) yield* reportDeath(shell, child)
  return status
}

/** ((…)) where it is no arithmetic: a subshell in a subshell, which runs what was meant to be an expression. */
export function* runDoubleSubshell(shell: Shell, node: ArithmeticCommand): Task<number> {
  shell.position = node.pos
  const child = yield* forkShell(
    shell,
    function* (inner) {
      // So that its lines have their numbers.
      return yield* runText(inner, `${'\n'.repeat(shell.line - 1)}(${node.body})`, true)
    },
    { stdin: shell.stdin, stdout: shell.stdout, stderr: shell.stderr },
  )
  return yield* waitForChild(shell, child)
}

export function* runTest(shell: Shell, node: TestCommand): Task<number> {
  shell.position = node.pos
  if (shell.dialect === 'ash') return yield* runAshTest(shell, node)
  try {
    return (yield* evaluateTest(shell, node.expression)) ? 0 : 1
  } catch (error) {
    if (error instanceof BadRegex) return 2
    throw error
  }
}
