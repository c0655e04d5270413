import type { ProcessInfo, Sys } from '../../engine/program-api/program.ts'
import { ownValue } from '../../lib/own.ts'
import { formatDate } from '../calendar.ts'
import { baseName, type Call, fail, isGnu, print, type Tool } from '../tool.ts'
import { userName } from './accounts.ts'
import { memoryInfo } from './memory-info.ts'

export function commandLine(process: ProcessInfo): string {
  return process.argv.join(' ')
}

/** busybox puts the name before it where a process calls itself otherwise. */
export function namedCommandLine(process: ProcessInfo): string {
  const own = baseName(process.argv[0] ?? '').slice(0, 15)
  return process.name === own || own.startsWith(`${process.name}:`)
    ? commandLine(process)
    : `{${process.name}} ${commandLine(process)}`
}

/** 90061 seconds as 1:30, 01:30:01 or 1-01:01:01. */
function clock(ms: number, style: 'busybox' | 'short' | 'long'): string {
  const seconds = Math.floor(ms / 1000)
  const two = (value: number): string => String(value).padStart(2, '0')
  if (style !== 'long') {
    const hours = Math.floor(seconds / 3600)
    if (style === 'busybox' && hours > 0) return `${hours}h${two(Math.floor(seconds / 60) % 60)}`
    return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
  }
  const days = Math.floor(seconds / 86_400)
  const time = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return days > 0 ? `${days}-${time}` : time
}

interface Column {
  readonly title: string
  readonly width: number
  readonly right?: boolean
  readonly value: (process: ProcessInfo, sys: Sys) => string
}

const state = ({ running, pid }: ProcessInfo): string => `${running ? 'R' : 'S'}${pid === 1 ? 's' : ''}`
const kilobytes = ({ memory }: ProcessInfo): string => String(Math.round(memory / 1024))
const elapsed = (process: ProcessInfo, sys: Sys): number => sys.now() - process.startedAt

function percentOfMemory(process: ProcessInfo, sys: Sys): string {
  return ((process.memory / 1024 / memoryInfo(sys).total) * 100).toFixed(1)
}

function percentOfCpu(process: ProcessInfo, sys: Sys): string {
  const ms = elapsed(process, sys)
  return (ms > 0 ? (process.cpuTime / ms) * 100 : 0).toFixed(1)
}

const COLUMNS: Readonly<Record<string, Column>> = {
  pid: { title: 'PID', width: 7, right: true, value: ({ pid }) => String(pid) },
  ppid: { title: 'PPID', width: 7, right: true, value: ({ parentPid }) => String(parentPid) },
  user: { title: 'USER', width: 8, value: ({ uid }, sys) => userName(sys, uid) },
  uid: { title: 'UID', width: 5, right: true, value: ({ uid }) => String(uid) },
  comm: { title: 'COMMAND', width: 15, value: ({ name }) => name },
  args: { title: 'COMMAND', width: 27, value: commandLine },
  cmd: { title: 'CMD', width: 27, value: commandLine },
  stat: { title: 'STAT', width: 4, value: state },
  s: { title: 'S', width: 1, value: (process) => state(process)[0] ?? '' },
  time: { title: 'TIME', width: 8, right: true, value: ({ cpuTime }) => clock(cpuTime, 'long') },
  etime: { title: 'ELAPSED', width: 11, right: true, value: (process, sys) => clock(elapsed(process, sys), 'short') },
  vsz: { title: 'VSZ', width: 6, right: true, value: kilobytes },
  rss: { title: 'RSS', width: 5, right: true, value: kilobytes },
  '%cpu': { title: '%CPU', width: 4, right: true, value: percentOfCpu },
  '%mem': { title: '%MEM', width: 4, right: true, value: percentOfMemory },
  nice: { title: 'NI', width: 3, right: true, value: () => '0' },
  ni: { title: 'NI', width: 3, right: true, value: () => '0' },
  tty: { title: 'TT', width: 8, value: () => '?' },
}
const ALIASES: Readonly<Record<string, string>> = {
  command: 'args',
  pcpu: '%cpu',
  pmem: '%mem',
  ucmd: 'comm',
  euser: 'user',
}

/** ps -o pid,args or -o pid=,args=NAME; a text is a column nobody knows. */
function chosenColumns(text: string): (readonly [string, Column])[] | string {
  const columns: (readonly [string, Column])[] = []
  for (const word of text.split(/[,\s]+/).filter((each) => each !== '')) {
    const [name = '', title] = word.split('=')
    const column = ownValue(COLUMNS, ownValue(ALIASES, name) ?? name)
    if (!column) return name
    columns.push([title ?? column.title, column])
  }
  return columns
}

function table(call: Call, columns: readonly (readonly [string, Column])[], processes: readonly ProcessInfo[]): string {
  const rows = processes.map((process) => columns.map(([, column]) => column.value(process, call.sys)))
  const titles = columns.map(([title]) => title)
  const shown = titles.every((title) => title === '') ? rows : [titles, ...rows]
  const widths = columns.map(([title, { width }], at) =>
    Math.max(title.length, width, ...rows.map((row) => row[at]?.length ?? 0)),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => {
        if (columns[at]?.[1].right) return cell.padStart(widths[at] ?? 0)
        return at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)
      })
      .join(' ')
  return shown.map((row) => `${line(row)}\n`).join('')
}

export const ps: Tool = function* (call) {
  const at = call.args.findIndex((arg) => /^-?\w*o$/.test(arg) || /^-?o/.test(arg))
  const format = at < 0 ? undefined : call.args[at]?.replace(/^-?\w*?o/, '') || call.args[at + 1]
  const gnu = isGnu(call.sys)
  const processes = call.sys.processes()
  if (format !== undefined) {
    const columns = chosenColumns(format)
    if (typeof columns === 'string') {
      return gnu
        ? yield* fail(call, `error: unknown user-defined format specifier "${columns}"`.replace(/^/, ''), 1)
        : yield* fail(
            call,
            `bad -o argument '${columns}', supported arguments: user,group,comm,args,pid,ppid,pgid,tty,vsz,sid,stat,rss`,
          )
    }
    return yield* print(call, table(call, columns, chosenProcesses(call, processes)))
  }
  if (!gnu) return yield* print(call, busyboxTable(call, processes))
  const letters = call.args.filter((arg) => /^-?[a-zA-Z]+$/.test(arg)).join('')
  const chosen = chosenProcesses(call, processes)
  if (/u/.test(letters)) return yield* print(call, userTable(call, chosen))
  if (/f/i.test(letters)) return yield* print(call, fullTable(call, chosen))
  const rows = chosen.map(
    ({ pid, cpuTime, name }) => `${String(pid).padStart(7)} ?        ${clock(cpuTime, 'long')} ${name}\n`,
  )
  return yield* print(call, `    PID TTY          TIME CMD\n${rows.join('')}`)
}

/** -p 1,2 */
function chosenProcesses(call: Call, processes: readonly ProcessInfo[]): readonly ProcessInfo[] {
  const at = call.args.findIndex((arg) => /^-?\w*p$/.test(arg))
  const pids = at < 0 ? undefined : call.args[at + 1]?.split(',').map(Number)
  return pids ? processes.filter(({ pid }) => pids.includes(pid)) : processes
}

function busyboxTable(call: Call, processes: readonly ProcessInfo[]): string {
  const rows = processes.map((process) => {
    const user = userName(call.sys, process.uid).slice(0, 8).padEnd(8)
    return `${String(process.pid).padStart(5)} ${user} ${clock(process.cpuTime, 'busybox').padStart(5)} ${namedCommandLine(process)}\n`
  })
  return `PID   USER     TIME  COMMAND\n${rows.join('')}`
}

function userTable(call: Call, processes: readonly ProcessInfo[]): string {
  const rows = processes.map((process) => {
    const size = kilobytes(process)
    return `${userName(call.sys, process.uid).padEnd(8)} ${String(process.pid).padStart(7)} ${percentOfCpu(process, call.sys).padStart(4)} ${percentOfMemory(process, call.sys).padStart(4)} ${size.padStart(6)} ${size.padStart(5)} ?        ${state(process).padEnd(4)} ${startTime(process)}   ${clock(process.cpuTime, 'short')} ${commandLine(process)}\n`
  })
  return `USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n${rows.join('')}`
}

function fullTable(call: Call, processes: readonly ProcessInfo[]): string {
  const rows = processes.map((process) => {
    const cpu = String(Math.round(Number(percentOfCpu(process, call.sys)))).padStart(2)
    return `${userName(call.sys, process.uid).padEnd(8)} ${String(process.pid).padStart(7)} ${String(process.parentPid).padStart(7)} ${cpu} ${startTime(process)} ?        ${clock(process.cpuTime, 'long')} ${commandLine(process)}\n`
  })
  return `UID          PID    PPID  C STIME TTY          TIME CMD\n${rows.join('')}`
}

function startTime({ startedAt }: ProcessInfo): string {
  return formatDate(startedAt, '%H:%M')
}
