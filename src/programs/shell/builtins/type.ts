import type { Task } from '../../../engine/program-api/task.ts'
import { absolute } from '../../tool.ts'
import { notFound } from '../dialect.ts'
import type { Shell } from '../shell.ts'
import { builtins } from './builtins.ts'

const KEYWORDS = new Set('if then else elif fi case esac for while until do done { } ! in function time [['.split(' '))

/** The first file of this name along $PATH. */
export function findInPath(shell: Shell, name: string, executable = true): string | undefined {
  for (const directory of (shell.variables.find('PATH') ?? '').split(':')) {
    const path = absolute(shell.sys.cwd, directory === '' ? name : `${directory}/${name}`)
    const stat = shell.sys.files.stat(path)
    if (typeof stat === 'string' || stat.kind === 'directory') continue
    if (!executable || shell.sys.files.access(path, 'execute')) return path
  }
  return undefined
}

/** type and command -v, -V. */
export function* describe(shell: Shell, name: string, how: 'name' | 'sentence'): Task<number> {
  const builtin = builtins.get(name)
  const known = builtin && (!builtin.dialects || builtin.dialects.includes(shell.dialect))
  let short: string | undefined
  let sentence: string
  if (KEYWORDS.has(name) && (name !== '[[' || shell.dialect !== 'dash')) {
    short = name
    sentence = `${name} is a shell keyword`
  } else if (shell.functions.seen.has(name)) {
    short = name
    sentence = `${name} is a ${shell.dialect === 'dash' ? 'shell ' : ''}function`
  } else if (known) {
    short = name
    sentence = `${name} is a ${builtin.special && shell.dialect !== 'bash' ? 'special ' : ''}shell builtin`
  } else {
    short = name.includes('/')
      ? shell.sys.files.access(absolute(shell.sys.cwd, name), 'execute')
        ? name
        : undefined
      : findInPath(shell, name)
    sentence = `${name} is ${short}`
  }
  if (short === undefined) {
    if (how === 'sentence') {
      if (shell.dialect === 'bash') yield* shell.complain(`${name}: not found`, 'type')
      else yield* shell.stdout.write(`${notFound(shell.dialect, name)}\n`)
    }
    return shell.dialect === 'bash' ? 1 : 127
  }
  yield* shell.stdout.write(`${how === 'name' ? short : sentence}\n`)
  return 0
}

export function* type(shell: Shell, fields: readonly string[]): Task<number> {
  let status = 0
  let how: 'sentence' | 'kind' | 'path' = 'sentence'
  for (const name of fields.slice(1)) {
    if (shell.dialect === 'bash' && /^-[tpPaf]+$/.test(name)) {
      how = name.includes('t') ? 'kind' : /p/i.test(name) ? 'path' : how
      continue
    }
    if (how === 'sentence') status = (yield* describe(shell, name, 'sentence')) || status
    else status = (yield* inOneWord(shell, name, how)) || status
  }
  return status
}

/** type -t and type -p */
function* inOneWord(shell: Shell, name: string, how: 'kind' | 'path'): Task<number> {
  const builtin = builtins.get(name)
  const inside = KEYWORDS.has(name)
    ? 'keyword'
    : shell.functions.seen.has(name)
      ? 'function'
      : builtin && (builtin.dialects?.includes(shell.dialect) ?? true)
        ? 'builtin'
        : undefined
  const path = inside ? undefined : findInPath(shell, name)
  const word = how === 'kind' ? (inside ?? (path && 'file')) : path
  if (word !== undefined) yield* shell.stdout.write(`${word}\n`)
  return inside || path ? 0 : 1
}
