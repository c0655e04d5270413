import type { Task } from '../../engine/program-api/task.ts'
import { BadOption, parseOptions } from '../options.ts'
import { absolute, type Call, errorText, fail, isGnu, print, type Tool } from '../tool.ts'
import { readText } from './system.ts'

/** sysctl: what is under /proc/sys, by its dotted name. */
export const sysctl: Tool = function* (call) {
  const options = parseOptions(call.args, 'anNewqpA', { all: 'a', write: 'w', values: 'n' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const names = options.has('a') ? everySetting(call, '/proc/sys') : options.operands
  let status = 0
  for (const operand of names) {
    const equals = operand.indexOf('=')
    const name = (equals < 0 ? operand : operand.slice(0, equals)).trim().replaceAll('/', '.')
    const path = `/proc/sys/${name.replaceAll('.', '/')}`
    const stat = call.sys.files.stat(path)
    if (typeof stat === 'string' || stat.kind === 'directory') {
      status = yield* unknownKey(call, name, path)
      continue
    }
    if (equals >= 0) {
      const error = call.sys.files.write(path, operand.slice(equals + 1).trim())
      if (error) {
        const text = isGnu(call.sys) ? `setting key "${name}": ` : `error setting key '${name}': `
        status = yield* fail(call, `${text}${errorText(error)}`)
        continue
      }
    }
    const value = readText(call.sys, path).trim()
    if (!options.has('q')) yield* print(call, options.has('n') ? `${value}\n` : `${name} = ${value}\n`)
  }
  return status
}

function* unknownKey(call: Call, name: string, path: string): Task<number> {
  return isGnu(call.sys)
    ? yield* fail(call, `cannot stat ${path}: No such file or directory`)
    : yield* fail(call, `error: '${name.replaceAll('.', '/')}' is an unknown key`)
}

function everySetting(call: Call, path: string): string[] {
  const names = call.sys.files.list(path)
  if (typeof names === 'string') return [path.slice('/proc/sys/'.length).replaceAll('/', '.')]
  return names.flatMap((name) => everySetting(call, `${path}/${name}`))
}

/** mount: shows what is mounted. */
export const mount: Tool = function* (call) {
  if (call.args.some((arg) => !arg.startsWith('-'))) return yield* mountOne(call)
  const lines = readText(call.sys, '/proc/mounts').split('\n')
  const shown = lines.flatMap((line) => {
    const [source, path, type, how] = line.split(' ')
    return path === undefined ? [] : [`${source} on ${path} type ${type} (${how})\n`]
  })
  return yield* print(call, shown.join(''))
}

/** mount [-t TYPE] [-o OPTIONS] [--bind] WHAT WHERE */
function* mountOne(call: Call): Task<number> {
  const options = parseOptions(call.args, 't:o:rwnB', { types: 't', options: 'o', bind: 'B', 'read-only': 'r' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const [source = '', target = ''] = options.operands
  const isBind = options.has('B') || (options.value('o') ?? '').split(',').some((each) => /^r?bind$/.test(each))
  const path = absolute(call.sys.cwd, target)
  const what = isBind
    ? ({ kind: 'bind', from: absolute(call.sys.cwd, source) } as const)
    : options.value('t') === 'tmpfs' || options.value('t') === 'ramfs'
      ? ({ kind: 'memory' } as const)
      : ({ kind: 'disk' } as const)
  const error = call.sys.mount ? call.sys.mount(what, path) : 'EPERM'
  if (error === undefined) return 0
  if (error === 'EPERM') return yield* mayNot(call)
  const subject = isGnu(call.sys) ? `${target}: ` : `mounting ${source} on ${target} failed: `
  return yield* fail(call, `${subject}${errorText(error)}`, isGnu(call.sys) ? 32 : 255)
}

export const umount: Tool = function* (call) {
  const target = call.args.find((arg) => !arg.startsWith('-')) ?? ''
  const error = call.sys.umount ? call.sys.umount(absolute(call.sys.cwd, target)) : 'EPERM'
  if (error === undefined) return 0
  return error === 'EPERM' ? yield* mayNot(call) : yield* fail(call, `can't unmount ${target}: ${errorText(error)}`)
}

/** A container has no SYS_ADMIN unless it is given it. */
function* mayNot(call: Call): Task<number> {
  const what = call.args.find((arg) => arg.startsWith('/')) ?? ''
  return isGnu(call.sys)
    ? yield* fail(
        call,
        `${what}: ${call.name === 'mount' ? 'permission denied.' : 'must be superuser to unmount.'}`,
        32,
      )
    : yield* fail(
        call,
        `${call.name === 'mount' ? 'permission denied (are you root?)' : `can't unmount ${what}: Operation not permitted`}`,
      )
}

export const mountpoint: Tool = function* (call) {
  const quiet = call.args.includes('-q')
  const name = call.args.find((arg) => !arg.startsWith('-')) ?? ''
  const path = absolute(call.sys.cwd, name).replace(/(.)\/+$/, '$1')
  const stat = call.sys.files.stat(path)
  if (typeof stat === 'string') return quiet ? 1 : yield* fail(call, `${name}: ${errorText(stat)}`)
  const mounted = readText(call.sys, '/proc/mounts')
    .split('\n')
    .some((line) => line.split(' ')[1] === path)
  if (!quiet) yield* print(call, `${name} is ${mounted ? '' : 'not '}a mountpoint\n`)
  return mounted ? 0 : 1
}
