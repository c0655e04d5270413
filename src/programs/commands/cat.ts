import type { FileError } from '../../engine/program-api/files.ts'
import type { Readable } from '../../engine/program-api/stdio.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { Effort } from '../effort.ts'
import { LIMITS } from '../limits.ts'
import { openToRead } from '../streams.ts'
import { absolute, type Call, errorText, fail, isGnu, print, type Tool } from '../tool.ts'

/** Opens a command's operand: a file, or stdin for a dash. */
export function openOperand(call: Call, operand: string): Readable | FileError {
  if (operand === '-') return call.stdin
  const path = absolute(call.sys.cwd, operand)
  const stat = call.sys.files.stat(path)
  if (typeof stat !== 'string' && stat.kind === 'directory') return 'EISDIR'
  return openToRead(call.sys, path, call)
}

/** busybox says "can't open" before it reads, and the bare reason once it does. */
export function* cannotRead(call: Call, operand: string, error: FileError): Task<number> {
  if (isGnu(call.sys)) return yield* fail(call, `${operand}: ${errorText(error)}`)
  const text = error === 'EISDIR' ? `read error: ${errorText(error)}` : `can't open '${operand}': ${errorText(error)}`
  return yield* fail(call, text)
}

/** The lines of all operands; problems are said on the way. The value is the exit code. */
export function* readOperands(
  call: Call,
  operands: readonly string[],
  take: (text: string) => Task<number>,
): Task<number> {
  let status = 0
  for (const operand of operands.length > 0 ? operands : ['-']) {
    const input = openOperand(call, operand)
    if (typeof input === 'string') {
      status = yield* cannotRead(call, operand, input)
      continue
    }
    let effort: Effort | undefined
    for (let text = yield* input.read(); text !== undefined; text = yield* input.read()) {
      const taken = yield* take(text)
      if (taken !== 0) return taken
      if (text.length < LIMITS.block) continue
      effort ??= new Effort(call.sys)
      yield* effort.output(text.length)
    }
  }
  return status
}

export const cat: Tool = function* (call) {
  const operands = call.args.filter((arg) => !/^-[uvetAbns]+$/.test(arg))
  const numbered = call.args.includes('-n')
  let line = 0
  let atStart = true
  return yield* readOperands(call, operands, function* (text) {
    if (!numbered) return yield* print(call, text)
    const numberedText = text.replace(/^/gm, (_, offset: number) => {
      if (offset === text.length || (offset === 0 && !atStart)) return ''
      return `${String(++line).padStart(6)}\t`
    })
    atStart = text.endsWith('\n')
    return yield* print(call, numberedText)
  })
}
