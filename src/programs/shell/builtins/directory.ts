import type { Task } from '../../../engine/program-api/task.ts'
import { absolute, errorText } from '../../tool.ts'
import { cannotChangeDirectory } from '../dialect.ts'
import type { Shell } from '../shell.ts'

export function* changeDirectory(shell: Shell, fields: readonly string[]): Task<number> {
  let args = fields.slice(1)
  while (/^-[LPe]+$/.test(args[0] ?? '') || args[0] === '--') args = args.slice(1)
  const { variables } = shell
  let target = args[0] ?? variables.find('HOME') ?? '/'
  const isBack = target === '-'
  if (isBack) target = variables.find('OLDPWD') ?? shell.sys.cwd
  if (target === '') return 0
  const path = absolute(shell.sys.cwd, target)
  const stat = shell.sys.files.stat(path)
  const error = typeof stat === 'string' ? stat : stat.kind === 'directory' ? undefined : 'ENOTDIR'
  if (error || !shell.sys.files.access(path, 'execute')) {
    yield* shell.complain(cannotChangeDirectory(shell.dialect, target, errorText(error ?? 'EACCES')), 'cd')
    return shell.dialect === 'bash' ? 1 : 2
  }
  const before = shell.sys.cwd
  shell.sys.cwd = normal(path)
  variables.set('OLDPWD', before)
  variables.set('PWD', shell.sys.cwd)
  if (isBack) yield* shell.stdout.write(`${shell.sys.cwd}\n`)
  return 0
}

/** `..` goes back the way one came, through links as well: that is what `cd` does and `ls ..` does not. */
function normal(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

export function* printDirectory(shell: Shell): Task<number> {
  yield* shell.stdout.write(`${shell.sys.cwd}\n`)
  return 0
}
