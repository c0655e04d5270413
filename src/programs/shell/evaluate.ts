import type { Task } from '../../engine/program-api/task.ts'
import { assertNever } from '../../lib/assert.ts'
import { deliverTraps, forkShell, runPseudoTrap } from './child.ts'
import {
  runArithmeticFor,
  runCase,
  runDoubleSubshell,
  runFor,
  runIf,
  runSubshell,
  runTest,
  runWhile,
} from './compound.ts'
import { arithmetic } from './expand.ts'
import type { AndOr, CompoundList, PipelineNode, Redirected, Statement, Subshell } from './parse.ts'
import { runPipeline } from './pipeline.ts'
import { redirectionStatus, withRedirects } from './redirect.ts'
import { RedirectionFailed } from './redirection-failed.ts'
import type { Shell } from './shell.ts'
import { cannotRun, runSimple } from './simple-command.ts'
import { ShellError, said, Unwind } from './unwind.ts'
import { isFollowed, lastThatCounts } from './what-follows.ts'

/**
 * Runs statements one after the other. `tail`: nothing comes after them in this process, so that the last command may
 * take the process over instead of being started in a new one.
 */
export function* runStatements(shell: Shell, statements: readonly Statement[], tail = false): Task<number> {
  let status = 0
  const { following } = shell
  const last = lastThatCounts(statements)
  try {
    for (let i = 0; i < statements.length; i++) {
      const statement = statements[i] as Statement
      if (shell.options.noexec) return status
      if (shell.effort.step()) yield* shell.effort.pay()
      shell.following = following + (i < last ? 1 : 0)
      if (statement.background) status = yield* startBackground(shell, statement)
      else status = yield* runNode(shell, statement.command, tail && i === statements.length - 1)
      shell.status = status
      if (shell.traps.any) yield* deliverTraps(shell)
    }
  } catch (error) {
    throw yield* said(shell, error)
  } finally {
    shell.following = following
  }
  return status
}

export function* runList(shell: Shell, list: CompoundList, tail = false): Task<number> {
  return yield* runStatements(shell, list.commands, tail)
}

export function* runNode(shell: Shell, node: PipelineNode | AndOr, tail: boolean): Task<number> {
  switch (node.type) {
    case 'Command':
      return yield* runSimple(shell, node, tail)
    case 'AndOr':
      return yield* runAndOr(shell, node, tail)
    case 'Pipeline':
      return yield* runPipeline(shell, node, tail)
    case 'If':
      return yield* runIf(shell, node, tail)
    case 'While':
      return yield* runWhile(shell, node)
    case 'For':
      return yield* runFor(shell, node)
    case 'ArithmeticFor':
      return yield* runArithmeticFor(shell, node)
    case 'Case':
      return yield* runCase(shell, node, tail)
    case 'BraceGroup':
      return yield* runList(shell, node.body, tail)
    case 'Subshell':
      return yield* checked(shell, yield* runSubshell(shell, node, tail))
    case 'TestCommand':
      shell.position = node.pos
      if (shell.dialect === 'dash') return yield* checked(shell, yield* cannotRun(shell, '[[', 'ENOENT'))
      return yield* checked(shell, yield* runTest(shell, node))
    case 'ArithmeticCommand':
      if (shell.dialect !== 'bash') return yield* checked(shell, yield* runDoubleSubshell(shell, node))
      return yield* checked(shell, (yield* arithmetic(shell, node.body)) === 0n ? 1 : 0)
    case 'Redirected':
      shell.position = node.pos
      return yield* runRedirected(shell, node, tail)
    case 'Function':
      shell.functions.own.set(node.name.value, { body: node.body, source: shell.source })
      return 0
    case 'Select':
    case 'Coproc':
      shell.position = node.pos
      throw new ShellError(`${node.type.toLowerCase()}: not supported here`)
    default:
      return assertNever(node)
  }
}

/** A compound command with redirections. A subshell makes its own: what goes wrong in there is its failure. */
function* runRedirected(shell: Shell, node: Redirected, tail: boolean): Task<number> {
  const subshell = shell.dialect === 'bash' ? undefined : soleSubshell(node.command)
  if (subshell) {
    shell.position = subshell.pos
    return yield* checked(shell, yield* runSubshell(shell, subshell, tail, node.redirects))
  }
  const status = yield* withRedirects(shell, node.redirects, () => runNode(shell, node.command, false))
  if (status instanceof RedirectionFailed) {
    yield* shell.complain(status.message)
    // busybox forgets about `set -e` here.
    if (shell.dialect === 'ash') return 1
    return yield* checked(shell, redirectionStatus(shell))
  }
  return status
}

/**
 * The subshell that a command is, braces aside. Braces are nothing in themselves, and redirections after them take the
 * place of the subshell's own: { (…) >a; } >b writes to b.
 */
function soleSubshell(node: PipelineNode | AndOr): Subshell | undefined {
  if (node.type === 'Subshell') return node
  if (node.type !== 'BraceGroup' || node.body.commands.length !== 1) return undefined
  const [only] = node.body.commands
  if (!only || only.background) return undefined
  return soleSubshell(only.command.type === 'Redirected' ? only.command.command : only.command)
}

/** What `set -e` looks at. */
export function* checked(shell: Shell, status: number): Task<number> {
  if (status !== 0 && shell.tested === 0 && shell.traps.get('ERR')) {
    shell.status = status
    if (!shell.variables.inFunction || shell.options.errtrace) yield* runPseudoTrap(shell, 'ERR')
  }
  if (status !== 0 && shell.options.errexit && shell.tested === 0) {
    shell.status = status
    throw new Unwind('exit', status)
  }
  return status
}

/** Runs something whose failure is no reason to leave. */
export function* asCondition(shell: Shell, body: () => Task<number>): Task<number> {
  shell.tested++
  try {
    return yield* body()
  } finally {
    shell.tested--
  }
}

/** What decides what is done next. */
export function* runClause(shell: Shell, list: CompoundList): Task<number> {
  const { following } = shell
  shell.following++
  try {
    return yield* asCondition(shell, () => runList(shell, list))
  } finally {
    shell.following = following
  }
}

function* runAndOr(shell: Shell, node: AndOr, tail: boolean): Task<number> {
  let status = 0
  for (let i = 0; i < node.commands.length; i++) {
    const operator = node.operators[i - 1]
    if (operator && (operator === '&&') !== (status === 0)) continue
    const command = node.commands[i] as PipelineNode
    const isLast = i === node.commands.length - 1
    const { following } = shell
    if (isFollowed(node, i)) shell.following++
    status = isLast
      ? yield* runNode(shell, command, tail)
      : yield* asCondition(shell, () => runNode(shell, command, false))
    shell.following = following
    shell.status = status
  }
  return status
}

function* startBackground(shell: Shell, statement: Statement): Task<number> {
  const child = yield* forkShell(
    shell,
    function* (inner) {
      inner.loops = 0
      inner.following = 0
      return yield* runNode(inner, statement.command, true)
    },
    { stdin: shell.sys.nullInput, stdout: shell.stdout, stderr: shell.stderr },
    true,
  )
  shell.lastBackground = child.pid
  const text = shell.source.slice(statement.pos, statement.end).replace(/\s*&\s*$/, '')
  shell.jobs = shell.jobs.filter((job) => job.child.status === undefined || shell.jobs.length < 1000)
  const number = Math.max(0, ...shell.jobs.map((job) => job.number)) + 1
  shell.jobs.push({ number, child, text })
  return 0
}
