import type { Readable } from '../../engine/program-api/stdio.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { LIMITS } from '../limits.ts'
import { BadOption, parseOptions } from '../options.ts'
import { readAll } from '../streams.ts'
import { type Call, fail, isGnu, print, type Tool } from '../tool.ts'
import { cannotRead, openOperand } from './cat.ts'
import { md5, sha1, sha256 } from './hash.ts'
import { allLines } from './lines.ts'

/** The bytes of a text in UTF-8. */
export function bytesOf(text: string): number[] {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
  }
  return bytes
}

/** md5sum and its like: prints sums, or checks them (-c). */
function summing(digest: (bytes: readonly number[]) => string): Tool {
  return function* (call) {
    const options = parseOptions(call.args, 'cswbt', { check: 'c', status: 's' })
    if (options instanceof BadOption) return yield* fail(call, options.message)
    if (options.has('c')) return yield* check(call, options.operands, digest, options.has('s'))
    let status = 0
    for (const operand of options.operands.length > 0 ? options.operands : ['-']) {
      const input = openOperand(call, operand)
      if (typeof input === 'string') status = yield* cannotRead(call, operand, input)
      else yield* print(call, `${digest(yield* bytesToSum(call, input))}  ${operand}\n`)
    }
    return status
  }
}

/** A character that is summed is as much work as so many that are copied. */
const SUMMED = 20

function* bytesToSum(call: Call, input: Readable): Task<number[]> {
  const text = yield* readAll(input, LIMITS.text)
  call.sys.work('handled', SUMMED * text.length)
  return bytesOf(text)
}

function* check(
  call: Call,
  operands: readonly string[],
  digest: (bytes: readonly number[]) => string,
  silent: boolean,
): Task<number> {
  const { lines, status } = yield* allLines(call, operands)
  let wrong = 0
  for (const line of lines) {
    const [, sum, name = ''] = /^(\S+) [ *](.*)$/.exec(line) ?? []
    const input = openOperand(call, name)
    const right = typeof input !== 'string' && digest(yield* bytesToSum(call, input)) === sum
    if (!right) wrong++
    if (!silent) yield* print(call, `${name}: ${right ? 'OK' : 'FAILED'}\n`)
  }
  if (wrong === 0) return status
  const many = isGnu(call.sys)
    ? `${wrong} computed checksum${wrong === 1 ? '' : 's'} did NOT match`
    : `${wrong} of ${lines.length} computed checksums did NOT match`
  return yield* fail(call, `WARNING: ${many}`)
}

export const md5sum = summing(md5)
export const sha1sum = summing(sha1)
export const sha256sum = summing(sha256)
