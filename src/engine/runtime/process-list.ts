import type { Time } from '../../lib/time.ts'
import type { ProcessInfo } from '../program-api/program.ts'
import type { Disposition, Signal } from '../program-api/signal.ts'
import type { RuntimeContainer } from './container.ts'
import type { Credentials } from './credentials.ts'
import { HostPids, type NodeProcess } from './host-pids.ts'
import type { OsProcess } from './os-process.ts'

/** A process as those of the same PID namespace see it in /proc. */
export interface ProcessView extends ProcessInfo {
  readonly who: Credentials
  readonly cwd: string
  readonly env: ReadonlyMap<string, string>
  readonly dispositions: ReadonlyMap<Signal, Disposition>
}

/** Whose a process is that a container sees: its own, another's of its Pod, or, with hostPID, any of the node. */
export function ownerOf(process: OsProcess, seenFrom: RuntimeContainer): RuntimeContainer | undefined {
  if (seenFrom.processes.has(process)) return seenFrom
  if (seenFrom.pids instanceof HostPids) return seenFrom.pids.containerOf(process)
  for (const other of seenFrom.sandbox.containers) if (other.processes.has(process)) return other
  return undefined
}

const NO_CAPABILITIES: ReadonlySet<string> = new Set()

/** The processes that a container sees and that are no container's. */
export function foreignProcesses({ pids, sandbox }: RuntimeContainer): readonly NodeProcess[] {
  if (pids instanceof HostPids) return pids.foreign()
  if (pids.foreignInit !== 'pause') return []
  const { createdAt: startedAt } = sandbox
  return [{ pid: 1, parentPid: 0, argv: ['/pause'], name: 'pause', uid: 65_535, memory: 1_044_480, startedAt, sandbox }]
}

/** All that a container's processes can see, by pid. */
export function processesSeenBy(container: RuntimeContainer, now: Time): ProcessView[] {
  const own = container.pids.list().map((process) => viewOf(process, container, now))
  const foreign = foreignProcesses(container)
  if (foreign.length === 0) return own
  return [...foreign.map(foreignView), ...own].sort((a, b) => a.pid - b.pid)
}

export function processSeenBy(container: RuntimeContainer, pid: number, now: Time): ProcessView | undefined {
  const process = container.pids.get(pid)
  if (process) return viewOf(process, container, now)
  const foreign = foreignProcesses(container).find((each) => each.pid === pid)
  return foreign && foreignView(foreign)
}

function foreignView({ sandbox: _sandbox, ...process }: NodeProcess): ProcessView {
  return {
    ...process,
    cpuTime: 0,
    running: false,
    who: { uid: process.uid, gid: process.uid, groups: [], capabilities: NO_CAPABILITIES },
    cwd: '/',
    env: new Map(),
    dispositions: new Map(),
  }
}

function viewOf(process: OsProcess, container: RuntimeContainer, now: Time): ProcessView {
  const name = (process.name ?? (process.argv[0] ?? '').replace(/^.*\//, '')).slice(0, 15)
  const { parent, argv, startedAt, uid, who, cwd, environ: env, dispositions } = process
  const owner = ownerOf(process, container)
  const memory = owner?.memory.of(process) ?? 0
  const onNode = container.pids instanceof HostPids ? container.pids : undefined
  const pid = onNode ? process.hostPid : process.pid
  const running = process.spinning !== undefined
  const cpuTime = process.cpuTimeAt(now)
  return {
    pid,
    parentPid: onNode ? (parent?.hostPid ?? (owner ? onNode.shimOf(owner.sandbox) : 1)) : (parent?.pid ?? 0),
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
