import { BadOption, parseOptions } from '../options.ts'
import { absolute, errorText, fail, isGnu, type Tool } from '../tool.ts'
import { parseDate } from './system.ts'

export const touch: Tool = function* (call) {
  const options = parseOptions(call.args, 'cht:d:r:am', { 'no-create': 'c', date: 'd', reference: 'r' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  if (options.operands.length === 0) return yield* fail(call, 'missing operand')
  const reference = options.value('r')
  const model = reference === undefined ? undefined : call.sys.files.stat(absolute(call.sys.cwd, reference))
  if (typeof model === 'string') return yield* fail(call, `${reference}: ${errorText(model)}`)
  const given = options.value('d') ?? options.value('t')
  const at = model?.modifiedAt ?? (given === undefined ? undefined : parseDate(given))
  if (given !== undefined && at === undefined) return yield* fail(call, `invalid date '${given}'`)
  let status = 0
  for (const operand of options.operands) {
    const path = absolute(call.sys.cwd, operand)
    if (options.has('c') && typeof call.sys.files.stat(path) === 'string') continue
    const error = call.sys.files.touch(path, at)
    if (error) {
      const reason = errorText(error)
      status = yield* fail(call, isGnu(call.sys) ? `cannot touch '${operand}': ${reason}` : `${operand}: ${reason}`)
    }
  }
  return status
}

export const mkdir: Tool = function* (call) {
  const options = parseOptions(call.args, 'pm:v', { parents: 'p', mode: 'm', verbose: 'v' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  if (options.operands.length === 0) return yield* fail(call, 'missing operand')
  let status = 0
  for (const operand of options.operands) {
    const path = absolute(call.sys.cwd, operand)
    const error = call.sys.files.makeDirectory(path, options.has('p'))
    if (error)
      status = yield* fail(
        call,
        `${isGnu(call.sys) ? 'cannot' : `can't`} create directory '${operand}': ${errorText(error)}`,
      )
    else if (options.has('m')) call.sys.files.chmod(path, Number.parseInt(options.value('m') ?? '755', 8))
  }
  return status
}
