import type { Task } from '../../../engine/program-api/task.ts'
import { LIMITS } from '../../limits.ts'
import { BadOption, parseOptions } from '../../options.ts'
import type { Shell } from '../shell.ts'
import { OUT_OF_MEMORY, ShellError } from '../unwind.ts'
import { NAME } from '../variables.ts'

/** mapfile and readarray: [-d delimiter] [-n count] [-O origin] [-s skip] [-t] [-u descriptor] [array] */
export function* mapfile(shell: Shell, fields: readonly string[]): Task<number> {
  const options = parseOptions(fields.slice(1), 'td:n:O:s:u:C:c:')
  if (options instanceof BadOption) {
    yield* shell.complain(options.message.replace('unrecognized option: ', '-').concat(': invalid option'), fields[0])
    return 2
  }
  const name = options.operands[0] ?? 'MAPFILE'
  if (!NAME.test(name)) {
    yield* shell.complain(`\`${name}': not a valid identifier`, fields[0])
    return 1
  }
  const input = shell.streams.get(Number(options.value('u') ?? '0'))?.reader
  if (!input) {
    yield* shell.complain(`${options.value('u') ?? '0'}: invalid file descriptor: Bad file descriptor`, fields[0])
    return 1
  }
  const delimiter = options.value('d')
  const most = Number(options.value('n') ?? '0')
  const skip = Number(options.value('s') ?? '0')
  const origin = Number(options.value('O') ?? '0')
  const values: string[] = []
  const keep = (text: string, end: string): void => {
    values.push(options.has('t') ? text : text + end)
    if (values.length > LIMITS.words) throw new ShellError(OUT_OF_MEMORY)
  }
  let rest = ''
  for (let line = yield* input.readLine(); line !== undefined; line = yield* input.readLine()) {
    if (shell.effort.step()) yield* shell.effort.pay()
    const ended = input.lineEnded !== false
    if (delimiter === undefined || delimiter === '\n') {
      keep(line, ended ? '\n' : '')
      if (most > 0 && values.length >= most + skip) break
      continue
    }
    const parts = (rest + line + (ended ? '\n' : '')).split(delimiter === '' ? '\0' : delimiter)
    rest = parts.pop() ?? ''
    for (const part of parts) keep(part, delimiter)
  }
  if (rest !== '') keep(rest, '')
  const kept = values.slice(skip, most > 0 ? skip + most : undefined)
  const before = options.value('O') === undefined ? [] : [...(shell.variables.elements(name) ?? [])]
  const elements = new Map(before)
  kept.forEach((value, index) => {
    elements.set(String(origin + index), value)
  })
  shell.variables.setArray(name, elements, false)
  return 0
}
