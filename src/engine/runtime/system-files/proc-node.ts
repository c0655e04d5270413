import { parseRfc3339 } from '../../../lib/time.ts'
import type { FileNode } from '../files/file-node.ts'
import { generatedFile } from '../files/generated-files.ts'
import { KERNEL_RELEASE, KERNEL_VERSION, type NodeFacts, type NodeLoad, processorsOf } from '../node-facts.ts'

/** What of the rest holds files that were read. */
const CACHED_SHARE = 0.3
/** The kernel counts time in hundredths of a second. */
export const TICK = 10

/** Milliseconds at which 1970 began on the scenario's clock. */
const UNIX_EPOCH = parseRfc3339('1970-01-01T00:00:00Z') ?? 0

export interface NodeView {
  readonly facts: NodeFacts
  /** Milliseconds since the scenario's start, which is when its nodes came up. */
  readonly now: number
  load(): NodeLoad
}

/** The files of /proc that speak of the whole node, in whichever container they are read. */
export function nodeFiles(node: NodeView): Readonly<Record<string, () => FileNode>> {
  const file = (read: () => string) => () => generatedFile(read)
  return {
    cmdline: file(() => 'BOOT_IMAGE=/boot/vmlinuz root=/dev/sda1 ro console=ttyS0\n'),
    cpuinfo: file(() => cpuInfo(node.facts)),
    filesystems: file(() => 'nodev\tsysfs\nnodev\ttmpfs\nnodev\tproc\nnodev\tcgroup2\n\text4\nnodev\toverlay\n'),
    loadavg: file(() => loadAverage(node)),
    meminfo: file(() => memoryInfo(node)),
    stat: file(() => cpuTimes(node)),
    swaps: file(() => 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n'),
    uptime: file(() => `${seconds(node.now)} ${seconds(node.now * idleProcessors(node))}\n`),
    version: file(() => `Linux version ${KERNEL_RELEASE} (buildd@lcy02) (gcc 13.2.0, GNU ld 2.42) ${KERNEL_VERSION}\n`),
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2)
}

function idleProcessors(node: NodeView): number {
  return Math.max(0, processorsOf(node.facts) - node.load().busy)
}

function cpuInfo(facts: NodeFacts): string {
  const count = processorsOf(facts)
  const one = (index: number): string =>
    [
      ['processor\t', index],
      ['vendor_id\t', 'GenuineIntel'],
      ['cpu family\t', 6],
      ['model\t\t', 85],
      ['model name\t', 'Intel(R) Xeon(R) CPU @ 2.50GHz'],
      ['stepping\t', 7],
      ['cpu MHz\t\t', '2500.000'],
      ['cache size\t', '36608 KB'],
      ['physical id\t', 0],
      ['siblings\t', count],
      ['core id\t\t', index],
      ['cpu cores\t', count],
      ['bogomips\t', '5000.00'],
    ]
      .map(([name, value]) => `${name}: ${value}\n`)
      .join('')
  return Array.from({ length: count }, (_, index) => `${one(index)}\n`).join('')
}

function memoryInfo(node: NodeView): string {
  const total = Math.floor(node.facts.memoryBytes / 1024)
  const used = Math.min(total, Math.ceil(node.load().memoryBytes / 1024))
  const cached = Math.floor((total - used) * CACHED_SHARE)
  const buffers = Math.floor(cached / 10)
  const rows: readonly (readonly [string, number])[] = [
    ['MemTotal', total],
    ['MemFree', total - used - cached - buffers],
    ['MemAvailable', total - used],
    ['Buffers', buffers],
    ['Cached', cached],
    ['SwapCached', 0],
    ['Active', used],
    ['Inactive', cached],
    ['SwapTotal', 0],
    ['SwapFree', 0],
    ['AnonPages', used],
    ['Shmem', 0],
    ['SReclaimable', 0],
  ]
  return rows.map(([name, value]) => `${`${name}:`.padEnd(15)} ${String(value).padStart(8)} kB\n`).join('')
}

/** The averages rise as the kernel's do: towards what wants a CPU now, over 1, 5 and 15 minutes since the node came up. */
function loadAverage(node: NodeView): string {
  const { busy, processes } = node.load()
  const averages = [1, 5, 15].map((minutes) => (busy * (1 - Math.exp(-node.now / (minutes * 60_000)))).toFixed(2))
  return `${averages.join(' ')} ${busy + 1}/${processes + 100} ${processes + 1000}\n`
}

function cpuTimes(node: NodeView): string {
  const count = processorsOf(node.facts)
  const busy = Math.min(count, node.load().busy)
  const line = (name: string, processors: number, working: number): string => {
    const user = Math.floor((node.now * working) / TICK)
    return `${name} ${user} 0 0 ${Math.floor((node.now * processors) / TICK) - user} 0 0 0 0 0 0\n`
  }
  let text = line('cpu ', count, busy)
  for (let index = 0; index < count; index++) text += line(`cpu${index}`, 1, Math.min(1, Math.max(0, busy - index)))
  return `${text}ctxt 0\nbtime ${-UNIX_EPOCH / 1000}\nprocesses ${node.load().processes}\nprocs_running ${busy + 1}\nprocs_blocked 0\n`
}
