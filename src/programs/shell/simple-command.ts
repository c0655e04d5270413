import type { SpawnError } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { spawnErrorText } from '../tool.ts'
import { assignElement, assignEntries, entriesOf } from './array-assignment.ts'
import { type Builtin, builtins } from './builtins/builtins.ts'
import { reportDeath, runPseudoTrap, runText, waitForChild } from './child.ts'
import { isDirectory, notFound } from './dialect.ts'
import { checked, runNode, runStatements } from './evaluate.ts'
import { expandAssigned, expandText, expandWords } from './expand.ts'
import type { Assignment, Command, Word } from './parse.ts'
import { closeSubstitutions, removeSubstituted } from './process-substitution.ts'
import { openRedirects, redirectionStatus } from './redirect.ts'
import { RedirectionFailed } from './redirection-failed.ts'
import type { Shell, ShellFunction } from './shell.ts'
import { ShellError, said, Unwind } from './unwind.ts'

const NO_ASSIGNMENTS: ReadonlyMap<string, string> = new Map()

export function* runSimple(shell: Shell, node: Command, tail: boolean): Task<number> {
  shell.position = node.pos
  shell.substitutionStatus = undefined
  if (shell.aliases.seen.size > 0) {
    const text = expandedAlias(shell, node)
    if (text !== undefined) {
      try {
        return yield* runText(shell, text)
      } finally {
        shell.expandingAlias = undefined
      }
    }
  }
  if (shell.traps.get('DEBUG')) yield* runPseudoTrap(shell, 'DEBUG')
  const files = shell.substitutedFiles.length
  try {
    const status = yield* runRedirected(shell, node, tail)
    shell.pipeStatus = [status]
    return status
  } finally {
    removeSubstituted(shell, files)
  }
}

/** A name that is another's: its text in its place, and the rest as it was. */
function expandedAlias(shell: Shell, node: Command): string | undefined {
  const { name } = node
  if (!name || name.parts || name.text !== name.value || node.redirects.some(({ type }) => type === 'HereDoc'))
    return undefined
  if (shell.dialect === 'bash' && !shell.shopts.seen.has('expand_aliases')) return undefined
  const value = shell.aliases.seen.get(name.value)
  // alias ls='ls -l': the name in its own text is the command.
  if (value === undefined || shell.expandingAlias === name.value) return undefined
  shell.expandingAlias = name.value
  return `${shell.source.slice(node.pos, name.pos)}${value}${shell.source.slice(name.end, node.end)}`
}

function* runRedirected(shell: Shell, node: Command, tail: boolean): Task<number> {
  const fields = yield* commandFields(shell, node)
  const name = fields[0]
  const redirects = node.redirects
  if (redirects.length === 0) return yield* checked(shell, yield* runFields(shell, node, fields, tail))
  const before = shell.streams
  const substitutions = shell.substitutions.length
  const streams = yield* openRedirects(shell, redirects)
  if (streams instanceof RedirectionFailed) {
    yield* shell.complain(streams.message)
    // A special built-in that cannot be redirected ends the shell.
    if (name !== undefined && builtins.get(name)?.special && shell.dialect !== 'bash') {
      throw new ShellError(undefined, redirectionStatus(shell))
    }
    return yield* checked(shell, redirectionStatus(shell))
  }
  shell.streams = streams
  // `exec >file` is for good.
  if (name === 'exec' && fields.length === 1) return 0
  try {
    return yield* checked(shell, yield* runFields(shell, node, fields, tail))
  } catch (error) {
    throw yield* said(shell, error)
  } finally {
    shell.streams = before
    closeSubstitutions(shell, substitutions)
  }
}

function* commandFields(shell: Shell, node: Command): Task<string[]> {
  if (!node.name) return []
  const words: Word[] = [node.name]
  let fields: string[] = []
  for (const item of node.suffix) {
    if (item.type === 'Word') words.push(item)
    else if (item.type === 'Assignment') {
      // export a=$b: one field, whatever is in $b.
      fields.push(...(yield* expandWords(shell, words.splice(0))))
      if (item.value.type === 'ArrayValue' && shell.dialect === 'bash') {
        shell.compounds.set(item.text, yield* entriesOf(shell, item.value))
        fields.push(item.text)
        continue
      }
      const subscript = item.index ? `[${yield* expandText(shell, item.index)}]` : ''
      fields.push(`${item.name}${subscript}${item.append ? '+' : ''}=${yield* assignedText(shell, item)}`)
    }
  }
  const rest = yield* expandWords(shell, words)
  fields = fields.length === 0 ? rest : [...fields, ...rest]
  return fields
}

function* assignedText(shell: Shell, assignment: Assignment): Task<string> {
  const { value } = assignment
  if (value.type === 'ArrayValue' || (assignment.index && shell.dialect !== 'bash')) {
    throw new ShellError(shell.dialect === 'ash' ? 'syntax error: unexpected "("' : 'Syntax error: "(" unexpected')
  }
  return yield* expandAssigned(shell, value)
}

function* assignmentsOf(shell: Shell, node: Command): Task<ReadonlyMap<string, string>> {
  if (node.prefix.length === 0) return NO_ASSIGNMENTS
  const assignments = new Map<string, string>()
  for (const item of node.prefix) {
    if (item.type !== 'Assignment') continue
    if (shell.dialect === 'bash' && (item.value.type === 'ArrayValue' || item.index)) {
      // An array before a command is nobody's: bash does not pass it on.
      yield* assignToArray(shell, item)
      continue
    }
    const text = yield* assignedText(shell, item)
    const before = assignments.get(item.name)
    assignments.set(item.name, item.append ? shell.variables.appended(item.name, text, before) : text)
    // A later assignment of the same command sees the earlier ones where there is no command.
    if (!node.name) shell.variables.set(item.name, assignments.get(item.name) as string)
  }
  return assignments
}

function* assignToArray(shell: Shell, item: Assignment): Task<void> {
  const { value, name } = item
  if (value.type === 'ArrayValue') assignEntries(shell, name, yield* entriesOf(shell, value), item.append === true)
  else yield* assignElement(shell, item, yield* expandAssigned(shell, value))
}

function* runFields(shell: Shell, node: Command, fields: readonly string[], tail: boolean): Task<number> {
  if (shell.dialect !== 'bash') {
    const appends = node.prefix.find((item) => item.type === 'Assignment' && item.append)
    // x+=y is no assignment here but a command of this name.
    if (appends?.type === 'Assignment') return yield* cannotRun(shell, appends.text, 'ENOENT')
  }
  const assignments = yield* assignmentsOf(shell, node)
  if (shell.options.xtrace) yield* trace(shell, assignments, fields)
  const [name] = fields
  // The assignments were made one by one.
  if (name === undefined) return shell.substitutionStatus ?? 0
  shell.sys.work('word', (fields.length - 1) / 2)
  const builtin = builtins.get(name)
  const known = builtin && (!builtin.dialects || builtin.dialects.includes(shell.dialect)) ? builtin : undefined
  const defined = shell.functions.seen.get(name)
  if (defined && !known?.special) return yield* callFunction(shell, defined, fields, assignments)
  if (!known) return yield* runExternal(shell, fields, assignments, tail)
  if (known.special && shell.dialect !== 'bash') {
    for (const [variable, value] of assignments) shell.variables.set(variable, value)
    return yield* runBuiltin(shell, known, fields)
  }
  if (assignments.size === 0) return yield* runBuiltin(shell, known, fields)
  const restore = shell.variables.overlay(assignments)
  try {
    return yield* runBuiltin(shell, known, fields)
  } finally {
    restore()
  }
}

/** What goes wrong in a built-in is said in its name: readonly: ro: is read only. */
function* runBuiltin(shell: Shell, builtin: Builtin, fields: readonly string[]): Task<number> {
  if (shell.dialect === 'bash' || fields[0] === 'command') return yield* builtin.run(shell, fields)
  const before = shell.speaker
  shell.speaker = fields[0]
  try {
    return yield* builtin.run(shell, fields)
  } catch (error) {
    throw yield* said(shell, error)
  } finally {
    shell.speaker = before
  }
}

function* trace(shell: Shell, assignments: ReadonlyMap<string, string>, fields: readonly string[]): Task<void> {
  const words = [...assignments].map(([name, value]) => `${name}=${quoteForTrace(value)}`)
  words.push(...(shell.dialect === 'dash' ? fields : fields.map(quoteForTrace)))
  yield* shell.stderr.write(`${shell.variables.find('PS4') ?? '+ '}${words.join(' ')}\n`)
}

function quoteForTrace(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, `'"'"'`)}'`
}

function* callFunction(
  shell: Shell,
  callee: ShellFunction,
  fields: readonly string[],
  assignments: ReadonlyMap<string, string> = NO_ASSIGNMENTS,
): Task<number> {
  const { positional, source, loops, calls } = shell
  // The deeper the calls, the longer it takes to find back.
  if (shell.effort.step(shell.depth, 1)) yield* shell.effort.pay()
  shell.enter()
  shell.variables.enter()
  for (const [name, value] of assignments) {
    shell.variables.local(name, value)
    shell.variables.mark(name, 'exported')
  }
  shell.positional = fields.slice(1)
  shell.calls = [...calls, { name: fields[0] as string, line: shell.line }]
  shell.source = callee.source
  // In dash and ash `break` leaves the loop around the call.
  if (shell.dialect === 'bash') shell.loops = 0
  try {
    if (callee.body.type === 'CompoundList') return yield* runStatements(shell, callee.body.commands)
    return yield* runNode(shell, callee.body, false)
  } catch (error) {
    if (error instanceof Unwind && error.kind === 'return') return error.value
    throw error
  } finally {
    shell.leave()
    shell.variables.leave()
    shell.positional = positional
    shell.calls = calls
    shell.source = source
    shell.loops = loops
  }
}

/** Starts a program and waits for it, or becomes it. */
export function* runExternal(
  shell: Shell,
  fields: readonly string[],
  assignments: ReadonlyMap<string, string> = NO_ASSIGNMENTS,
  tail = false,
): Task<number> {
  const env = shell.variables.environment(assignments)
  const stdio = { stdin: shell.stdin, stdout: shell.stdout, stderr: shell.stderr }
  if (tail && !shell.traps.any) {
    const running = shell.sys.exec(fields, env, stdio)
    return typeof running === 'string' ? yield* cannotRun(shell, fields[0] as string, running) : yield* running
  }
  shell.waits()
  yield* shell.effort.launch()
  const child = shell.sys.spawn({ argv: fields, env, cwd: shell.sys.cwd, stdio, awaited: shell.following > 0 })
  if (typeof child === 'string') return yield* cannotRun(shell, fields[0] as string, child)
  const status = yield* waitForChild(shell, child)
  yield* reportDeath(shell, child)
  return status
}

export function* cannotRun(shell: Shell, name: string, error: SpawnError, builtin?: string): Task<number> {
  switch (error) {
    case 'ENOENT':
      yield* shell.complain(builtin === undefined ? notFound(shell.dialect, name) : `${name}: not found`, builtin)
      return 127
    case 'EACCES':
      yield* shell.complain(`${name}: Permission denied`, builtin)
      return 126
    case 'EISDIR':
      yield* shell.complain(isDirectory(shell.dialect, name), builtin)
      return 126
    case 'E2BIG':
    case 'ELOOP':
      yield* shell.complain(`${name}: ${spawnErrorText(error)}`, builtin)
      return 126
    case 'EAGAIN':
      yield* shell.complain(`can't fork: Resource temporarily unavailable`, builtin)
      return shell.dialect === 'bash' ? 254 : 2
  }
}
