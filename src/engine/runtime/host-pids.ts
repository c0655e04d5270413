import type { Time } from '../../lib/time.ts'
import type { RuntimeContainer } from './container.ts'
import { type OsProcess, PidNamespace } from './os-process.ts'
import type { Sandbox } from './sandbox.ts'

/** A process of the node that is no container's: of its system, or one that holds a Pod together. */
export interface NodeProcess {
  readonly pid: number
  readonly parentPid: number
  readonly argv: readonly string[]
  readonly name: string
  readonly uid: number
  readonly memory: number
  readonly startedAt: Time
  /** Of which Pod it is the pause container's. */
  readonly sandbox?: Sandbox
}

const MI = 1024 ** 2

/** What runs on any node. */
const SYSTEM: readonly NodeProcess[] = [
  system(1, 0, 'systemd', '/sbin/init', 12 * MI),
  system(2, 0, 'kthreadd', '[kthreadd]', 0),
  system(312, 1, 'systemd-journal', '/usr/lib/systemd/systemd-journald', 20 * MI),
  system(655, 1, 'containerd', '/usr/bin/containerd', 60 * MI),
  system(702, 1, 'kubelet', '/usr/bin/kubelet --config=/var/lib/kubelet/config.yaml', 80 * MI),
]
const FIRST_PID = 1200
const PAUSE_UID = 65_535
const PAUSE_BYTES = 1_044_480

function system(pid: number, parentPid: number, name: string, command: string, memory: number): NodeProcess {
  return { pid, parentPid, argv: command.split(' '), name, uid: 0, memory, startedAt: 0 }
}

/** PROC-3: the node's own PID namespace, in which every process of it has a number: what a Pod with hostPID sees. */
export class HostPids extends PidNamespace {
  readonly #processes = new Map<number, { readonly process: OsProcess; readonly container: RuntimeContainer }>()
  readonly #sandboxes = new Map<Sandbox, { readonly shim: number; readonly pause: number }>()
  #next = FIRST_PID

  constructor() {
    super('node')
  }

  override takePid(): number {
    return this.#next++
  }

  enter(process: OsProcess, container: RuntimeContainer): void {
    this.#processes.set(process.hostPid, { process, container })
  }

  leave(process: OsProcess): void {
    this.#processes.delete(process.hostPid)
  }

  override get(pid: number): OsProcess | undefined {
    return this.#processes.get(pid)?.process
  }

  override list(): OsProcess[] {
    return [...this.#processes.values()].map(({ process }) => process)
  }

  containerOf(process: OsProcess): RuntimeContainer | undefined {
    return this.#processes.get(process.hostPid)?.container
  }

  /** A sandbox is held by two processes. */
  open(sandbox: Sandbox): void {
    this.#sandboxes.set(sandbox, { shim: this.takePid(), pause: this.takePid() })
  }

  close(sandbox: Sandbox): void {
    this.#sandboxes.delete(sandbox)
  }

  /** What the processes of a Pod's containers have for a parent. */
  shimOf(sandbox: Sandbox): number {
    return this.#sandboxes.get(sandbox)?.shim ?? 1
  }

  /** Those that are no container's, by pid. */
  foreign(): NodeProcess[] {
    const held = [...this.#sandboxes].flatMap(([sandbox, { shim, pause }]): NodeProcess[] => {
      const argv = ['/usr/bin/containerd-shim-runc-v2', '-namespace', 'k8s.io', '-id', sandbox.id]
      const startedAt = sandbox.createdAt
      return [
        { pid: shim, parentPid: 1, argv, name: 'containerd-shim', uid: 0, memory: 12 * MI, startedAt },
        {
          ...{ pid: pause, parentPid: shim, argv: ['/pause'], name: 'pause', uid: PAUSE_UID },
          ...{ memory: PAUSE_BYTES, startedAt, sandbox },
        },
      ]
    })
    return [...SYSTEM, ...held]
  }
}
