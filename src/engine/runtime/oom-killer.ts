import type { World } from '../world.ts'
import type { RuntimeContainer } from './container.ts'
import type { OsProcess } from './os-process.ts'
import type { ProcessHost } from './process-host.ts'
import type { Sandbox } from './sandbox.ts'

/** Whom the kernel ends when memory reaches a limit. */
// Linux: mm/oom_kill.c
export class OomKiller {
  readonly #world: World
  readonly #host: ProcessHost
  readonly #cgroup: 'v1' | 'v2'

  constructor(world: World, host: ProcessHost, cgroup: 'v1' | 'v2') {
    this.#world = world
    this.#host = host
    this.#cgroup = cgroup
  }

  /** A container has reached its own limit. */
  inContainer(container: RuntimeContainer): void {
    const victim = container.memory.biggest()
    const { limit } = container.memory
    if (victim && limit !== undefined) this.#kill(container, victim, limit, 'container')
  }

  /** RES-4: the containers of a Pod together have reached the Pod's limit. */
  inPod(sandbox: Sandbox): void {
    const limit = sandbox.memory?.limit
    const found = limit === undefined ? undefined : worstOf(sandbox, limit)
    if (found && limit !== undefined) this.#kill(found.container, found.process, limit, 'pod')
  }

  #kill(container: RuntimeContainer, victim: OsProcess, limitBytes: number, of: 'container' | 'pod'): void {
    const wholeContainer = this.#cgroup === 'v2'
    container.oomKilled = true
    const seq = this.#world.recordCause({
      kind: 'oom',
      pod: container.pod,
      container: container.name,
      restart: container.config.attempt,
      limitBytes,
      ...(of === 'pod' ? { of } : {}),
      pid: victim.pid,
      wholeContainer,
      rule: of === 'pod' ? 'RES-4' : 'OOM-1',
    })
    if (wholeContainer || victim === container.init) container.exitSeq = seq
    const killed = wholeContainer ? [...container.processes].filter((process) => process !== container.init) : [victim]
    if (wholeContainer && container.init) killed.push(container.init)
    for (const process of killed) this.#host.finish(container, process, 137, 'SIGKILL')
  }
}

/** The process with the highest score: its memory, and what oom_score_adj adds in thousandths of the limit. */
// Linux: mm/oom_kill.c oom_badness
function worstOf(sandbox: Sandbox, limit: number): { container: RuntimeContainer; process: OsProcess } | undefined {
  let worst: { container: RuntimeContainer; process: OsProcess } | undefined
  let most = Number.NEGATIVE_INFINITY
  for (const container of sandbox.containers) {
    const adjust = ((container.config.oomScoreAdj ?? 0) * limit) / 1000
    for (const [process, bytes] of container.memory.shares()) {
      if (bytes + adjust < most) continue
      most = bytes + adjust
      worst = { container, process }
    }
  }
  return worst
}
