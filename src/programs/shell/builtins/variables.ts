import type { Task } from '../../../engine/kernel/task.ts'
import type { Shell } from '../shell.ts'
import { ShellError } from '../unwind.ts'
import { NAME } from '../variables.ts'

type Fields = readonly string[]

function quote(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`
}

/** name, name=value or name+=value; the shell ends where it is none of them. */
function* assignment(shell: Shell, command: string, text: string): Task<{ name: string; value: string | undefined }> {
  const match = /^([^=+]*)(\+?=)?([\s\S]*)$/.exec(text) as RegExpExecArray
  const [, name = '', operator, value = ''] = match
  if (!NAME.test(name)) {
    const message = shell.dialect === 'bash' ? `\`${text}': not a valid identifier` : `${text}: bad variable name`
    yield* shell.complain(message, command)
    throw new ShellError(undefined, shell.dialect === 'bash' ? 1 : 2)
  }
  if (operator === undefined) return { name, value: undefined }
  return { name, value: operator === '+=' ? shell.variables.get(name) + value : value }
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
    const { name, value } = yield* assignment(shell, 'export', text)
    if (value !== undefined) shell.variables.set(name, value)
    if (remove) shell.variables.unexport(name)
    else shell.variables.mark(name, 'exported')
  }
  return 0
}

export function* readonlyVariables(shell: Shell, fields: Fields): Task<number> {
  const names = fields.slice(1).filter((field) => field !== '-p')
  if (names.length === 0) return yield* list(shell, 'readonly', 'readonly')
  for (const text of names) {
    const { name, value } = yield* assignment(shell, 'readonly', text)
    if (value !== undefined) shell.variables.set(name, value)
    shell.variables.mark(name, 'readonly')
  }
  return 0
}

// biome-ignore lint/correctness/useYield: nothing to wait for
export function* unset(shell: Shell, fields: Fields): Task<number> {
  let functions = false
  for (const field of fields.slice(1)) {
    if (field === '-f') functions = true
    else if (field === '-v') functions = false
    else if (functions) shell.functions.delete(field)
    else if (shell.variables.find(field) === undefined && shell.dialect === 'bash') shell.functions.delete(field)
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
  for (const text of fields.slice(1)) {
    if (/^-[a-z]+$/.test(text)) continue
    const { name, value } = yield* assignment(shell, 'local', text)
    // dash keeps the outer value where none is given.
    shell.variables.local(name, value ?? (shell.dialect === 'dash' ? shell.variables.find(name) : undefined))
  }
  return 0
}

/** bash's declare, as far as there are no arrays. */
export function* declare(shell: Shell, fields: Fields): Task<number> {
  const options = fields.slice(1).filter((field) => /^[-+][a-zA-Z]+$/.test(field))
  if (options.some((option) => /[aA]/.test(option))) {
    yield* shell.complain('arrays are not supported here', fields[0])
    return 1
  }
  for (const text of fields.slice(1)) {
    if (options.includes(text)) continue
    const { name, value } = yield* assignment(shell, 'declare', text)
    if (shell.variables.inFunction && !options.some((option) => option.includes('g')))
      shell.variables.local(name, value)
    else if (value !== undefined) shell.variables.set(name, value)
    for (const option of options) {
      if (option.startsWith('-') && option.includes('x')) shell.variables.mark(name, 'exported')
      if (option.startsWith('-') && option.includes('r')) shell.variables.mark(name, 'readonly')
    }
  }
  return 0
}
