import type { Readable } from '../../engine/program-api/stdio.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { Effort } from '../effort.ts'
import { LIMITS } from '../limits.ts'
import { holdAll, touchMemory } from '../memory.ts'
import { BadOption, parseOptions } from '../options.ts'
import { parseSize } from '../sizes.ts'
import { absolute, BROKEN_PIPE, type Call, errorText, fail, print, type Tool } from '../tool.ts'
import { byteCount } from './byte-count.ts'
import { cannotRead, openOperand } from './cat.ts'

/** All lines of the operands (stdin without), and the status of reading them. */
export function* allLines(
  call: Call,
  operands: readonly string[],
): Task<{ readonly lines: string[]; readonly status: number }> {
  const lines: string[] = []
  let status = 0
  for (const operand of operands.length > 0 ? operands : ['-']) {
    const input = openOperand(call, operand)
    if (typeof input === 'string') {
      status = yield* cannotRead(call, operand, input)
      continue
    }
    const text = yield* holdAll(call.sys, input)
    if (text === '') continue
    call.sys.work('handled', 2 * text.length)
    const before = lines.length
    // A text of nothing but newlines has more lines than a call can have arguments.
    for (const line of (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')) lines.push(line)
    call.sys.work('line', lines.length - before)
  }
  return { lines, status }
}

/** -5 for -n 5. */
function withoutShortCount(args: readonly string[]): string[] {
  return args.map((arg) => (/^-\d+$/.test(arg) ? `-n${arg.slice(1)}` : arg))
}

export const head: Tool = function* (call) {
  const options = parseOptions(withoutShortCount(call.args), 'n:c:qv', { lines: 'n', bytes: 'c', quiet: 'q' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const bytes = options.value('c')
  const count = bytes === undefined ? Number(options.value('n') ?? '10') : (parseSize(bytes) ?? Number.NaN)
  if (!Number.isInteger(count)) return yield* fail(call, `invalid number '${bytes ?? options.value('n')}'`)
  let status = 0
  const { operands } = options
  for (const operand of operands.length > 0 ? operands : ['-']) {
    const input = openOperand(call, operand)
    if (typeof input === 'string') {
      status = yield* cannotRead(call, operand, input)
      continue
    }
    if (operands.length > 1 && !options.has('q'))
      yield* print(call, `${operand === operands[0] ? '' : '\n'}==> ${operand} <==\n`)
    if (bytes !== undefined) {
      let left = count
      while (left > 0) {
        const text = yield* input.read()
        if (text === undefined) break
        const printed = yield* print(call, text.slice(0, left))
        if (printed !== 0) return printed
        left -= text.length
      }
      continue
    }
    for (let i = 0; i < count; i++) {
      const line = yield* input.readLine()
      if (line === undefined) break
      if ((yield* print(call, `${line}\n`)) !== 0) return BROKEN_PIPE
    }
  }
  return status
}

/** Memory is accounted for in steps of this many bytes. */
const MEMORY_STEP = 1024 * 1024

/** How often `tail -f` looks. */
const FOLLOW_INTERVAL = 1000

export const tail: Tool = function* (call) {
  const options = parseOptions(withoutShortCount(call.args), 'n:c:fFqvs:', {
    lines: 'n',
    bytes: 'c',
    follow: 'f',
    retry: 'F',
    quiet: 'q',
  })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const given = options.value('c') ?? options.value('n') ?? '10'
  const count = Math.abs(Number(given))
  if (!Number.isInteger(count)) return yield* fail(call, `invalid number '${given}'`)
  const follow = options.has('f') || options.has('F')
  const shape = { count, bytes: options.value('c') !== undefined, fromStart: given.startsWith('+') }
  let status = 0
  const followed: Followed[] = []
  const { operands } = options
  for (const operand of operands.length > 0 ? operands : ['-']) {
    const path = absolute(call.sys.cwd, operand)
    const input = openOperand(call, operand)
    if (typeof input === 'string') {
      status = yield* fail(call, `can't open '${operand}': ${errorText(input)}`)
      if (options.has('F')) followed.push({ path, length: 0 })
      continue
    }
    // `tail -f /dev/null` keeps a container alive.
    const text = yield* readEnd(call, input)
    if (operands.length > 1 && !options.has('q'))
      yield* print(call, `${operand === operands[0] ? '' : '\n'}==> ${operand} <==\n`)
    const printed = yield* print(call, lastPart(text, shape))
    if (printed !== 0) return printed
    if (operand !== '-') followed.push({ path, length: text.length })
  }
  if (!follow) return status
  if (followed.length === 0) return status || 1
  return yield* keepFollowing(call, followed)
}

/** tail holds what may be its last lines: a stream without newlines fills the memory, which some use for that. */
function* readEnd(call: Call, input: Readable): Task<string> {
  const before = call.sys.memory
  let text = ''
  let held = 0
  let touched = 0
  for (let more = yield* input.read(); more !== undefined; more = yield* input.read()) {
    held += more.length
    if (text.length < LIMITS.text) text += more
    else if (more.includes('\n')) text = text.slice(-LIMITS.text / 2) + more
    if (held - touched >= MEMORY_STEP) {
      touched = held
      yield* touchMemory(call.sys, before + held)
    }
  }
  return text
}

function lastPart(text: string, shape: { count: number; bytes: boolean; fromStart: boolean }): string {
  const { count, bytes, fromStart } = shape
  if (bytes) return fromStart ? text.slice(Math.max(0, count - 1)) : count === 0 ? '' : text.slice(-count)
  const ended = text.endsWith('\n')
  const lines = (ended ? text.slice(0, -1) : text).split('\n')
  const kept = fromStart ? lines.slice(Math.max(0, count - 1)) : count === 0 ? [] : lines.slice(-count)
  if (text === '' || kept.length === 0) return ''
  return kept.join('\n') + (ended ? '\n' : '')
}

interface Followed {
  readonly path: string
  length: number
}

function* keepFollowing(call: Call, followed: readonly Followed[]): Task<number> {
  // Nothing is ever added to a device: nobody has to look.
  const watched = followed.filter(({ path }) => {
    const stat = call.sys.files.stat(path)
    return typeof stat === 'string' || stat.kind === 'file'
  })
  for (;;) {
    if (watched.length === 0) {
      yield* call.sys.pause()
      continue
    }
    yield* call.sys.sleep(FOLLOW_INTERVAL)
    for (const each of watched) {
      const content = call.sys.files.read(each.path)
      if (typeof content === 'string') continue
      if (content.text.length < each.length) each.length = 0
      const more = content.text.slice(each.length)
      each.length = content.text.length
      const printed = yield* print(call, more)
      if (printed !== 0) return printed
    }
  }
}

interface Counted {
  lines: number
  words: number
  chars: number
  bytes: number
}

/** Counts as it reads, without holding what it has counted. */
function* countAll(call: Call, input: Readable, wantsWords: boolean): Task<Counted> {
  const effort = new Effort(call.sys)
  const counted = { lines: 0, words: 0, chars: 0, bytes: 0 }
  let insideWord = false
  for (let text = yield* input.read(); text !== undefined; text = yield* input.read()) {
    const bytes = byteCount(text)
    counted.bytes += bytes
    counted.chars += bytes === text.length ? bytes : [...text].length
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) counted.lines++
    if (wantsWords) {
      const words = text.match(/\S+/g)?.length ?? 0
      counted.words += words - (insideWord && words > 0 && /^\S/.test(text) ? 1 : 0)
      insideWord = /\S$/.test(text)
    }
    if (effort.step(text.length / (wantsWords ? 32 : 256))) yield* effort.pay()
  }
  return counted
}

export const wc: Tool = function* (call) {
  const options = parseOptions(call.args, 'lwcmL', { lines: 'l', words: 'w', bytes: 'c', chars: 'm' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const all = !['l', 'w', 'c', 'm'].some((letter) => options.has(letter))
  const rows: { readonly counts: number[]; readonly name: string }[] = []
  let status = 0
  for (const operand of options.operands.length > 0 ? options.operands : ['-']) {
    const input = openOperand(call, operand)
    if (typeof input === 'string') {
      status = yield* cannotRead(call, operand, input)
      continue
    }
    const counted = yield* countAll(call, input, all || options.has('w'))
    const stat = operand === '-' ? undefined : call.sys.files.stat(absolute(call.sys.cwd, operand))
    const size = typeof stat === 'object' && stat.kind === 'file' ? stat.size : counted.bytes
    const counts = [
      ...(all || options.has('l') ? [counted.lines] : []),
      ...(all || options.has('w') ? [counted.words] : []),
      ...(options.has('m') ? [counted.chars] : []),
      ...(all || options.has('c') ? [size] : []),
    ]
    rows.push({ counts, name: options.operands.length > 0 ? operand : '' })
  }
  if (options.operands.length > 1) {
    const totals = rows[0]?.counts.map((_, i) => rows.reduce((sum, row) => sum + (row.counts[i] ?? 0), 0)) ?? []
    rows.push({ counts: totals, name: 'total' })
  }
  for (const { counts, name } of rows) {
    const text = counts.length === 1 ? String(counts[0]) : counts.map((count) => String(count).padStart(9)).join(' ')
    yield* print(call, `${text}${name === '' ? '' : ` ${name}`}\n`)
  }
  return status
}

export const tee: Tool = function* (call) {
  const append = call.args.includes('-a')
  const names = call.args.filter((arg) => !/^-[ai]$/.test(arg))
  let status = 0
  const paths: string[] = []
  for (const name of names) {
    const path = absolute(call.sys.cwd, name)
    const error = call.sys.files.write(path, '', append ? 'append' : 'replace')
    if (error) status = yield* fail(call, `${name}: ${errorText(error)}`)
    else paths.push(path)
  }
  for (let text = yield* call.stdin.read(); text !== undefined; text = yield* call.stdin.read()) {
    for (const path of paths) call.sys.files.write(path, text, 'append')
    const printed = yield* print(call, text)
    if (printed !== 0) return printed
  }
  return status
}
