import { SIGNAL_NUMBERS } from '../../program-api/signal.ts'
import { allowedCPUs } from '../allowed-cpus.ts'
import { capabilityMask } from '../capabilities.ts'
import type { RuntimeContainer } from '../container.ts'
import type { FileNode } from '../files/file-node.ts'
import {
  deviceFile,
  type GeneratedDirectory,
  generatedFile,
  generatedTreeOf,
  linkTo,
} from '../files/generated-files.ts'
import type { NodeFacts } from '../node-facts.ts'
import type { ProcessView } from '../process-list.ts'
import { mountLines } from './proc-mounts.ts'
import { TICK } from './proc-node.ts'

/** Whose files they are, and who sees them from where. */
interface Seen {
  readonly container: RuntimeContainer
  readonly process: ProcessView
  readonly facts: NodeFacts
  readonly isReader: boolean
}

/** /proc/PID */
export function processDirectory(
  container: RuntimeContainer,
  process: ProcessView,
  facts: NodeFacts,
  isReader: boolean,
): GeneratedDirectory {
  return directoryOf({ container, process, facts, isReader })
}

const file =
  (read: (seen: Seen) => string) =>
  (seen: Seen): FileNode =>
    generatedFile(() => read(seen))

const directoryOf = generatedTreeOf<Seen>({
  cgroup: file(({ facts }) => cgroupLines(facts)),
  cmdline: file(({ process }) => process.argv.map((arg) => `${arg}\0`).join('')),
  comm: file(({ process }) => `${process.name}\n`),
  cwd: ({ process }) => linkTo(process.cwd),
  environ: file(({ process }) => [...process.env].map(([name, value]) => `${name}=${value}\0`).join('')),
  exe: ({ process }) => linkTo(process.argv[0] ?? ''),
  ...Object.fromEntries(
    (['stdin', 'stdout', 'stderr'] as const).map((stream, number) => [
      `fd/${number}`,
      ({ process, isReader }: Seen) =>
        deviceFile(isReader ? stream : process.pid === 1 && stream !== 'stdin' ? (`init-${stream}` as const) : 'null'),
    ]),
  ),
  limits: file(() => LIMITS_TEXT),
  mounts: file(({ container, facts }) => mountLines(container, facts)),
  oom_score: file(
    ({ container }) => `${Math.max(0, 666 + Math.floor(((container.config.oomScoreAdj ?? 0) * 2) / 3))}\n`,
  ),
  oom_score_adj: file(({ container }) => `${container.config.oomScoreAdj ?? 0}\n`),
  root: () => linkTo('/'),
  stat: file(({ process }) => statLine(process)),
  status: file(({ container, process, facts }) => statusText(container, process, facts)),
})

function cgroupLines(facts: NodeFacts): string {
  if (facts.cgroup === 'v2') return '0::/\n'
  return ['cpuset', 'cpu,cpuacct', 'memory', 'pids', 'name=systemd']
    .map((controllers, index, all) => `${all.length - index}:${controllers}:/\n`)
    .join('')
}

function statLine(process: ProcessView): string {
  const { pid, parentPid, memory } = process
  const zeros = (count: number): string => Array(count).fill('0').join(' ')
  const ticks = Math.floor(process.cpuTime / TICK)
  const started = Math.floor(process.startedAt / TICK)
  return `${pid} (${process.name}) ${process.running ? 'R' : 'S'} ${parentPid} ${pid} ${pid} 0 -1 4194560 ${zeros(4)} ${ticks} ${zeros(3)} 20 0 1 0 ${started} ${memory} ${Math.ceil(memory / 4096)} 18446744073709551615 ${zeros(27)}\n`
}

function statusText(container: RuntimeContainer, process: ProcessView, facts: NodeFacts): string {
  const { uid, gid, groups, capabilities } = process.who
  const four = (id: number): string => Array(4).fill(id).join('\t')
  const kilobytes = (bytes: number): string => `${String(Math.ceil(bytes / 1024)).padStart(8)} kB`
  const allowed = allowedCPUs(container, facts)
  const inForce = capabilityMask(capabilities)
  const bounding = capabilityMask(container.config.capabilities)
  const masks = signalMasks(process)
  const rows: readonly (readonly [string, string])[] = [
    ['Name', process.name],
    ['Umask', '0022'],
    ['State', process.running ? 'R (running)' : 'S (sleeping)'],
    ['Tgid', String(process.pid)],
    ['Ngid', '0'],
    ['Pid', String(process.pid)],
    ['PPid', String(process.parentPid)],
    ['TracerPid', '0'],
    ['Uid', four(uid)],
    ['Gid', four(gid)],
    ['FDSize', '64'],
    ['Groups', `${groups.join(' ')} `],
    ['VmPeak', kilobytes(process.memory)],
    ['VmSize', kilobytes(process.memory)],
    ['VmHWM', kilobytes(process.memory)],
    ['VmRSS', kilobytes(process.memory)],
    ['RssAnon', kilobytes(process.memory)],
    ['VmSwap', kilobytes(0)],
    ['Threads', '1'],
    ['SigIgn', masks.ignored],
    ['SigCgt', masks.caught],
    ['CapInh', '0000000000000000'],
    ['CapPrm', inForce],
    ['CapEff', inForce],
    ['CapBnd', bounding],
    ['CapAmb', '0000000000000000'],
    ['NoNewPrivs', '0'],
    ['Seccomp', '0'],
    ['Cpus_allowed', allowed.mask],
    ['Cpus_allowed_list', allowed.list],
  ]
  return rows.map(([name, value]) => `${name}:\t${value}\n`).join('')
}

function signalMasks({ dispositions }: ProcessView): { readonly ignored: string; readonly caught: string } {
  const mask = (wanted: string): string => {
    let bits = 0n
    for (const [signal, disposition] of dispositions)
      if (disposition === wanted) bits |= 1n << BigInt(SIGNAL_NUMBERS[signal] - 1)
    return bits.toString(16).padStart(16, '0')
  }
  return { ignored: mask('ignore'), caught: mask('catch') }
}

const LIMITS_TEXT = [
  ['Limit', 'Soft Limit', 'Hard Limit', 'Units'],
  ['Max cpu time', 'unlimited', 'unlimited', 'seconds'],
  ['Max file size', 'unlimited', 'unlimited', 'bytes'],
  ['Max data size', 'unlimited', 'unlimited', 'bytes'],
  ['Max stack size', '8388608', 'unlimited', 'bytes'],
  ['Max core file size', 'unlimited', 'unlimited', 'bytes'],
  ['Max resident set', 'unlimited', 'unlimited', 'bytes'],
  ['Max processes', 'unlimited', 'unlimited', 'processes'],
  ['Max open files', '1048576', '1048576', 'files'],
  ['Max locked memory', '8388608', '8388608', 'bytes'],
  ['Max address space', 'unlimited', 'unlimited', 'bytes'],
]
  .map(
    ([name = '', soft = '', hard = '', unit = '']) =>
      `${name.padEnd(26)}${soft.padEnd(21)}${hard.padEnd(21)}${unit.padEnd(10)}\n`,
  )
  .join('')
