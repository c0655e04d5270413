import type { Task } from '../../engine/program-api/task.ts'
import { work } from '../effort.ts'
import { BadOption, parseOptions } from '../options.ts'
import { absolute, type Call, errorText, fail, isGnu, type Tool } from '../tool.ts'

export const rm: Tool = function* (call) {
  const options = parseOptions(call.args, 'rRfivI', { recursive: 'r', force: 'f', verbose: 'v', interactive: 'i' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const force = options.has('f')
  const recursive = options.has('r') || options.has('R')
  if (options.operands.length === 0 && !force) return yield* fail(call, 'missing operand')
  let status = 0
  for (const operand of options.operands) {
    status = (yield* remove(call, operand, recursive, force)) || status
  }
  return status
}

function cannotRemove(call: Call, operand: string, reason: string): string {
  return `${isGnu(call.sys) ? 'cannot' : `can't`} remove '${operand}': ${reason}`
}

function* remove(call: Call, operand: string, recursive: boolean, force: boolean): Task<number> {
  yield* work(call.sys, 2)
  const { files } = call.sys
  const path = absolute(call.sys.cwd, operand)
  const stat = files.stat(path, false)
  if (typeof stat === 'string') {
    if (force && (stat === 'ENOENT' || stat === 'ENOTDIR')) return 0
    return yield* fail(call, cannotRemove(call, operand, errorText(stat)))
  }
  if (stat.kind !== 'directory') {
    const error = files.removeFile(path)
    return error ? yield* fail(call, cannotRemove(call, operand, errorText(error))) : 0
  }
  if (/(^|\/)\.\.?$/.test(operand)) return yield* fail(call, `'.' and '..' cannot be removed`)
  if (!recursive) {
    const gnu = cannotRemove(call, operand, 'Is a directory')
    return yield* fail(call, isGnu(call.sys) ? gnu : `'${operand}' is a directory`)
  }
  const names = files.list(path)
  let status = 0
  if (typeof names !== 'string') {
    for (const name of names) {
      status = (yield* remove(call, `${operand.replace(/\/$/, '')}/${name}`, recursive, force)) || status
    }
  }
  if (status !== 0) return status
  const error = files.removeDirectory(path)
  return error ? yield* fail(call, cannotRemove(call, operand, errorText(error))) : 0
}

export const rmdir: Tool = function* (call) {
  const options = parseOptions(call.args, 'p', { parents: 'p', 'ignore-fail-on-non-empty': 'p' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  let status = 0
  for (const operand of options.operands) {
    const error = call.sys.files.removeDirectory(absolute(call.sys.cwd, operand))
    if (error) status = yield* fail(call, `'${operand}': ${errorText(error)}`)
  }
  return status
}
