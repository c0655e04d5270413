import type { Task } from '../../../engine/program-api/task.ts'
import { assignEntries, type Entry } from '../array-assignment.ts'
import { doubleQuoted } from '../quote.ts'
import type { Shell } from '../shell.ts'
import { ShellError } from '../unwind.ts'
import { ELEMENT, NAME } from '../variables.ts'

type Fields = readonly string[]

function quote(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`
}

interface Given {
  readonly name: string
  readonly value: string | undefined
  /** name=(…) */
  readonly entries?: readonly Entry[]
  readonly append?: boolean
  /** name[subscript]=value */
  readonly subscript?: string
}

/** name, name=value or name+=value; the shell ends where it is none of them. */
function* assignment(shell: Shell, command: string, text: string): Task<Given> {
  const match = /^([^=+]*)(\+?=)?([\s\S]*)$/.exec(text) as RegExpExecArray
  const [, name = '', operator, value = ''] = match
  const entries = shell.compounds.get(text)
  if (entries) return { name, value: undefined, entries, append: operator === '+=' }
  const [, array, subscript] = shell.dialect === 'bash' ? (ELEMENT.exec(name) ?? []) : []
  if (array !== undefined && subscript !== undefined) {
    return { name: array, value: operator === undefined ? undefined : value, subscript }
  }
  if (!NAME.test(name)) {
    const message = shell.dialect === 'bash' ? `\`${text}': not a valid identifier` : `${text}: bad variable name`
    yield* shell.complain(message, command)
    throw new ShellError(undefined, shell.dialect === 'bash' ? 1 : 2)
  }
  if (operator === undefined) return { name, value: undefined }
  return { name, value: operator === '+=' ? shell.variables.get(name) + value : value }
}

/** Gives a variable what was written after its name. */
function give(shell: Shell, { name, value, entries, append, subscript }: Given): void {
  const { variables } = shell
  if (entries) assignEntries(shell, name, entries, append === true)
  else if (subscript !== undefined) {
    variables.declareArray(name, false)
    if (value !== undefined) variables.setElement(name, variables.keyOf(name, subscript), value)
  } else if (value !== undefined) variables.set(name, value)
}

function* list(shell: Shell, command: string, which: 'exported' | 'readonly'): Task<number> {
  for (const name of shell.variables.names(which)) {
    const value = shell.variables.find(name)
    yield* shell.stdout.write(`${command} ${name}${value === undefined ? '' : `=${quote(value)}`}\n`)
  }
  return 0
}

export function* exportVariables(shell: Shell, fields: Fields): Task<number> {
  const names = fields.slice(1).filter((field) => !/^-[pnf]+$/.test(field))
  if (names.length === 0) return yield* list(shell, 'export', 'exported')
  const remove = fields[1]?.startsWith('-') && fields[1].includes('n')
  for (const text of names) {
    const given = yield* assignment(shell, 'export', text)
    give(shell, given)
    if (remove) shell.variables.unexport(given.name)
    else shell.variables.mark(given.name, 'exported')
  }
  return 0
}

export function* readonlyVariables(shell: Shell, fields: Fields): Task<number> {
  const names = fields
    .slice(1)
    .filter((field) => field !== '-p' && !(shell.dialect === 'bash' && /^-[aAp]+$/.test(field)))
  if (names.length === 0) return yield* list(shell, 'readonly', 'readonly')
  for (const text of names) {
    const given = yield* assignment(shell, 'readonly', text)
    give(shell, given)
    shell.variables.mark(given.name, 'readonly')
  }
  return 0
}

// biome-ignore lint/correctness/useYield: nothing to wait for
export function* unset(shell: Shell, fields: Fields): Task<number> {
  let functions = false
  for (const field of fields.slice(1)) {
    if (field === '-f') functions = true
    else if (field === '-v') functions = false
    else if (functions) shell.functions.own.delete(field)
    else if (shell.variables.attributes(field) === undefined && NAME.test(field) && shell.dialect === 'bash')
      shell.functions.own.delete(field)
    else shell.variables.unset(field)
  }
  return 0
}

export function* local(shell: Shell, fields: Fields): Task<number> {
  if (!shell.variables.inFunction) {
    const message = shell.dialect === 'bash' ? 'can only be used in a function' : 'not in a function'
    yield* shell.complain(message, 'local')
    if (shell.dialect === 'bash') return 1
    throw new ShellError(undefined, 2)
  }
  if (shell.dialect === 'bash') return yield* declare(shell, fields)
  for (const text of fields.slice(1)) {
    if (/^-[a-z]+$/.test(text)) continue
    const { name, value } = yield* assignment(shell, 'local', text)
    // dash keeps the outer value where none is given.
    shell.variables.local(name, value ?? (shell.dialect === 'dash' ? shell.variables.find(name) : undefined))
  }
  return 0
}

/** bash's declare, and its local. */
export function* declare(shell: Shell, fields: Fields): Task<number> {
  const options = fields.slice(1).filter((field) => /^[-+][a-zA-Z]+$/.test(field))
  const has = (letter: string): boolean => options.some((option) => option.startsWith('-') && option.includes(letter))
  const names = fields.slice(1).filter((field) => !options.includes(field))
  if (has('f') || has('F')) return yield* showFunctions(shell, names)
  if (has('p') || names.length === 0) return yield* showVariables(shell, names)
  const { variables } = shell
  for (const text of names) {
    const given = yield* assignment(shell, fields[0] ?? 'declare', text)
    const { name } = given
    if (variables.inFunction && !has('g')) variables.local(name, undefined)
    if (has('n')) {
      variables.refer(name, given.value ?? '')
      continue
    }
    if (has('A') || has('a')) variables.declareArray(name, has('A'))
    if (has('i')) variables.mark(name, 'integer')
    if (has('l')) variables.changeLetters(name, 'lower')
    if (has('u')) variables.changeLetters(name, 'upper')
    give(shell, given)
    if (has('x')) variables.mark(name, 'exported')
    if (has('r')) variables.mark(name, 'readonly')
    if (options.some((option) => option.startsWith('+') && option.includes('x'))) variables.unexport(name)
  }
  return 0
}

function* showFunctions(shell: Shell, names: Fields): Task<number> {
  let status = 0
  for (const name of names.length > 0 ? names : [...shell.functions.seen.keys()].sort()) {
    if (shell.functions.seen.has(name)) yield* shell.stdout.write(`${names.length > 0 ? '' : 'declare -f '}${name}\n`)
    else status = 1
  }
  return status
}

/** As they could be declared again. */
function* showVariables(shell: Shell, names: Fields): Task<number> {
  const { variables } = shell
  let status = 0
  for (const name of names.length > 0 ? names : variables.names()) {
    const attributes = variables.attributes(name)
    if (attributes === undefined) {
      yield* shell.complain(`${name}: not found`, 'declare')
      status = 1
      continue
    }
    const start = `declare -${attributes || '-'} ${name}`
    const value = variables.find(name)
    if (!variables.isArray(name)) {
      yield* shell.stdout.write(`${start}${value === undefined ? '' : `=${doubleQuoted(value)}`}\n`)
      continue
    }
    const pairs = [...(variables.elements(name) ?? [])].map(
      ([key, each]) => `[${/^[\w.]+$/.test(key) ? key : doubleQuoted(key)}]=${doubleQuoted(each)}`,
    )
    const end = variables.isAssociative(name) && pairs.length > 0 ? ' ' : ''
    yield* shell.stdout.write(`${start}=(${pairs.join(' ')}${end})\n`)
  }
  return status
}
