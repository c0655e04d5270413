import type { FileError } from '../../engine/program-api/files.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { work } from '../effort.ts'
import { WRITE_BYTES_PER_MS } from '../limits.ts'
import { BadOption, type Options, parseOptions } from '../options.ts'
import { absolute, baseName, type Call, errorText, fail, isGnu, type Tool } from '../tool.ts'
import { groupId, userId } from './accounts.ts'

/** System calls that a file takes of its own. */
const FILE_STEPS = 10

function isDirectory(call: Call, path: string): boolean {
  const stat = call.sys.files.stat(absolute(call.sys.cwd, path))
  return typeof stat !== 'string' && stat.kind === 'directory'
}

/** Where operands go: the last operand, or a name in it where it is a directory. */
function* targets(
  call: Call,
  operands: readonly string[],
  each: (from: string, to: string) => Task<number>,
): Task<number> {
  const to = operands.at(-1)
  if (to === undefined || operands.length < 2) return yield* fail(call, 'missing file operand')
  const into = isDirectory(call, to)
  if (operands.length > 2 && !into) return yield* fail(call, `target '${to}' is not a directory`)
  let status = 0
  for (const from of operands.slice(0, -1)) {
    const target = into ? `${to.replace(/\/+$/, '')}/${baseName(from)}` : to
    status = (yield* each(from, target)) || status
  }
  return status
}

export const cp: Tool = function* (call) {
  const options = parseOptions(call.args, 'rRafpdLPHiuvnTlsx', {
    recursive: 'r',
    force: 'f',
    archive: 'a',
    preserve: 'p',
    'no-clobber': 'n',
    update: 'u',
    verbose: 'v',
    'no-dereference': 'P',
    dereference: 'L',
  })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const recursive = options.has('r') || options.has('R') || options.has('a')
  return yield* targets(call, options.operands, function* (from, to) {
    // What is there stays.
    const isThere = options.has('n') && typeof call.sys.files.stat(absolute(call.sys.cwd, to)) !== 'string'
    const stat = isThere ? call.sys.files.stat(absolute(call.sys.cwd, to)) : 'ENOENT'
    if (typeof stat !== 'string' && stat.kind !== 'directory') return 0
    return yield* copy(call, from, to, recursive)
  })
}

/** `made`: directories that this copy has made, and their beginning: a copy into itself would never end. */
interface Copying {
  readonly from: string
  readonly to: string
  readonly made: Set<string>
}

function* copy(
  call: Call,
  from: string,
  to: string,
  recursive: boolean,
  whole: Copying = { from, to, made: new Set() },
): Task<number> {
  yield* work(call.sys, FILE_STEPS)
  const { files } = call.sys
  const source = absolute(call.sys.cwd, from)
  const target = absolute(call.sys.cwd, to)
  // Links in a tree are copied as links.
  const stat = files.stat(source, !recursive)
  if (typeof stat === 'string') return yield* fail(call, `can't stat '${from}': ${errorText(stat)}`)
  if (stat.kind === 'link') {
    const link = files.readLink(source)
    const error = typeof link === 'string' ? link : files.link(link.target, target)
    return error ? yield* fail(call, `can't create symlink '${to}': ${errorText(error)}`) : 0
  }
  if (stat.kind === 'directory') {
    if (!recursive) return yield* fail(call, `omitting directory '${from}'`)
    if (whole.made.has(realPath(call, source))) return yield* intoItself(call, from, whole)
    const error = files.makeDirectory(target, true)
    if (error) return yield* fail(call, `can't create directory '${to}': ${errorText(error)}`)
    whole.made.add(realPath(call, target))
    const names = files.list(source)
    let status = 0
    for (const name of typeof names === 'string' ? [] : names) {
      status = (yield* copy(call, within(from, name), within(to, name), true, whole)) || status
    }
    return status
  }
  yield* call.sys.compute(Math.floor(stat.size / WRITE_BYTES_PER_MS))
  const error = copyFile(call, source, target)
  return error ? yield* fail(call, `can't create '${to}': ${errorText(error)}`) : 0
}

/** What coreutils say at once busybox says when it meets what it has made. */
function* intoItself(call: Call, at: string, { from, to }: Copying): Task<number> {
  if (isGnu(call.sys)) return yield* fail(call, `cannot copy a directory, '${from}', into itself, '${to}'`)
  return yield* fail(call, `recursion detected, omitting directory '${at}'`)
}

function realPath(call: Call, path: string): string {
  const real = call.sys.files.realPath(path)
  return typeof real === 'string' ? path : real.path
}

function within(directory: string, name: string): string {
  return directory.endsWith('/') ? `${directory}${name}` : `${directory}/${name}`
}

function copyFile(call: Call, source: string, target: string): FileError | undefined {
  const { files } = call.sys
  const content = files.read(source)
  const stat = files.stat(source)
  if (typeof content === 'string') return content
  if (typeof stat === 'string') return stat
  if (stat.program !== undefined) return files.writeProgram(target, stat.program) ?? files.chmod(target, stat.mode)
  const error = files.write(target, content.text)
  if (error) return error
  const written = files.stat(target)
  const rest = typeof written === 'string' ? 0 : stat.size - written.size
  return (rest > 0 ? files.extend(target, rest) : undefined) ?? files.chmod(target, stat.mode)
}

export const mv: Tool = function* (call) {
  const options = parseOptions(call.args, 'finuvT', { force: 'f', 'no-clobber': 'n' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  return yield* targets(call, options.operands, function* (from, to) {
    const { files } = call.sys
    const source = absolute(call.sys.cwd, from)
    const target = absolute(call.sys.cwd, to)
    const error = files.rename(source, target)
    if (!error) return 0
    if (error !== 'EXDEV') return yield* fail(call, `can't rename '${from}': ${errorText(error)}`)
    const status = yield* copy(call, from, to, true)
    if (status === 0) yield* removeTree(call, source)
    return status
  })
}

function* removeTree(call: Call, path: string): Task<void> {
  yield* work(call.sys, FILE_STEPS)
  const names = call.sys.files.list(path)
  if (typeof names === 'string') {
    call.sys.files.removeFile(path)
    return
  }
  for (const name of names) yield* removeTree(call, within(path, name))
  call.sys.files.removeDirectory(path)
}

export const ln: Tool = function* (call) {
  const options = parseOptions(call.args, 'sfnvT', { symbolic: 's', force: 'f' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const operands = options.operands.length === 1 ? [...options.operands, '.'] : options.operands
  return yield* targets(call, operands, function* (from, to) {
    const { files } = call.sys
    const path = absolute(call.sys.cwd, to)
    if (options.has('f')) files.removeFile(path)
    const error = options.has('s') ? files.link(from, path) : hardLink(call, absolute(call.sys.cwd, from), path)
    return error ? yield* fail(call, `${to}: ${errorText(error)}`) : 0
  })
}

/** There are no hard links: the new name gets the content as it is now. */
function hardLink(call: Call, source: string, path: string): FileError | undefined {
  if (typeof call.sys.files.stat(path, false) !== 'string') return 'EEXIST'
  return copyFile(call, source, path)
}

export const chmod: Tool = function* (call) {
  const options = parseOptions(
    call.args.filter((arg) => !/^-[rwxst]+$/.test(arg)),
    'Rcvf',
    { recursive: 'R' },
  )
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const removed = call.args.find((arg) => /^-[rwxst]+$/.test(arg))
  const operands = removed === undefined ? options.operands : [removed, ...options.operands]
  const [mode = '', ...names] = operands
  let status = 0
  for (const name of names) {
    status = (yield* changeMode(call, mode, absolute(call.sys.cwd, name), name, options.has('R'))) || status
  }
  return status
}

function* changeMode(call: Call, mode: string, path: string, name: string, recursive: boolean): Task<number> {
  yield* work(call.sys)
  const stat = call.sys.files.stat(path)
  if (typeof stat === 'string') return yield* fail(call, `${name}: ${errorText(stat)}`)
  const bits = newMode(stat.mode, mode)
  if (bits === undefined) return yield* fail(call, `invalid mode '${mode}'`)
  const error = call.sys.files.chmod(path, bits)
  if (error) return yield* fail(call, `${name}: ${errorText(error)}`)
  let status = 0
  const names = recursive && stat.kind === 'directory' ? call.sys.files.list(path) : []
  for (const each of typeof names === 'string' ? [] : names) {
    status = (yield* changeMode(call, mode, `${path}/${each}`, `${name}/${each}`, true)) || status
  }
  return status
}

/** 755, +x, u=rw,go-w */
function newMode(before: number, text: string): number | undefined {
  if (/^[0-7]{1,4}$/.test(text)) return Number.parseInt(text, 8)
  let mode = before
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)([-+=])([rwxXst]*)$/.exec(clause)
    if (!match) return undefined
    const [, who = '', operator, what = ''] = match
    const bits = (what.includes('r') ? 4 : 0) | (what.includes('w') ? 2 : 0) | (/[xX]/.test(what) ? 1 : 0)
    const all = who === '' || who.includes('a')
    let mask = 0
    let all7 = 0
    for (const [letter, shift] of [
      ['u', 6],
      ['g', 3],
      ['o', 0],
    ] as const) {
      if (!all && !who.includes(letter)) continue
      mask |= bits << shift
      all7 |= 7 << shift
    }
    if (what.includes('t')) mask |= 0o1000
    mode = operator === '+' ? mode | mask : operator === '-' ? mode & ~mask : (mode & ~all7) | mask
  }
  return mode
}

/** chown USER:GROUP, and chgrp. */
export const chown: Tool = function* (call) {
  const options = parseOptions(call.args, 'Rhvf', { recursive: 'R' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  let status = 0
  const [who = '', ...names] = options.operands
  if (names.length === 0) return yield* fail(call, 'missing operand')
  const [, user = '', group = ''] = (call.name === 'chgrp' ? /^()(.*)$/ : /^([^:.]*)[:.]?(.*)$/).exec(who) ?? []
  const uid = user === '' ? undefined : /^\d+$/.test(user) ? Number(user) : userId(call.sys, user)
  if (user !== '' && uid === undefined) return yield* fail(call, `unknown user ${user}`)
  const gid = group === '' ? undefined : /^\d+$/.test(group) ? Number(group) : groupId(call.sys, group)
  if (group !== '' && gid === undefined) return yield* fail(call, `unknown group ${group}`)
  for (const name of names) status = (yield* changeOwner(call, name, uid, gid, options)) || status
  return status
}

function* changeOwner(
  call: Call,
  name: string,
  uid: number | undefined,
  gid: number | undefined,
  options: Options,
): Task<number> {
  yield* work(call.sys)
  const { files } = call.sys
  const path = absolute(call.sys.cwd, name)
  const stat = files.stat(path, !options.has('h'))
  if (typeof stat === 'string') return yield* fail(call, `${name}: ${errorText(stat)}`)
  const error = files.chown(path, uid, gid, !options.has('h'))
  if (error) return yield* fail(call, `${name}: ${errorText(error)}`)
  const names = options.has('R') && stat.kind === 'directory' ? files.list(path) : []
  let status = 0
  for (const each of typeof names === 'string' ? [] : names)
    status = (yield* changeOwner(call, `${name}/${each}`, uid, gid, options)) || status
  return status
}
