import type { Task } from '../../engine/program-api/task.ts'
import { BadOption, parseOptions } from '../options.ts'
import { type Call, fail, print, type Tool } from '../tool.ts'
import { readOperands } from './cat.ts'
import { bytesOf } from './digests.ts'

/** All bytes of the operands. What is asked for with a count ends there: /dev/urandom has no end. */
function* bytes(call: Call, operands: readonly string[], most: number): Task<readonly [number[], number]> {
  let all: number[] = []
  const status = yield* readOperands(call, operands, function* (text) {
    call.sys.work('handled', SHOWN * Math.min(text.length, most - all.length) + all.length / 10)
    all = all.concat(bytesOf(text.slice(0, most - all.length)))
    yield 0
    return all.length >= most ? ENOUGH : 0
  })
  return [all, status === ENOUGH ? 0 : status]
}

/** A byte that is shown is as much work as so many characters that are copied. */
const SHOWN = 40

const ENOUGH = -1
const MOST = 1024 * 1024

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, '0')
}

function inLines(all: readonly number[], line: (part: readonly number[], at: number) => string): string {
  let text = ''
  for (let at = 0; at < all.length; at += 16) text += line(all.slice(at, at + 16), at)
  return text
}

function visible(part: readonly number[]): string {
  return part.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')
}

function words(part: readonly number[]): number[] {
  return Array.from(
    { length: Math.ceil(part.length / 2) },
    (_, i) => (part[2 * i] ?? 0) | ((part[2 * i + 1] ?? 0) << 8),
  )
}

export const hexdump: Tool = function* (call) {
  const options = parseOptions(call.args, 'Cn:vs:xe:', { canonical: 'C' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const [all, status] = yield* bytes(call, options.operands, Number(options.value('n') ?? MOST))
  const canonical = options.has('C')
  const body = inLines(all, (part, at) => {
    if (!canonical)
      return `${hex(at, 7)} ${words(part)
        .map((word) => hex(word, 4))
        .join(' ')
        .padEnd(39)}\n`
    const cells = Array.from({ length: 16 }, (_, i) => (i < part.length ? hex(part[i] as number, 2) : '  '))
    return `${hex(at, 8)}  ${cells.slice(0, 8).join(' ')}  ${cells.slice(8).join(' ')}  |${visible(part)}|\n`
  })
  return (yield* print(call, `${body}${all.length > 0 ? `${hex(all.length, canonical ? 8 : 7)}\n` : ''}`)) || status
}

export const xxd: Tool = function* (call) {
  const options = parseOptions(call.args, 'pl:g:c:r', {})
  if (options instanceof BadOption) return yield* fail(call, options.message)
  if (options.has('r')) return yield* fail(call, 'not simulated: -r')
  const [all, status] = yield* bytes(call, options.operands, Number(options.value('l') ?? MOST))
  const pairs = (part: readonly number[]): string =>
    (
      part
        .map((byte) => hex(byte, 2))
        .join('')
        .match(/.{1,4}/g) ?? []
    ).join(' ')
  const text = options.has('p')
    ? all
        .map((byte) => hex(byte, 2))
        .join('')
        .replace(/.{60}(?=.)/g, '$&\n')
        .concat('\n')
    : inLines(all, (part, at) => `${hex(at, 8)}: ${pairs(part).padEnd(40)} ${visible(part)}\n`)
  return (yield* print(call, text)) || status
}

const NAMED: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
}

/** od: octal words, or -c, -tx1, -tu1 and their like. */
export const od: Tool = function* (call) {
  const options = parseOptions(call.args, 'A:t:N:cxbdv', {})
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const [all, status] = yield* bytes(call, options.operands, Number(options.value('N') ?? MOST))
  const type = options.value('t') ?? (options.has('c') ? 'c' : options.has('x') ? 'x2' : options.has('b') ? 'o1' : 'o2')
  const base = { x: 16, o: 8, u: 10, d: 10 }[type[0] as string]
  const size = Number(type[1] ?? (/^[xoud]/.test(type) ? 4 : 1))
  if ((base === undefined && type[0] !== 'c') || size > 4) return yield* fail(call, `invalid type string '${type}'`)
  const width = base === 16 ? size * 2 : base === 8 ? Math.ceil((size * 8) / 3) : size === 1 ? 3 : size === 2 ? 5 : 10
  const radix = options.value('A') ?? 'o'
  const address = (at: number): string =>
    radix === 'n'
      ? ''
      : radix === 'x'
        ? hex(at, 6)
        : radix === 'd'
          ? String(at).padStart(7, '0')
          : at.toString(8).padStart(7, '0')
  const body = inLines(all, (part, at) => {
    const cells: string[] = []
    for (let i = 0; i < part.length; i += size) {
      const byte = part[i] as number
      if (base === undefined) {
        cells.push(
          (
            NAMED[byte] ?? (byte > 31 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0'))
          ).padStart(3),
        )
        continue
      }
      let value = 0
      for (let k = size - 1; k >= 0; k--) value = value * 256 + (part[i + k] ?? 0)
      cells.push(value.toString(base).padStart(width, base === 10 ? ' ' : '0'))
    }
    return `${address(at)} ${cells.join(' ')}\n`
  })
  return (yield* print(call, `${body}${radix === 'n' ? '' : `${address(all.length)}\n`}`)) || status
}

/** strings: what can be read in a row of at least four. */
export const strings: Tool = function* (call) {
  const options = parseOptions(call.args, 'an:fo', {})
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const least = Number(options.value('n') ?? 4)
  return yield* readOperands(call, options.operands, function* (text) {
    const found = text.match(new RegExp(`[\\t -~]{${least},}`, 'g')) ?? []
    return yield* print(call, found.map((each) => `${each}\n`).join(''))
  })
}
