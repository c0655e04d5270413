import type { Task } from '../../engine/program-api/task.ts'
import { Effort, ENTRY_STEPS, work } from '../effort.ts'
import { BadOption, type Options, parseOptions } from '../options.ts'
import { absolute, BROKEN_PIPE, type Call, errorText, fail, isGnu, print, type Tool } from '../tool.ts'
import { openOperand } from './cat.ts'
import { payForMatching, type Regex, regexFor, Work } from './posix-regex.ts'

/** grep: 0 found, 1 not found, 2 trouble. */
export const grep: Tool = function* (call) {
  const options = parseOptions(call.args, 'EFGPivnclqsowxhHrRe:f:m:A:B:C:', {
    'extended-regexp': 'E',
    'fixed-strings': 'F',
    'ignore-case': 'i',
    'invert-match': 'v',
    quiet: 'q',
    silent: 'q',
    count: 'c',
    recursive: 'r',
    color: 's',
  })
  if (options instanceof BadOption) return yield* fail(call, options.message, 2)
  const { operands } = options
  const given = options.values('e')
  const patterns = (given.length > 0 ? given : operands.slice(0, 1)).flatMap((text) => text.split('\n'))
  const names = given.length > 0 ? operands : operands.slice(1)
  if (patterns.length === 0) return yield* fail(call, 'no pattern', 2)
  const regex = compile(call, options, patterns)
  if (typeof regex === 'string') {
    return yield* fail(call, isGnu(call.sys) ? regex : `bad regex '${patterns[0]}': ${regex}`, 2)
  }
  const recursive = options.has('r') || options.has('R')
  const files = names.length > 0 ? names.flatMap((name) => (recursive ? filesBelow(call, name) : [name])) : ['-']
  if (recursive) yield* work(call.sys, files.length * ENTRY_STEPS)
  const search = { regex, options, showName: (files.length > 1 || recursive || options.has('H')) && !options.has('h') }
  let found = false
  let trouble = false
  for (const file of files) {
    const input = openOperand(call, file)
    if (typeof input === 'string') {
      if (input === 'EISDIR' && recursive) continue
      trouble = true
      if (!options.has('s')) yield* fail(call, `${file}: ${errorText(input)}`)
      continue
    }
    const matched = yield* searchLines(call, file, () => input.readLine(), search)
    if (matched === BROKEN_PIPE) return BROKEN_PIPE
    found ||= matched > 0
    if (found && options.has('q')) return 0
  }
  return found && !(trouble && !options.has('q')) ? 0 : trouble ? 2 : 1
}

interface Search {
  readonly regex: Regex
  readonly options: Options
  readonly showName: boolean
}

/** 1: something matched; 0: nothing; or the code of a broken pipe. */
function* searchLines(call: Call, file: string, next: () => Task<string | undefined>, search: Search): Task<number> {
  const { regex, options, showName } = search
  const name = file === '-' ? '(standard input)' : file
  const most = Number(options.value('m') ?? Number.POSITIVE_INFINITY)
  const after = Number(options.value('A') ?? options.value('C') ?? 0)
  const before = Number(options.value('B') ?? options.value('C') ?? 0)
  const recent: string[] = []
  const work = new Work()
  const effort = new Effort(call.sys)
  let number = 0
  let count = 0
  let afterLeft = 0
  for (let line = yield* next(); line !== undefined && count < most; line = yield* next()) {
    number++
    call.sys.work('line')
    const matched = regex.test(line, work) !== options.has('v')
    yield* payForMatching(effort, work)
    const at = number
    const lead = (mark: string, row: number): string =>
      `${showName ? `${name}${mark}` : ''}${options.has('n') ? `${row}${mark}` : ''}`
    if (matched) count++
    if (matched && (options.has('q') || options.has('l'))) break
    if (options.has('c')) continue
    let text = ''
    if (matched) {
      recent.forEach((each, i) => {
        text += `${lead('-', at - recent.length + i)}${each}\n`
      })
      recent.length = 0
      afterLeft = after
      if (options.has('o') && !options.has('v')) {
        for (const match of regex.all(line, work)) if (match.text !== '') text += `${lead(':', at)}${match.text}\n`
      } else text += `${lead(':', at)}${line}\n`
    } else if (afterLeft > 0) {
      afterLeft--
      text = `${lead('-', at)}${line}\n`
    } else if (before > 0) {
      recent.push(line)
      if (recent.length > before) recent.shift()
    }
    if ((yield* print(call, text)) !== 0) return BROKEN_PIPE
  }
  if (options.has('c')) yield* print(call, `${showName ? `${name}:` : ''}${count}\n`)
  if (options.has('l') && count > 0) yield* print(call, `${name}\n`)
  return count > 0 ? 1 : 0
}

function compile(call: Call, options: Options, patterns: readonly string[]): Regex | string {
  const kind =
    options.has('F') || call.name === 'fgrep'
      ? 'fixed'
      : options.has('E') || options.has('P') || call.name === 'egrep'
        ? 'extended'
        : 'basic'
  return regexFor(call.sys, patterns, {
    kind,
    ...(options.has('i') ? { ignoreCase: true } : {}),
    ...(options.has('x') ? { whole: 'line' } : options.has('w') ? { whole: 'word' } : {}),
  })
}

function filesBelow(call: Call, name: string): string[] {
  const names = call.sys.files.list(absolute(call.sys.cwd, name))
  if (typeof names === 'string') return [name]
  return names.flatMap((each) => filesBelow(call, `${name.replace(/\/$/, '')}/${each}`))
}
