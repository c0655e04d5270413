import type { Task } from '../../engine/program-api/task.ts'
import { LIMITS } from '../limits.ts'
import { BadOption, parseOptions } from '../options.ts'
import { readAll } from '../streams.ts'
import { absolute, type Call, errorText, fail, isGnu, print, type Tool } from '../tool.ts'
import { cannotRead, openOperand } from './cat.ts'

function* textOf(call: Call, operand: string): Task<string | undefined> {
  const input = openOperand(call, operand)
  if (typeof input !== 'string') return yield* readAll(input, LIMITS.text)
  if (call.name !== 'diff' || isGnu(call.sys)) yield* cannotRead(call, operand, input)
  else yield* fail(call, `can't stat '${operand}': ${errorText(input)}`)
  return undefined
}

function linesOf(text: string): string[] {
  return text === '' ? [] : (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
}

/** One line of the way from the one text to the other. */
interface Edit {
  readonly kind: ' ' | '-' | '+'
  readonly line: string
}

/** Longest table of common lines that is made; beyond, everything is taken for changed. */
const TABLE_LIMIT = 4_000_000

/** The shortest way, by the longest common subsequence of lines. */
function editsBetween(a: readonly string[], b: readonly string[]): Edit[] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const [middleA, middleB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  return [
    ...a.slice(0, start).map((line) => ({ kind: ' ', line }) as const),
    ...middleEdits(middleA, middleB),
    ...a.slice(a.length - end).map((line) => ({ kind: ' ', line }) as const),
  ]
}

function middleEdits(a: readonly string[], b: readonly string[]): Edit[] {
  const width = b.length + 1
  if (a.length * b.length > TABLE_LIMIT) {
    return [...a.map((line) => ({ kind: '-', line }) as const), ...b.map((line) => ({ kind: '+', line }) as const)]
  }
  const table = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] =
        a[i] === b[j]
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0)
  const edits: Edit[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      edits.push({ kind: ' ', line: a[i++] as string })
      j++
    } else if (i < a.length && (j >= b.length || (table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0)))
      edits.push({ kind: '-', line: a[i++] as string })
    else edits.push({ kind: '+', line: b[j++] as string })
  }
  return edits
}

/** Runs of changes with the lines before them, where `context` unchanged ones do not part them. */
function hunksOf(edits: readonly Edit[], context: number): { readonly from: number; readonly to: number }[] {
  const hunks: { from: number; to: number }[] = []
  edits.forEach((edit, at) => {
    if (edit.kind === ' ') return
    const last = hunks.at(-1)
    const from = Math.max(0, at - context)
    const to = Math.min(edits.length, at + context + 1)
    if (last && from <= last.to) last.to = to
    else hunks.push({ from, to })
  })
  return hunks
}

function count(edits: readonly Edit[], without: '-' | '+'): number {
  return edits.filter(({ kind }) => kind !== without).length
}

function unified(edits: readonly Edit[]): string {
  return hunksOf(edits, 3)
    .map(({ from, to }) => {
      const part = edits.slice(from, to)
      const range = (without: '-' | '+'): string => {
        const length = count(part, without)
        const before = count(edits.slice(0, from), without)
        return length === 1 ? String(before + 1) : `${length === 0 ? before : before + 1},${length}`
      }
      return `@@ -${range('+')} +${range('-')} @@\n${part.map(({ kind, line }) => `${kind}${line}\n`).join('')}`
    })
    .join('')
}

function normal(edits: readonly Edit[]): string {
  return hunksOf(edits, 0)
    .map(({ from, to }) => {
      const part = edits.slice(from, to)
      const [gone, come] = [part.filter(({ kind }) => kind === '-'), part.filter(({ kind }) => kind === '+')]
      const [oldAt, newAt] = [count(edits.slice(0, from), '+'), count(edits.slice(0, from), '-')]
      const range = (at: number, length: number): string =>
        length === 0 ? String(at) : length === 1 ? String(at + 1) : `${at + 1},${at + length}`
      const letter = gone.length === 0 ? 'a' : come.length === 0 ? 'd' : 'c'
      const separator = letter === 'c' ? '---\n' : ''
      return `${range(oldAt, gone.length)}${letter}${range(newAt, come.length)}\n${gone.map(({ line }) => `< ${line}\n`).join('')}${separator}${come.map(({ line }) => `> ${line}\n`).join('')}`
    })
    .join('')
}

export const diff: Tool = function* (call) {
  const options = parseOptions(call.args, 'uqrNabBiwU:s', { unified: 'u', brief: 'q', recursive: 'r' })
  if (options instanceof BadOption) return yield* fail(call, options.message, 2)
  const [a, b] = options.operands
  if (a === undefined || b === undefined) return yield* fail(call, 'missing operand', 2)
  const first = yield* textOf(call, a)
  const second = first === undefined ? undefined : yield* textOf(call, b)
  if (first === undefined || second === undefined) return 2
  if (first === second) return 0
  if (options.has('q')) {
    yield* print(call, `Files ${a} and ${b} differ\n`)
    return 1
  }
  const edits = editsBetween(linesOf(first), linesOf(second))
  const wantsUnified = options.has('u') || options.has('U') || !isGnu(call.sys)
  yield* print(call, wantsUnified ? `--- ${a}\n+++ ${b}\n${unified(edits)}` : normal(edits))
  return 1
}

export const cmp: Tool = function* (call) {
  const options = parseOptions(call.args, 'sln:', { silent: 's', quiet: 's' })
  if (options instanceof BadOption) return yield* fail(call, options.message, 2)
  const [a = '', b = '-'] = options.operands
  const first = yield* textOf(call, a)
  const second = first === undefined ? undefined : yield* textOf(call, b)
  if (first === undefined || second === undefined) return 2
  if (first === second) return 0
  if (options.has('s')) return 1
  let at = 0
  while (at < first.length && at < second.length && first[at] === second[at]) at++
  if (at === Math.min(first.length, second.length)) {
    const shorter = first.length < second.length ? a : b
    return yield* fail(call, isGnu(call.sys) ? `EOF on ${shorter} after byte ${at}` : `EOF on ${shorter}`)
  }
  const line = first.slice(0, at).split('\n').length
  yield* print(call, `${a} ${b} differ: ${isGnu(call.sys) ? 'byte' : 'char'} ${at + 1}, line ${line}\n`)
  return 1
}

/** comm: lines of sorted files that the one has, the other, or both. */
export const comm: Tool = function* (call) {
  const options = parseOptions(call.args, '123', {})
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const [a = '', b = ''] = options.operands
  const texts = [yield* textOf(call, a), yield* textOf(call, b)]
  if (texts.includes(undefined)) return 1
  const [left, right] = texts.map((text) => linesOf(text ?? '')) as [string[], string[]]
  const indent = [0, options.has('1') ? 0 : 1, (options.has('1') ? 0 : 1) + (options.has('2') ? 0 : 1)]
  let text = ''
  const put = (column: 1 | 2 | 3, line: string): void => {
    if (!options.has(String(column))) text += `${'\t'.repeat(indent[column - 1] ?? 0)}${line}\n`
  }
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    const [x, y] = [left[i], right[j]]
    if (x !== undefined && x === y) {
      put(3, x)
      i++
      j++
    } else if (x !== undefined && (y === undefined || x < y)) {
      put(1, x)
      i++
    } else {
      put(2, y as string)
      j++
    }
  }
  return yield* print(call, text)
}

/** truncate -s: cut off, or made longer by bytes that nobody has written. */
export const truncate: Tool = function* (call) {
  const options = parseOptions(call.args, 'cs:', { size: 's', 'no-create': 'c' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const given = /^(\d+)([kKMG]?)$/.exec(options.value('s') ?? '')
  if (!given) return yield* fail(call, `invalid number '${options.value('s') ?? ''}'`)
  const unit = { '': 1, k: 1024, K: 1024, M: 1024 ** 2, G: 1024 ** 3 }[given[2] as string] ?? 1
  const size = Number(given[1]) * unit
  let status = 0
  for (const operand of options.operands) {
    const path = absolute(call.sys.cwd, operand)
    const old = call.sys.files.read(path)
    const text = typeof old === 'string' ? '' : old.text.slice(0, size)
    const error =
      call.sys.files.write(path, text) ??
      (size > text.length ? call.sys.files.extend(path, size - text.length) : undefined)
    if (error) status = yield* fail(call, `${operand}: ${errorText(error)}`)
  }
  return status
}
