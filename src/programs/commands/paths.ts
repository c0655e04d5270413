import type { FileStat, Medium, MountInfo } from '../../engine/program-api/files.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { ENTRY_STEPS, work } from '../effort.ts'
import { BadOption, parseOptions } from '../options.ts'
import { matchesName } from '../shell/pattern.ts'
import { absolute, baseName, type Call, errorText, fail, isGnu, print, spawnErrorText, type Tool } from '../tool.ts'
import { humanSize } from './human-size.ts'
import { allLines } from './lines.ts'

export const basename: Tool = function* (call) {
  const [path, suffix] = call.args
  if (path === undefined) return yield* fail(call, 'missing operand')
  const base = baseName(path) || '/'
  return yield* print(
    call,
    `${suffix && base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base}\n`,
  )
}

export const dirname: Tool = function* (call) {
  const [path] = call.args
  if (path === undefined) return yield* fail(call, 'missing operand')
  const trimmed = path.replace(/\/+$/, '')
  const slash = trimmed.lastIndexOf('/')
  const directory = slash < 0 ? (trimmed === '' ? '/' : '.') : trimmed.slice(0, slash).replace(/\/+$/, '') || '/'
  return yield* print(call, `${directory}\n`)
}

interface Found {
  readonly path: string
  readonly absolute: string
  readonly stat: FileStat
  readonly depth: number
  /** How many of those behind it are within it. */
  inside: number
}

/** All that is at and below a path, each directory before what is in it. Each costs the system calls of a `stat`. */
function* walk(
  call: Call,
  root: Pick<Found, 'path' | 'absolute' | 'depth'>,
  most: number,
  found: Found[] = [],
): Task<Found[]> {
  const stat = call.sys.files.stat(root.absolute, false)
  yield* work(call.sys, ENTRY_STEPS)
  if (typeof stat === 'string') return found
  const here: Found = { ...root, stat, inside: 0 }
  const at = found.push(here)
  const names = stat.kind === 'directory' && root.depth < most ? call.sys.files.list(root.absolute) : []
  const [path, full] = [root.path.replace(/\/$/, ''), root.absolute.replace(/\/$/, '')]
  for (const name of typeof names === 'string' ? [] : names) {
    yield* walk(call, { path: `${path}/${name}`, absolute: `${full}/${name}`, depth: root.depth + 1 }, most, found)
  }
  here.inside = found.length - at
  return found
}

/** find with -name -iname -type -maxdepth -mindepth -empty -mmin -print -delete -exec … ; */
export const find: Tool = function* (call) {
  const firstTest = call.args.findIndex((arg) => arg.startsWith('-') || arg === '!' || arg === '(')
  const roots = firstTest < 0 ? call.args : call.args.slice(0, firstTest)
  const tests = firstTest < 0 ? [] : call.args.slice(firstTest)
  let most = Number.POSITIVE_INFINITY
  let least = 0
  let deletes = false
  let negate = false
  let end = '\n'
  let command: readonly string[] | undefined
  // Those of a group must all hold; -o begins another group.
  const groups: ((found: Found) => boolean)[][] = [[]]
  const add = (condition: (found: Found) => boolean): void => {
    const negated = negate
    negate = false
    groups.at(-1)?.push(negated ? (found) => !condition(found) : condition)
  }
  for (let i = 0; i < tests.length; i++) {
    const test = tests[i] as string
    const value = tests[i + 1] ?? ''
    if (test === '!' || test === '-not') negate = true
    else if (test === '-o' || test === '-or') groups.push([])
    else if (test === '-a') continue
    else if (test === '-name') add(({ path }) => matchesName(value, baseName(path)))
    else if (test === '-iname') add(({ path }) => matchesName(value.toLowerCase(), baseName(path).toLowerCase()))
    else if (test === '-type')
      add(({ stat }) => ({ f: 'file', d: 'directory', l: 'link', c: 'device' })[value] === stat.kind)
    else if (test === '-maxdepth') most = Number(value)
    else if (test === '-mindepth') least = Number(value)
    else if (test === '-empty')
      add(({ stat, absolute: path }) => (stat.kind === 'file' ? stat.size === 0 : isEmptyDirectory(call, path)))
    else if (test === '-path') add(({ path }) => matchesName(value, path))
    else if (test === '-mtime')
      add(({ stat }) => compareCount(Math.floor((call.sys.now() - stat.modifiedAt) / 86_400_000), value))
    else if (test === '-newer') {
      const model = call.sys.files.stat(absolute(call.sys.cwd, value))
      if (typeof model === 'string') return yield* fail(call, `${value}: ${errorText(model)}`)
      add(({ stat }) => stat.modifiedAt > model.modifiedAt)
    } else if (test === '-size') {
      const unit = { c: 1, k: 1024, M: 1024 ** 2, G: 1024 ** 3 }[value.at(-1) as string] ?? 512
      add(({ stat }) => compareCount(Math.ceil(stat.size / unit), value.replace(/[a-zA-Z]$/, '')))
    } else if (test === '-mmin') add(({ stat }) => compareCount((call.sys.now() - stat.modifiedAt) / 60_000, value))
    else if (test === '-print0') end = '\0'
    else if (test === '-print') continue
    else if (test === '-delete') deletes = true
    else if (test === '-exec') {
      const last = tests.findIndex((each, at) => at > i && (each === ';' || each === '+'))
      if (last < 0) return yield* fail(call, `unterminated -exec`)
      command = tests.slice(i + 1, last)
      i = last
      continue
    } else return yield* fail(call, `unrecognized: ${test}`)
    if (!['!', '-not', '-o', '-or', '-empty', '-print0', '-delete'].includes(test)) i++
  }
  let status = 0
  for (const root of roots.length > 0 ? roots : ['.']) {
    const full = absolute(call.sys.cwd, root)
    if (typeof call.sys.files.stat(full, false) === 'string') {
      status = yield* fail(call, `${root}: No such file or directory`)
      continue
    }
    const found = (yield* walk(call, { path: root, absolute: full, depth: 0 }, most)).filter(
      (each) => each.depth >= least && groups.some((conditions) => conditions.every((condition) => condition(each))),
    )
    let text = ''
    // What is deleted goes from below.
    for (const each of deletes ? found.reverse() : found) {
      if (deletes) {
        const { files } = call.sys
        if (each.stat.kind === 'directory') files.removeDirectory(each.absolute)
        else files.removeFile(each.absolute)
      } else if (command)
        yield* runOn(
          call,
          command.map((word) => word.replaceAll('{}', each.path)),
        )
      else text += each.path + end
    }
    const printed = yield* print(call, text)
    if (printed !== 0) return printed
  }
  return status
}

function isEmptyDirectory(call: Call, path: string): boolean {
  const names = call.sys.files.list(path)
  return typeof names !== 'string' && names.length === 0
}

function compareCount(value: number, wanted: string): boolean {
  const count = Number(wanted.replace(/^[+-]/, ''))
  if (wanted.startsWith('+')) return value > count
  return wanted.startsWith('-') ? value < count : Math.floor(value) === count
}

function* runOn(call: Call, argv: readonly string[]): Task<number> {
  const child = call.sys.spawn({ argv })
  if (typeof child === 'string')
    return yield* fail(call, `${argv[0]}: ${spawnErrorText(child)}`, child === 'ENOENT' ? 127 : 126)
  const waited = yield* call.sys.wait(child)
  return waited.kind === 'done' ? waited.value : 130
}

export const xargs: Tool = function* (call) {
  const options = parseOptions(call.args, '+n:I:i0rtP:L:', {
    null: '0',
    'no-run-if-empty': 'r',
    replace: 'I',
    'max-args': 'n',
  })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const { lines } = yield* allLines(call, [])
  const command = options.operands.length > 0 ? options.operands : ['echo']
  const mark = options.value('I')
  const runs: string[][] = []
  if (mark !== undefined) {
    for (const line of lines)
      if (line.trim() !== '') runs.push(command.map((word) => word.replaceAll(mark, line.trim())))
  } else {
    const words = options.has('0')
      ? lines
          .join('\n')
          .split('\0')
          .filter((word) => word !== '')
      : wordsOf(lines.join('\n'))
    const most = Number(options.value('n') ?? options.value('L') ?? words.length) || 1
    for (const part of argumentsIn(words, most, isGnu(call.sys) ? 128 * 1024 : 32 * 1024))
      runs.push([...command, ...part])
    if (words.length === 0 && !options.has('r')) runs.push([...command])
  }
  let status = 0
  for (const argv of runs) {
    const code = yield* runOn(call, argv)
    if (code !== 0) status = code === 127 || code === 126 ? code : 123
  }
  return status
}

/** As many as one command line takes, and no more than `most`. */
function argumentsIn(words: readonly string[], most: number, room: number): string[][] {
  const parts: string[][] = []
  let left = 0
  for (const word of words) {
    const part = parts.at(-1)
    left -= word.length + 1
    if (part && part.length < most && left >= 0) part.push(word)
    else {
      parts.push([word])
      left = room - word.length - 1
    }
  }
  return parts
}

function wordsOf(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? (match[3] as string))
}

export const du: Tool = function* (call) {
  const options = parseOptions(call.args, 'shkmad:xcH', { summarize: 's', 'human-readable': 'h', 'max-depth': 'd' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const show = (bytes: number): string =>
    options.has('h') ? humanSize(bytes) : String(Math.ceil(bytes / (options.has('m') ? 1024 ** 2 : 1024)))
  let status = 0
  for (const root of options.operands.length > 0 ? options.operands : ['.']) {
    const full = absolute(call.sys.cwd, root)
    const found = yield* walk(call, { path: root, absolute: full, depth: 0 }, 50)
    if (found.length === 0) {
      status = yield* fail(call, `${root}: No such file or directory`)
      continue
    }
    const deepest = options.has('s') ? 0 : Number(options.value('d') ?? Number.POSITIVE_INFINITY)
    const sizes = found.map(({ stat }) =>
      stat.kind === 'file' ? Math.ceil(stat.size / 4096) * 4096 : stat.kind === 'directory' ? 4096 : 0,
    )
    // What those up to each one come to.
    const upTo = [0]
    for (const size of sizes) upTo.push((upTo.at(-1) as number) + size)
    let text = ''
    for (let at = found.length - 1; at >= 0; at--) {
      const { stat, depth, path, inside } = found[at] as Found
      if (depth > deepest || (stat.kind !== 'directory' && !options.has('a') && depth > 0)) continue
      text += `${show((upTo[at + inside + 1] as number) - (upTo[at] as number))}\t${path}\n`
    }
    const printed = yield* print(call, text)
    if (printed !== 0) return printed
  }
  return status
}

/** What a node's disk is taken to hold. */
const DISK_BYTES = 100 * 1024 ** 3

const FILE_SYSTEMS: Readonly<Record<Medium, string>> = {
  layer: 'overlay',
  disk: '/dev/sda1',
  memory: 'tmpfs',
  devices: 'tmpfs',
  shm: 'shm',
}

/** df [-hk] [FILE...]: what is mounted, or what the files are on. */
export const df: Tool = function* (call) {
  const { files } = call.sys
  const human = call.args.some((arg) => /^-[a-zA-Z]*h/.test(arg))
  const operands = call.args.filter((arg) => !arg.startsWith('-'))
  const size = (bytes: number): string => (human ? humanSize(bytes) : String(Math.ceil(bytes / 1024)))
  let shown: readonly MountInfo[] = files.mounts()
  let status = 0
  if (operands.length > 0) {
    const all = shown
    const found: MountInfo[] = []
    for (const operand of operands) {
      const real = files.realPath(absolute(call.sys.cwd, operand))
      const error = typeof real === 'string' ? real : files.stat(real.path)
      if (typeof real === 'string' || typeof error === 'string') {
        status = yield* fail(call, `${operand}: can't find mount point`)
        continue
      }
      const over = all.filter(({ path }) => path === '/' || path === real.path || real.path.startsWith(`${path}/`))
      found.push(...over.sort((a, b) => b.path.length - a.path.length).slice(0, 1))
    }
    shown = found
  }
  if (shown.length === 0) return status
  yield* print(call, `Filesystem           ${human ? '     Size' : '1K-blocks'}      Used Available Use% Mounted on\n`)
  for (const { path, medium, usedBytes, limitBytes } of shown) {
    const total = limitBytes ?? DISK_BYTES
    const percent = `${Math.ceil((usedBytes / total) * 100)}%`
    yield* print(
      call,
      `${FILE_SYSTEMS[medium].padEnd(20)} ${size(total).padStart(9)} ${size(usedBytes).padStart(9)} ${size(total - usedBytes).padStart(9)} ${percent.padStart(4)} ${path}\n`,
    )
  }
  return status
}
