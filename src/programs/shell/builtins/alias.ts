import type { Task } from '../../../engine/program-api/task.ts'
import type { Shell } from '../shell.ts'

/** alias [name[=value] …] */
export function* alias(shell: Shell, fields: readonly string[]): Task<number> {
  const start = shell.dialect === 'bash' ? 'alias ' : ''
  const show = (name: string, value: string): Task<boolean> =>
    shell.stdout.write(`${start}${name}='${value.replace(/'/g, `'\\''`)}'\n`)
  const given = fields.slice(1).filter((field) => field !== '-p')
  if (given.length === 0) for (const [name, value] of [...shell.aliases.seen].sort()) yield* show(name, value)
  let status = 0
  for (const text of given) {
    const equals = text.indexOf('=', 1)
    if (equals > 0) {
      shell.aliases.own.set(text.slice(0, equals), text.slice(equals + 1))
      continue
    }
    const value = shell.aliases.seen.get(text)
    if (value !== undefined) yield* show(text, value)
    else {
      yield* shell.complain(`${text}${shell.dialect === 'bash' ? ': not found' : ' not found'}`, 'alias')
      status = 1
    }
  }
  return status
}

export function* unalias(shell: Shell, fields: readonly string[]): Task<number> {
  let status = 0
  for (const name of fields.slice(1)) {
    if (name === '-a') shell.aliases.own.clear()
    else if (!shell.aliases.own.delete(name)) {
      yield* shell.complain(`${name}: not found`, 'unalias')
      status = 1
    }
  }
  return status
}
