import type { Task } from '../../engine/program-api/task.ts'
import { BadOption, type Options, parseOptions } from '../options.ts'
import { absolute, baseName, type Call, fail, type Tool } from '../tool.ts'
import { chmod, chown, cp } from './copy.ts'
import { mkdir } from './make.ts'

/** install: copies with a mode and an owner, or makes directories (-d). */
export const install: Tool = function* (call) {
  const options = parseOptions(call.args, 'dDcvpsTm:o:g:t:', {
    directory: 'd',
    mode: 'm',
    owner: 'o',
    group: 'g',
    'target-directory': 't',
    verbose: 'v',
    'preserve-timestamps': 'p',
    'no-target-directory': 'T',
  })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const { operands } = options
  if (options.has('d')) {
    if (operands.length === 0) return yield* fail(call, 'missing file operand')
    const made = yield* mkdir({ ...call, args: ['-p', ...operands] })
    return made || (yield* owned(call, options, operands))
  }
  const into = options.value('t')
  const sources = into === undefined ? operands.slice(0, -1) : operands
  const to = into ?? operands.at(-1)
  if (to === undefined || sources.length === 0) {
    return yield* fail(
      call,
      operands.length === 1 ? `missing destination file operand after '${operands[0]}'` : 'missing file operand',
    )
  }
  if (options.has('D')) {
    const directory = into ?? to.replace(/\/?[^/]*$/, '')
    if (directory !== '' && (yield* mkdir({ ...call, args: ['-p', directory] })) !== 0) return 1
  }
  const stat = call.sys.files.stat(absolute(call.sys.cwd, to))
  const isDirectory = typeof stat !== 'string' && stat.kind === 'directory'
  const copied = yield* cp({ ...call, args: ['-f', ...sources, to] })
  const targets = isDirectory ? sources.map((source) => `${to.replace(/\/+$/, '')}/${baseName(source)}`) : [to]
  return copied || (yield* owned(call, options, targets))
}

function* owned(call: Call, options: Options, paths: readonly string[]): Task<number> {
  const mode = yield* chmod({ ...call, args: [options.value('m') ?? '755', ...paths] })
  const [owner, group] = [options.value('o'), options.value('g')]
  if (mode !== 0 || (owner === undefined && group === undefined)) return mode
  return yield* chown({
    ...call,
    name: 'chown',
    args: [`${owner ?? ''}${group === undefined ? '' : `:${group}`}`, ...paths],
  })
}
