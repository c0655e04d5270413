import type { FileStat } from '../../engine/program-api/files.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { ownValue } from '../../lib/own.ts'
import { formatDate } from '../calendar.ts'
import { ENTRY_STEPS, work } from '../effort.ts'
import { BadOption, type Options, parseOptions } from '../options.ts'
import { absolute, type Call, errorText, fail, isGnu, print, type Tool } from '../tool.ts'
import { groupName, userName } from './accounts.ts'
import { humanSize } from './human-size.ts'

interface Entry {
  readonly name: string
  readonly path: string
  readonly stat: FileStat
}

export const ls: Tool = function* (call) {
  const options = parseOptions(call.args, '1laAdhiRrtSFnLpCx', { all: 'a', recursive: 'R', human: 'h', color: '1' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const operands = options.operands.length > 0 ? options.operands : ['.']
  const files: Entry[] = []
  const directories: Entry[] = []
  let status = 0
  for (const name of operands) {
    const path = absolute(call.sys.cwd, name)
    const stat = call.sys.files.stat(path, !options.has('l') && !options.has('d'))
    const followed = stat === 'ENOENT' ? call.sys.files.stat(path, false) : stat
    if (typeof followed === 'string') status = yield* cannotAccess(call, name, errorText(followed))
    else (followed.kind === 'directory' && !options.has('d') ? directories : files).push({ name, path, stat: followed })
  }
  yield* print(call, format(call, options, sorted(files, options)))
  let first = files.length === 0
  for (const directory of sorted(directories, options)) {
    const title = operands.length > 1 || options.has('R')
    status = (yield* listDirectory(call, options, directory, title, first)) || status
    first = false
  }
  return status
}

function* cannotAccess(call: Call, name: string, reason: string): Task<number> {
  return isGnu(call.sys)
    ? yield* fail(call, `cannot access '${name}': ${reason}`, 2)
    : yield* fail(call, `${name}: ${reason}`)
}

function* listDirectory(call: Call, options: Options, directory: Entry, title: boolean, first: boolean): Task<number> {
  const names = call.sys.files.list(directory.path)
  if (typeof names === 'string') return yield* fail(call, `can't open '${directory.name}': ${errorText(names)}`)
  yield* work(call.sys, (names.length + 1) * ENTRY_STEPS)
  const shown = options.has('a')
    ? ['.', '..', ...names]
    : options.has('A')
      ? names
      : names.filter((name) => !name.startsWith('.'))
  const entries: Entry[] = []
  for (const name of shown) {
    const path = directory.path === '/' ? `/${name}` : `${directory.path}/${name}`
    const stat = call.sys.files.stat(path, options.has('L'))
    if (typeof stat !== 'string') entries.push({ name, path, stat })
  }
  const order = sorted(entries, options)
  const total = options.has('l') ? `total ${entries.reduce((sum, { stat }) => sum + blocks(stat), 0)}\n` : ''
  const head = title ? `${first ? '' : '\n'}${directory.name}:\n` : ''
  const printed = yield* print(call, head + total + format(call, options, order))
  if (printed !== 0) return printed
  let status = 0
  if (!options.has('R')) return status
  for (const entry of order) {
    if (entry.stat.kind !== 'directory' || entry.name === '.' || entry.name === '..') continue
    const name = `${directory.name.replace(/\/$/, '')}/${entry.name}`
    status = (yield* listDirectory(call, options, { ...entry, name }, true, false)) || status
  }
  return status
}

function blocks(stat: FileStat): number {
  return stat.kind === 'file' ? Math.ceil(stat.size / 4096) * 4 : stat.kind === 'directory' ? 4 : 0
}

function sorted(entries: readonly Entry[], options: Options): readonly Entry[] {
  const order = [...entries]
  if (options.has('t')) order.sort((a, b) => b.stat.modifiedAt - a.stat.modifiedAt)
  else if (options.has('S')) order.sort((a, b) => b.stat.size - a.stat.size)
  if (options.has('r')) order.reverse()
  return order
}

function format(call: Call, options: Options, entries: readonly Entry[]): string {
  return entries
    .map(
      (entry) =>
        `${options.has('l') || options.has('n') ? long(call, options, entry) : entry.name}${suffix(options, entry)}\n`,
    )
    .join('')
}

function suffix(options: Options, { stat }: Entry): string {
  if (!options.has('F') && !options.has('p')) return ''
  if (stat.kind === 'directory') return '/'
  return options.has('F') && stat.kind === 'file' && (stat.mode & 0o111) !== 0 ? '*' : ''
}

function long(call: Call, options: Options, { name, path, stat }: Entry): string {
  const owner = options.has('n') ? String(stat.uid) : userName(call.sys, stat.uid)
  const group = options.has('n') ? String(stat.gid) : groupName(call.sys, stat.gid)
  const link = stat.kind === 'link' ? call.sys.files.readLink(path) : undefined
  const target = typeof link === 'object' ? ` -> ${link.target}` : ''
  const size = options.has('h') ? humanSize(stat.size) : String(stat.size)
  const when = formatDate(stat.modifiedAt, '%b %e %H:%M')
  return `${modeText(stat)} ${'1'.padStart(4)} ${owner.padEnd(8)} ${group.padEnd(8)} ${size.padStart(9)} ${when} ${name}${target}`
}

/** Of what is not a character device. */
const KINDS: Readonly<Record<string, string | undefined>> = { disk: 'b', socket: 's' }

export function modeText(stat: FileStat): string {
  let text = { directory: 'd', link: 'l', device: ownValue(KINDS, stat.device ?? '') ?? 'c', file: '-' }[stat.kind]
  for (const shift of [6, 3, 0]) {
    const bits = (stat.mode >> shift) & 7
    text += `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}`
    const special = shift === 0 && (stat.mode & 0o1000) !== 0
    const setId = (shift === 6 && stat.mode & 0o4000) || (shift === 3 && stat.mode & 0o2000)
    const x = setId ? (bits & 1 ? 's' : 'S') : bits & 1 ? 'x' : '-'
    text += special ? (bits & 1 ? 't' : 'T') : x
  }
  return text
}
