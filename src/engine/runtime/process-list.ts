import type { Time } from '../../lib/time.ts'
import type { RuntimeContainer } from './container.ts'
import type { Credentials } from './credentials.ts'
import type { OsProcess } from './os-process.ts'
import type { Disposition, ProcessInfo, Signal } from './program.ts'

/** A process as those of the same PID namespace see it in /proc. */
export interface ProcessView extends ProcessInfo {
  readonly who: Credentials
  readonly cwd: string
  readonly env: ReadonlyMap<string, string>
  readonly dispositions: ReadonlyMap<Signal, Disposition>
}

/** What is below a process of the same PID namespace, which may be another container's. */
export function ownerOf(process: OsProcess, seenFrom: RuntimeContainer): RuntimeContainer | undefined {
  if (seenFrom.processes.has(process)) return seenFrom
  for (const other of seenFrom.sandbox.containers) if (other.processes.has(process)) return other
  return undefined
}

/** The pause container's one process, and the node's first. */
const FOREIGN = {
  pause: { argv: ['/pause'], name: 'pause', uid: 65_535, memory: 1_044_480 },
  node: { argv: ['/sbin/init'], name: 'systemd', uid: 0, memory: 12_582_912 },
} as const

const NO_CAPABILITIES: ReadonlySet<string> = new Set()

/** All that a container's processes can see, by pid. */
export function processesSeenBy(container: RuntimeContainer, now: Time): ProcessView[] {
  const { foreignInit } = container.pids
  const own = container.pids.list().map((process) => viewOf(process, container, now))
  if (!foreignInit) return own
  const init = {
    ...FOREIGN[foreignInit],
    pid: 1,
    parentPid: 0,
    startedAt: foreignInit === 'node' ? 0 : container.sandbox.createdAt,
    cpuTime: 0,
    running: false,
    who: { uid: FOREIGN[foreignInit].uid, gid: FOREIGN[foreignInit].uid, groups: [], capabilities: NO_CAPABILITIES },
    cwd: '/',
    env: new Map(),
    dispositions: new Map(),
  }
  return [init, ...own]
}

export function processSeenBy(container: RuntimeContainer, pid: number, now: Time): ProcessView | undefined {
  const process = container.pids.get(pid)
  if (process) return viewOf(process, container, now)
  return pid === 1 ? processesSeenBy(container, now).find((each) => each.pid === 1) : undefined
}

function viewOf(process: OsProcess, container: RuntimeContainer, now: Time): ProcessView {
  const name = (process.name ?? (process.argv[0] ?? '').replace(/^.*\//, '')).slice(0, 15)
  const { pid, parent, argv, startedAt, uid, who, cwd, environ: env, dispositions } = process
  const memory = ownerOf(process, container)?.memory.of(process) ?? 0
  const running = process.spinning !== undefined
  const cpuTime = process.cpuTimeAt(now)
  return {
    pid,
    parentPid: parent?.pid ?? 0,
    argv,
    name,
    memory,
    startedAt,
    uid,
    who,
    cwd,
    env,
    dispositions,
    cpuTime,
    running,
  }
}
