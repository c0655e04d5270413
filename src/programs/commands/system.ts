import type { Sys } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { parseRanges } from '../../lib/number-ranges.ts'
import { ownValue } from '../../lib/own.ts'
import { parseRfc3339, type Time } from '../../lib/time.ts'
import { formatDate, fromUnixSeconds } from '../calendar.ts'
import { BadOption, parseOptions } from '../options.ts'
import { absolute, type Call, errorText, fail, isGnu, print, type Tool } from '../tool.ts'
import { groupName, userId, userName } from './accounts.ts'
import { modeText } from './list.ts'

/** @SECONDS, 2026-01-31, with a time behind it or without, a time of today, and touch's 202601312359.59; undefined: no time. */
export function parseDate(given: string, now?: Time): Time | undefined {
  const seconds = /^@(\d+)$/.exec(given)?.[1]
  if (seconds !== undefined) return fromUnixSeconds(Number(seconds))
  const [, year, month, day, hour, minute, second = '00'] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(given) ?? []
  if (year !== undefined) return parseRfc3339(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  const clock = /^(\d{1,2}:\d\d)(:\d\d)?$/.exec(given)
  if (clock && now !== undefined) return parseRfc3339(`${formatDate(now, '%F')}T${timeOf(given)}Z`)
  const [, date, time = '00:00:00'] = /^(\S+?)(?:[T ]([\d:.]+?)Z?)?$/.exec(given) ?? []
  return parseRfc3339(`${date}T${timeOf(time)}Z`)
}

/** With two digits for the hour, and seconds. */
function timeOf(time: string): string {
  const padded = time.replace(/^\d:/, '0$&')
  return /^\d+:\d+$/.test(padded) ? `${padded}:00` : padded
}

export const date: Tool = function* (call) {
  const options = parseOptions(call.args, 'ud:s:Rr:I', { utc: 'u', date: 'd', rfc: 'R', 'iso-8601': 'I' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  let at = call.sys.clock ?? call.sys.now()
  const given = options.value('d')
  if (given !== undefined && given !== 'now') {
    const time = parseDate(given, at)
    if (time === undefined) return yield* fail(call, `invalid date '${given}'`)
    at = time
  }
  const set = options.value('s')
  if (set !== undefined) {
    const time = parseDate(set, at)
    if (time === undefined) return yield* fail(call, `invalid date '${set}'`)
    if (call.sys.setClock?.(time) !== undefined) {
      // The date that it would have been is printed all the same.
      yield* fail(
        call,
        isGnu(call.sys) ? 'cannot set date: Operation not permitted' : `can't set date: Operation not permitted`,
      )
      yield* print(call, `${formatDate(time, '%a %b %e %H:%M:%S UTC %Y')}\n`)
      return 1
    }
    at = time
  }
  const format = options.operands.find((operand) => operand.startsWith('+'))?.slice(1)
  const standard = options.has('R')
    ? '%a, %d %b %Y %H:%M:%S +0000'
    : options.has('I')
      ? '%Y-%m-%d'
      : '%a %b %e %H:%M:%S UTC %Y'
  return yield* print(call, `${formatDate(at, format ?? standard)}\n`)
}

function environmentText(env: ReadonlyMap<string, string>): string {
  return [...env].map(([name, value]) => `${name}=${value}\n`).join('')
}

export const env: Tool = function* (call) {
  const options = parseOptions(call.args, '+iu:0', { 'ignore-environment': 'i', unset: 'u' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const environment = new Map(options.has('i') ? [] : call.sys.env)
  for (const name of options.values('u')) environment.delete(name)
  let at = 0
  for (; at < options.operands.length; at++) {
    const [, name, value] = /^([^=]+)=([\s\S]*)$/.exec(options.operands[at] as string) ?? []
    if (name === undefined) break
    environment.set(name, value as string)
  }
  const command = options.operands.slice(at)
  if (command.length === 0) return yield* print(call, environmentText(environment))
  return yield* become(call, command, environment)
}

/** Runs another program in this process. */
export function* become(
  call: Call,
  command: readonly string[],
  environment?: ReadonlyMap<string, string>,
): Task<number> {
  const running = call.sys.exec(command, environment)
  if (typeof running !== 'string') return yield* running
  const missing = running === 'ENOENT'
  return yield* fail(
    call,
    `can't execute '${command[0]}': ${errorText(missing ? 'ENOENT' : 'EACCES')}`,
    missing ? 127 : 126,
  )
}

export const printenv: Tool = function* (call) {
  if (call.args.length === 0) return yield* print(call, environmentText(call.sys.env))
  let status = 0
  for (const name of call.args) {
    const value = call.sys.env.get(name)
    if (value === undefined) status = 1
    else yield* print(call, `${value}\n`)
  }
  return status
}

export const pwd: Tool = function* (call) {
  return yield* print(call, `${call.sys.cwd}\n`)
}

export const hostname: Tool = function* (call) {
  const [option] = call.args
  if (option === '-i' || option === '-I') return yield* print(call, `${call.sys.podIP}\n`)
  if (option === '-s') return yield* print(call, `${call.sys.hostname.replace(/\..*/, '')}\n`)
  if (option && !option.startsWith('-')) return yield* fail(call, 'sethostname: Operation not permitted')
  const whole = fullName(call.sys)
  if (option === '-f' || option === '--fqdn') return yield* print(call, `${whole}\n`)
  if (option === '-d' || option === '--domain') return yield* print(call, `${whole.replace(/^[^.]*\.?/, '')}\n`)
  return yield* print(call, `${call.sys.hostname}\n`)
}

/** The first name of the line in /etc/hosts that has the host's. */
// glibc: nss/nss_files/files-hosts.c; getaddrinfo AI_CANONNAME
function fullName({ files, hostname: name }: Sys): string {
  const hosts = files.read('/etc/hosts')
  const lines = typeof hosts === 'string' ? [] : hosts.text.split('\n')
  const line = lines
    .map((each) => each.replace(/#.*/, '').trim().split(/\s+/))
    .find((words) => words.slice(1).includes(name))
  return line?.[1] ?? name
}

export const whoami: Tool = function* (call) {
  const name = userName(call.sys, call.sys.uid)
  if (name === String(call.sys.uid)) return yield* fail(call, `unknown uid ${name}`)
  return yield* print(call, `${name}\n`)
}

export const id: Tool = function* (call) {
  const options = parseOptions(call.args, 'ugGnr', { user: 'u', group: 'g', groups: 'G', name: 'n' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const [named] = options.operands
  const uid = named === undefined ? call.sys.uid : userId(call.sys, named)
  if (uid === undefined) return yield* fail(call, `unknown user ${named}`)
  const own = named === undefined
  const gid = own ? call.sys.gid : uid
  const groups = own ? call.sys.groups : [gid]
  const show = (number: number, name: string): string => (options.has('n') ? name : String(number))
  if (options.has('u')) return yield* print(call, `${show(uid, userName(call.sys, uid))}\n`)
  const shown = (number: number): string => show(number, groupName(call.sys, number))
  if (options.has('g')) return yield* print(call, `${shown(gid)}\n`)
  if (options.has('G')) return yield* print(call, `${groups.map(shown).join(' ')}\n`)
  const both = (number: number, name: string): string => (name === String(number) ? name : `${number}(${name})`)
  const group = (number: number): string => both(number, groupName(call.sys, number))
  return yield* print(
    call,
    `uid=${both(uid, userName(call.sys, uid))} gid=${group(gid)} groups=${groups.map(group).join(',')}\n`,
  )
}

export const uname: Tool = function* (call) {
  const options = parseOptions(call.args, 'asnrvmpio', {
    all: 'a',
    'kernel-name': 's',
    'kernel-release': 'r',
    machine: 'm',
  })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const parts: readonly (readonly [string, string])[] = [
    ['s', 'Linux'],
    ['n', call.sys.hostname],
    ['r', readText(call.sys, '/proc/sys/kernel/osrelease').trim()],
    ['v', readText(call.sys, '/proc/sys/kernel/version').trim()],
    ['m', 'x86_64'],
    ['o', 'GNU/Linux'],
  ]
  const wanted = parts.filter(([letter]) => options.has('a') || options.has(letter)).map(([, text]) => text)
  return yield* print(call, `${wanted.length > 0 ? wanted.join(' ') : 'Linux'}\n`)
}

export function readText(sys: Sys, path: string): string {
  const file = sys.files.read(path)
  return typeof file === 'string' ? '' : file.text
}

/** How many CPUs the node has: a limit is none of its own. */
export function processors(sys: Sys): number {
  return Math.max(1, readText(sys, '/proc/cpuinfo').split(/^processor/m).length - 1)
}

/** How many CPUs the caller may run on. */
function allowedProcessors(sys: Sys): number {
  const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(readText(sys, '/proc/self/status'))?.[1]
  return list === undefined ? processors(sys) : (parseRanges(list, MOST_PROCESSORS)?.length ?? processors(sys))
}

/** As many as Linux can count. */
const MOST_PROCESSORS = 8192

export const nproc: Tool = function* (call) {
  const count = call.args.includes('--all') ? processors(call.sys) : allowedProcessors(call.sys)
  return yield* print(call, `${count}\n`)
}

export const uptime: Tool = function* (call) {
  const minutes = Math.floor(Number(readText(call.sys, '/proc/uptime').split(' ')[0]) / 60)
  const hours = Math.floor(minutes / 60)
  const up = hours > 0 ? `${hours}:${String(minutes % 60).padStart(2, '0')}` : `${minutes} min`
  const averages = readText(call.sys, '/proc/loadavg').split(' ').slice(0, 3).join(', ')
  const users = isGnu(call.sys) ? '0 user' : '0 users'
  return yield* print(
    call,
    ` ${formatDate(call.sys.now(), '%H:%M:%S')} up ${up},  ${users},  load average: ${averages}\n`,
  )
}

export const groups: Tool = function* (call) {
  return yield* print(call, `${call.sys.groups.map((gid) => groupName(call.sys, gid)).join(' ')}\n`)
}

export const arch: Tool = function* (call) {
  return yield* print(call, 'x86_64\n')
}

export const stat: Tool = function* (call) {
  const options = parseOptions(call.args, 'c:Lft', { format: 'c' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  let status = 0
  for (const name of options.operands) {
    const found = call.sys.files.stat(absolute(call.sys.cwd, name), options.has('L'))
    if (typeof found === 'string') {
      status = yield* fail(call, `can't stat '${name}': ${errorText(found)}`)
      continue
    }
    const when = formatDate(found.modifiedAt, '%Y-%m-%d %H:%M:%S.%N +0000')
    const mode = (found.mode & 0o7777).toString(8)
    const kind = {
      file: 'regular file',
      directory: 'directory',
      link: 'symbolic link',
      device: 'character special file',
    }[found.kind]
    const values: Readonly<Record<string, string>> = {
      n: name,
      s: String(found.size),
      a: mode,
      A: modeText(found),
      u: String(found.uid),
      g: String(found.gid),
      U: userName(call.sys, found.uid),
      G: groupName(call.sys, found.gid),
      F: found.kind === 'file' && found.size === 0 ? 'regular empty file' : kind,
      y: when,
      Y: formatDate(found.modifiedAt, '%s'),
    }
    const format = options.value('c')
    if (format !== undefined) {
      yield* print(
        call,
        `${format.replace(/%([a-zA-Z])/g, (whole, letter: string) => ownValue(values, letter) ?? whole)}\n`,
      )
      continue
    }
    yield* print(
      call,
      `  File: ${name}\n  Size: ${String(found.size).padEnd(10)}\t${values.F}\nAccess: (0${mode}/${modeText(found)})  Uid: (${String(found.uid).padStart(5)}/${(values.U as string).padStart(8)})   Gid: (${String(found.gid).padStart(5)}/${(values.G as string).padStart(8)})\nModify: ${when}\n`,
    )
  }
  return status
}

export const readlink: Tool = function* (call) {
  const follow = call.args.some((arg) => /^-[fem]$/.test(arg)) || call.name === 'realpath'
  let status = 0
  for (const name of call.args.filter((arg) => !arg.startsWith('-'))) {
    const path = absolute(call.sys.cwd, name)
    const found = follow ? call.sys.files.realPath(path) : call.sys.files.readLink(path)
    if (typeof found !== 'string') yield* print(call, `${'target' in found ? found.target : found.path}\n`)
    else if (call.name === 'realpath') status = yield* fail(call, `${name}: ${errorText(found)}`)
    else status = 1
  }
  return status
}

export const mktemp: Tool = function* (call) {
  const options = parseOptions(call.args, 'dqtup:', { directory: 'd', tmpdir: 'p' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const template = options.operands[0] ?? 'tmp.XXXXXX'
  const random = call.sys.random('mktemp')
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
  const name = template.replace(/X{3,}$/, (xs) =>
    Array.from(xs, () => letters[random.integer(letters.length)]).join(''),
  )
  const inTemporary = options.operands[0] === undefined || options.has('p') || options.has('t')
  const path = inTemporary ? `${options.value('p') ?? call.sys.env.get('TMPDIR') ?? '/tmp'}/${name}` : name
  const target = absolute(call.sys.cwd, path)
  const error = options.has('d') ? call.sys.files.makeDirectory(target) : call.sys.files.write(target, '')
  if (error) return yield* fail(call, `(null): ${errorText(error)}`)
  return yield* print(call, `${path}\n`)
}
