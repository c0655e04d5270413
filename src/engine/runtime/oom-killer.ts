import type { World } from '../world/world.ts'
import type { RuntimeContainer } from './container.ts'
import type { NodeMemory } from './node-memory.ts'
import type { OsProcess } from './os-process.ts'
import type { ProcessHost } from './process-host.ts'
import type { Sandbox } from './sandbox.ts'

/** What the kernel says of the process that had to go for the node; its pid is the one that it has in its container. */
export interface NodeVictim {
  readonly name: string
  readonly pid: number
}

/** The one process outside of Pods that takes what the system does not. */
const OUTSIDE = 'outside'
const OUTSIDE_PID = 4242

const RULE = { container: 'OOM-1', pod: 'RES-4', node: 'OOM-3' } as const

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
    const limit = sandbox.memory?.bound
    const found = limit === undefined ? undefined : worstOf([...sandbox.containers], limit)
    if (found && limit !== undefined) this.#kill(found.container, found.process, limit, 'pod')
  }

  /** OOM-3: everything on the node together has reached what the node has. Returns whom it cost. */
  onNode(containers: readonly RuntimeContainer[], memory: NodeMemory): NodeVictim | undefined {
    const found = worstOf(containers, memory.capacity)
    if (memory.outside > (found?.score ?? 0)) {
      memory.outside = 0
      return { name: OUTSIDE, pid: OUTSIDE_PID }
    }
    if (!found) return undefined
    const { container, process } = found
    this.#kill(container, process, memory.capacity, 'node')
    return { name: (process.name ?? process.argv[0] ?? '').replace(/^.*\//, '').slice(0, 15), pid: process.pid }
  }

  #kill(container: RuntimeContainer, victim: OsProcess, limitBytes: number, of: 'container' | 'pod' | 'node'): void {
    const wholeContainer = this.#cgroup === 'v2'
    // With cgroup v1 the runtime hears only of a container's own limit.
    if (of !== 'node' || wholeContainer) container.oomKilled = true
    const seq = this.#world.recordCause({
      kind: 'oom',
      pod: container.pod,
      container: container.name,
      restart: container.config.attempt,
      limitBytes,
      ...(of === 'container' ? {} : { of }),
      pid: victim.pid,
      wholeContainer,
      // What files take cannot be had back by ending a process.
      rule: of !== 'node' && container.memory.pages * 2 > container.memory.usage() ? 'OOM-5' : RULE[of],
    })
    if (wholeContainer || victim === container.init) container.exitSeq = seq
    const killed = wholeContainer ? [...container.processes].filter((process) => process !== container.init) : [victim]
    if (wholeContainer && container.init) killed.push(container.init)
    for (const process of killed) this.#host.finish(container, process, 137, 'SIGKILL')
  }
}

/** The process with the highest score: its memory, and what oom_score_adj adds in thousandths of the limit. */
// Linux: mm/oom_kill.c oom_badness
function worstOf(
  containers: readonly RuntimeContainer[],
  limit: number,
): { container: RuntimeContainer; process: OsProcess; score: number } | undefined {
  let worst: { container: RuntimeContainer; process: OsProcess; score: number } | undefined
  for (const container of containers) {
    const adjust = ((container.config.oomScoreAdj ?? 0) * limit) / 1000
    for (const [process, bytes] of container.memory.shares()) {
      const score = bytes + adjust
      if (!worst || score >= worst.score) worst = { container, process, score }
    }
  }
  return worst
}
