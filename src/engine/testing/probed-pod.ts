import type { RandomStream } from '../../lib/random.ts'
import { rfc3339, SECOND, type Time } from '../../lib/time.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { PROBE_KINDS, type ProbeKind } from '../../manifest/pod/probe.ts'
import type { ContainerState, ContainerStatus, PodStatus } from '../../manifest/pod/status.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { Task } from '../kernel/task.ts'
import { StatusManager } from '../kubelet/status-manager.ts'
import type { World } from '../world/world.ts'

/** What becomes of one container, whatever its probes say. */
export interface Life {
  /** From the end of the run before until the next run, in ms. */
  readonly pause: number
  /** How long each run lasts of its own, in seconds; beyond the list, or with 0: until it is killed. */
  readonly lasts: readonly number[]
  readonly exitCode: number
  /** What probes meet, a letter for four seconds of a run: `+` success, `-` failure, `s` success after 3 s. */
  readonly answers: Readonly<Record<ProbeKind, string>>
}

export interface Prober {
  addPod(pod: Pod): void
  updatePodStatus(pod: Pod, status: PodStatus): PodStatus
}

interface Run {
  readonly id: string
  readonly number: number
  startedAt: Time
  ended?: Time
  code?: number
}

/**
 * A kubelet's other half, as far as probes can tell: containers live as they are told to, are restarted when liveness
 * fails, and each change is seen by a sync a moment later.
 *
 * Where two things fall on one millisecond their order is chance in a real kubelet. Here they do not: each ticker begins
 * at a millisecond of the second of its own, and so does each sync, by which tickers are reset: a multiple of 20.
 */
export class ProbedPod {
  readonly #log: [Time, string][] = []
  readonly status: StatusManager
  readonly #world: World
  readonly #pod: Pod
  readonly #lives: readonly Life[]
  readonly #runs = new Map<string, Run>()
  readonly #counts = new Map<string, number>()
  readonly #taken = new Set<number>([0])
  #prober: Prober | undefined

  constructor(world: World, pod: Pod, lives: readonly Life[]) {
    this.#world = world
    this.#pod = pod
    this.#lives = lives
    const api = { get: () => pod, update: () => pod } as unknown as ApiServer
    this.status = new StatusManager(world, api, { couldHaveRunningContainers: () => true, isFinished: () => false })
  }

  begin(prober: Prober): void {
    this.#prober = prober
    this.#world.kernel.at(0, () => prober.addPod(this.#pod))
    for (const container of this.#all) this.#later(100, () => this.#start(container))
  }

  statusNow(): PodStatus | undefined {
    return this.status.getPodStatus(this.#pod.metadata.uid as string)
  }

  /** What happened, in the order of time and, at one instant, of the words. */
  get log(): readonly string[] {
    const before = ([a, textA]: [Time, string], [b, textB]: [Time, string]) => a - b || (textA < textB ? -1 : 1)
    return this.#log.toSorted(before).map(([at, text]) => `${at} ${text}`)
  }

  #note(text: string): void {
    this.#log.push([this.#world.now, text])
  }

  /** One attempt of a probe. */
  *ask(name: string, kind: ProbeKind): Task<boolean> {
    const { kernel } = this.#world
    const run = this.#runs.get(name) as Run
    const { answers } = this.#lifeOf(name)
    const letters = answers[kind]
    const letter = letters[Math.floor((kernel.now - run.startedAt) / (4 * SECOND)) % letters.length]
    this.#note(`${kind} of ${run.id}: ${letter}`)
    yield letter === 's' ? 3001 : 1
    return letter !== '-'
  }

  onResult(kind: ProbeKind, id: string, result: string): void {
    this.#note(`${kind} of ${id} is ${result}`)
    if (kind === 'readiness') this.status.setContainerReadiness(this.#pod, id, result === 'Success')
    if (kind === 'startup') this.status.setContainerStartup(this.#pod, id, result === 'Success')
    if (kind === 'liveness' && result !== 'Failure') return
    const run = [...this.#runs.values()].find((each) => each.id === id)
    const kills = result === 'Failure' && kind !== 'readiness' && run?.ended === undefined
    if (run && kills) this.#later(30, () => this.#end(run, 137))
    this.#later(10, () => this.#sync())
  }

  get #all(): readonly Container[] {
    return [...this.#pod.spec.containers, ...(this.#pod.spec.initContainers ?? [])]
  }

  #lifeOf(name: string): Life {
    return this.#lives[this.#all.findIndex((each) => each.name === name) % this.#lives.length] as Life
  }

  /** At the next multiple of 20 ms that has not been there in any second. With none left nothing happens any more. */
  #later(ms: number, body: () => void): void {
    const { kernel } = this.#world
    let at = Math.ceil((kernel.now + ms) / 20) * 20
    for (let tries = 0; this.#taken.has(at % 1000); at += 20) if (++tries > 50) return
    this.#taken.add(at % 1000)
    kernel.at(at, body)
  }

  #start(container: Container): void {
    const number = (this.#counts.get(container.name) ?? 0) + 1
    this.#counts.set(container.name, number)
    const run: Run = { id: `${container.name}-${number}`, number, startedAt: this.#world.now }
    this.#runs.set(container.name, run)
    this.#later(10, () => this.#sync())
    const lasts = this.#lifeOf(container.name).lasts[number - 1] ?? 0
    if (lasts > 0) this.#later(lasts * SECOND, () => this.#end(run, this.#lifeOf(container.name).exitCode))
  }

  #end(run: Run, code: number): void {
    if (run.ended !== undefined) return
    run.ended = this.#world.now
    run.code = code
    const container = this.#all.find(({ name }) => this.#runs.get(name) === run)
    const policy = container?.restartPolicy ?? this.#pod.spec.restartPolicy
    // A run that follows within the time of one sync is a restart that no sync has seen the end before.
    const { pause } = this.#lifeOf(container?.name ?? '')
    if (pause > 0) this.#later(10, () => this.#sync())
    if (container && (policy === 'Always' || (policy === 'OnFailure' && code !== 0)))
      this.#later(pause, () => this.#start(container))
  }

  #sync(): void {
    const before = [...(this.statusNow()?.containerStatuses ?? []), ...(this.statusNow()?.initContainerStatuses ?? [])]
    const of = ({ name }: Container): ContainerStatus => {
      const run = this.#runs.get(name)
      const known = before.find((each) => each.name === name)
      const state: ContainerState = !run
        ? { waiting: { reason: 'ContainerCreating' } }
        : run.ended === undefined
          ? { running: { startedAt: rfc3339(run.startedAt) } }
          : { terminated: { exitCode: run.code ?? 0, reason: 'Error', startedAt: '', finishedAt: rfc3339(run.ended) } }
      return {
        ...{ name, state, lastState: {}, ready: known?.ready ?? false, restartCount: 0, image: 'i', imageID: '' },
        ...(run ? { containerID: `containerd://${run.id}` } : {}),
        ...(run?.ended === undefined && known?.started !== undefined ? { started: known.started } : {}),
      }
    }
    const status: PodStatus = {
      phase: 'Running',
      containerStatuses: this.#pod.spec.containers.map(of),
      initContainerStatuses: (this.#pod.spec.initContainers ?? []).map(of),
    }
    const updated = this.#prober?.updatePodStatus(this.#pod, status) ?? status
    this.status.setPodStatus(this.#pod, updated)
    this.#note(`${JSON.stringify(updated.containerStatuses?.map((each) => [each.started, each.ready]))}`)
  }
}

/** Hands each worker of the Pod another millisecond of the second to begin its ticker at. */
export function spreadTickers(world: World, pod: Pod): void {
  const spread = new Map<string, number>()
  for (const container of [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]) {
    for (const kind of PROBE_KINDS) {
      const period = (container[`${kind}Probe`]?.periodSeconds ?? 10) * SECOND
      const name = `prober/${pod.metadata.uid}/${container.name}/${kind}`
      spread.set(name, (43 + 20 * spread.size + 0.5) / period)
    }
  }
  world.random = (name) => ({ next: () => spread.get(name) ?? 0 }) as RandomStream
}

/** Ports stand for probes, so that whoever is asked knows for whom. */
export function portOf(container: number, kind: ProbeKind): number {
  return 1000 + container * 10 + PROBE_KINDS.indexOf(kind)
}

export function probeAt(port: number): { readonly container: number; readonly kind: ProbeKind } {
  const number = port - 1000
  return { container: Math.floor(number / 10), kind: PROBE_KINDS[number % 10] as ProbeKind }
}
