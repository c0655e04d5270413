import type { Task } from '../../../engine/program-api/task.ts'
import type { Shell } from '../shell.ts'

/** getopts optstring name [arg …] */
export function* getopts(shell: Shell, fields: readonly string[]): Task<number> {
  const [, spec = '', name = 'REPLY', ...given] = fields
  const args = given.length > 0 ? given : shell.positional
  const { variables } = shell
  let index = Number(variables.find('OPTIND') ?? '1') || 1
  if (index === 1 && shell.optionOffset > (args[0]?.length ?? 0)) shell.optionOffset = 1
  const finish = (value: string, status: number): number => {
    variables.set('OPTIND', String(index))
    variables.set(name, value)
    return status
  }
  const say = (text: string, inBash: string): Task<unknown> =>
    shell.stderr.write(shell.dialect === 'bash' ? `${shell.self}: ${inBash}\n` : `${text}\n`)
  const arg = args[index - 1]
  variables.unset('OPTARG')
  if (arg === undefined || !arg.startsWith('-') || arg === '-') return finish('?', 1)
  if (arg === '--') {
    index++
    return finish('?', 1)
  }
  const letter = arg[shell.optionOffset] as string
  shell.optionOffset++
  const at = letter === ':' ? -1 : spec.indexOf(letter, spec.startsWith(':') ? 1 : 0)
  const wantsValue = at >= 0 && spec[at + 1] === ':'
  const rest = arg.slice(shell.optionOffset)
  if (rest === '' || wantsValue) {
    index++
    shell.optionOffset = 1
  }
  const silent = spec.startsWith(':')
  if (at < 0) {
    if (silent) variables.set('OPTARG', letter)
    else yield* say(`Illegal option -${letter}`, `illegal option -- ${letter}`)
    return finish('?', 0)
  }
  if (!wantsValue) {
    if (shell.dialect !== 'bash') variables.set('OPTARG', '')
    return finish(letter, 0)
  }
  const value = rest !== '' ? rest : args[index - 1]
  if (value !== undefined) {
    if (rest === '') index++
    variables.set('OPTARG', value)
    return finish(letter, 0)
  }
  if (silent) variables.set('OPTARG', letter)
  else yield* say(`No arg for -${letter} option`, `option requires an argument -- ${letter}`)
  return finish(silent ? ':' : '?', 0)
}
