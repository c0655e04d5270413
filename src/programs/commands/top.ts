import type { ProcessInfo } from '../../engine/program-api/program.ts'
import { formatDate } from '../calendar.ts'
import { BadOption, parseOptions } from '../options.ts'
import { type Call, fail, isGnu, print, type Tool } from '../tool.ts'
import { userName } from './accounts.ts'
import { memoryInfo } from './memory-info.ts'
import { namedCommandLine } from './ps.ts'
import { parseDuration } from './sleep.ts'
import { processors, readText } from './system.ts'

/** top: again and again, unless -n says how often. */
export const top: Tool = function* (call) {
  const options = parseOptions(call.args, 'bn:d:H1cp:o:mi', { batch: 'b', iterations: 'n', delay: 'd' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const gnu = isGnu(call.sys)
  const times = Number(options.value('n') ?? Number.POSITIVE_INFINITY)
  const delay = parseDuration(options.value('d') ?? (gnu ? '3' : '5')) ?? 5000
  let before = new Map<number, number>()
  let since = 0
  for (let round = 0; round < times; round++) {
    if (round > 0) yield* call.sys.sleep(Math.max(100, delay))
    const processes = call.sys.processes()
    const ms = call.sys.now() - since
    const share = (process: ProcessInfo): number => {
      const start = before.get(process.pid)
      // The first picture has nothing to compare with but the process's whole life.
      const [worked, time] =
        start === undefined ? [process.cpuTime, call.sys.now() - process.startedAt] : [process.cpuTime - start, ms]
      return time > 0 ? worked / time : 0
    }
    const printed = yield* print(call, `${round > 0 ? '\n' : ''}${(gnu ? procps : busybox)(call, processes, share)}`)
    if (printed !== 0) return printed
    before = new Map(processes.map(({ pid, cpuTime }) => [pid, cpuTime]))
    since = call.sys.now()
  }
  return 0
}

type Share = (process: ProcessInfo) => number

function loads(call: Call): string {
  return readText(call.sys, '/proc/loadavg').trim()
}

function busiestFirst(processes: readonly ProcessInfo[], share: Share): ProcessInfo[] {
  return [...processes].sort((a, b) => share(b) - share(a) || b.memory - a.memory || a.pid - b.pid)
}

function busybox(call: Call, processes: readonly ProcessInfo[], share: Share): string {
  const { total, free, buffers, cached } = memoryInfo(call.sys)
  const count = processors(call.sys)
  const used = Math.min(100, Math.round((processes.reduce((sum, process) => sum + share(process), 0) / count) * 100))
  const rows = busiestFirst(processes, share).map((process) => {
    const kib = Math.round(process.memory / 1024)
    const size = kib > 99_999 ? `${Math.round(kib / 1024)}m` : String(kib)
    const percent = String(Math.floor((kib / total) * 100)).padStart(3)
    const cpu = String(Math.floor((share(process) / count) * 100)).padStart(3)
    return `${String(process.pid).padStart(5)} ${String(process.parentPid).padStart(5)} ${userName(call.sys, process.uid).slice(0, 8).padEnd(8)} ${(process.running ? 'R' : 'S').padEnd(4)}${size.padStart(6)} ${percent}% ${String(process.pid % count).padStart(3)} ${cpu}% ${namedCommandLine(process)}\n`
  })
  return `Mem: ${total - free}K used, ${free}K free, 0K shrd, ${buffers}K buff, ${cached}K cached
CPU: ${String(used).padStart(3)}% usr   0% sys   0% nic ${String(100 - used).padStart(3)}% idle   0% io   0% irq   0% sirq
Load average: ${loads(call)}
  PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND
${rows.join('')}`
}

function procps(call: Call, processes: readonly ProcessInfo[], share: Share): string {
  const { total, free, available, buffers, cached } = memoryInfo(call.sys)
  const mib = (kib: number): string => (kib / 1024).toFixed(1).padStart(8)
  const minutes = Math.floor(call.sys.now() / 60_000)
  const averages = loads(call).split(' ').slice(0, 3).join(', ')
  const running = processes.filter((process) => process.running).length
  const used = Math.min(100, (processes.reduce((sum, process) => sum + share(process), 0) / processors(call.sys)) * 100)
  const rows = busiestFirst(processes, share).map((process) => {
    const kib = String(Math.round(process.memory / 1024))
    const hundredths = Math.floor(process.cpuTime / 10)
    const time = `${Math.floor(hundredths / 6000)}:${String(Math.floor(hundredths / 100) % 60).padStart(2, '0')}.${String(hundredths % 100).padStart(2, '0')}`
    return `${String(process.pid).padStart(5)} ${userName(call.sys, process.uid).slice(0, 8).padEnd(8)}  20   0 ${kib.padStart(7)} ${kib.padStart(6)} ${'0'.padStart(6)} ${process.running ? 'R' : 'S'} ${(share(process) * 100).toFixed(1).padStart(5)} ${((process.memory / 1024 / total) * 100).toFixed(1).padStart(5)} ${time.padStart(9)} ${process.name}\n`
  })
  return `top - ${formatDate(call.sys.now(), '%H:%M:%S')} up ${minutes} min,  0 user,  load average: ${averages}
Tasks: ${String(processes.length).padStart(3)} total, ${String(running).padStart(3)} running, ${String(processes.length - running).padStart(3)} sleeping,   0 stopped,   0 zombie
%Cpu(s): ${used.toFixed(1).padStart(4)} us,  0.0 sy,  0.0 ni, ${(100 - used).toFixed(1).padStart(4)} id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st
MiB Mem :${mib(total)} total,${mib(free)} free,${mib(total - available)} used,${mib(buffers + cached)} buff/cache
MiB Swap:${mib(0)} total,${mib(0)} free,${mib(0)} used.${mib(available)} avail Mem

  PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
${rows.join('')}`
}
