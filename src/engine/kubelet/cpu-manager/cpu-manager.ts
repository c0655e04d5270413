import type { NumberSet } from '../../../lib/number-ranges.ts'
import { type Duration, SECOND, type Time } from '../../../lib/time.ts'
import { DEFAULT_NAMESPACE } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { CpuManagerOptions } from '../../../scenario/cpu-manager-options.ts'
import type { World } from '../../world/world.ts'
import type { AdmitHandler } from '../admission/admit-handler.ts'
import { manifestPathOf } from '../field-path.ts'
import { allocateCPUs } from './policy-static.ts'

// kubelet: apis/config/v1beta1/defaults.go cpuManagerReconcilePeriod (v1.36)
const RECONCILE_PERIOD = 10 * SECOND

interface Assignment {
  readonly uid: string
  readonly container: string
  readonly cpus: NumberSet
  readonly since: Time
  /** Its Pod was over by then. */
  until?: Time
}

/** Which CPUs of a node are whose, under the static policy. It outlives the kubelet, as its state file does. */
// kubelet: cm/cpumanager/cpu_manager.go, state/state_checkpoint.go (v1.36)
export class CpuManager {
  /** Called when CPUs have become somebody's own, or everybody's again: how many are. */
  onChange: (exclusive: number) => void = () => {}
  readonly #world: World
  readonly #all: NumberSet
  readonly #reserved: NumberSet
  readonly #period: Duration
  #assignments: Assignment[] = []

  constructor(world: World, { cpus, reserved, reconcilePeriod = RECONCILE_PERIOD }: CpuManagerOptions) {
    this.#world = world
    this.#all = Array.from({ length: cpus }, (_, index) => index)
    this.#reserved = reserved
    this.#period = reconcilePeriod
  }

  /** RES-7: gives a Pod's containers the CPUs that they are to have for themselves. */
  // kubelet: cm/topologymanager/scope_none.go Admit; lifecycle/admission GetPodAdmitResult (v1.36)
  readonly admit: AdmitHandler = (pod) => {
    const uid = pod.metadata.uid ?? ''
    // A kubelet that has started anew finds what it gave before.
    if (this.#held().some((each) => each.uid === uid)) return undefined
    const reserved = new Set(this.#reserved)
    const allocation = allocateCPUs(
      pod,
      this.#shared().filter((cpu) => !reserved.has(cpu)),
    )
    if (allocation.kind === 'tooFew') {
      const { requested, available } = allocation
      const why = `not enough cpus available to satisfy request: requested=${requested}, available=${available}`
      const message = `Allocate failed due to ${why}, which is unexpected`
      return { reason: 'UnexpectedAdmissionError', message, rule: 'RES-7' }
    }
    if (allocation.cpus.size === 0) return undefined
    for (const [container, cpus] of allocation.cpus) {
      this.#assignments.push({ uid, container, cpus, since: this.#world.now })
    }
    this.#tell(pod, allocation.cpus)
    this.#changed()
    return undefined
  }

  #tell(pod: Pod, allocated: ReadonlyMap<string, NumberSet>): void {
    const { namespace = DEFAULT_NAMESPACE, name, uid = '' } = pod.metadata
    for (const [container, cpus] of allocated) {
      this.#world.record({
        kind: 'decision',
        pod: { namespace, name, uid },
        container,
        decision: 'allocateCPUs',
        value: { own: cpus, shared: this.#shared() },
        rule: 'RES-7',
        field: `${manifestPathOf(pod, container)}.resources.requests.cpu`,
      })
    }
  }

  /** Takes back the CPUs of Pods that are over. */
  // kubelet: cm/cpumanager/cpu_manager.go removeStaleState (v1.36)
  removeStaleState(isOver: (uid: string) => boolean): void {
    const stale = this.#held().filter(({ uid }) => isOver(uid))
    if (stale.length === 0) return
    const { now } = this.#world
    for (const each of stale) each.until = now
    this.#assignments = this.#assignments.filter(({ until }) => until === undefined || until > now - this.#period)
    this.#changed()
  }

  /** How many CPUs a container has for itself. */
  exclusive(uid: string, container: string): number | undefined {
    return this.#own(uid, container)?.cpus.length
  }

  /** The CPUs that a container may run on. One that shares hears of changes when the kubelet looks next. */
  // kubelet: cm/cpumanager/cpu_manager.go GetCPUAffinity, reconcileState (v1.36)
  cpusOf(uid: string, container: string, createdAt: Time): NumberSet {
    const own = this.#own(uid, container)
    if (own) return own.cpus
    const heard = Math.max(createdAt, Math.floor(this.#world.now / this.#period) * this.#period)
    return this.#without(
      this.#assignments.filter(({ since, until = Number.POSITIVE_INFINITY }) => since <= heard && until > heard),
    )
  }

  #own(uid: string, container: string): Assignment | undefined {
    return this.#assignments.findLast((each) => each.uid === uid && each.container === container)
  }

  #held(): Assignment[] {
    return this.#assignments.filter(({ until }) => until === undefined)
  }

  #shared(): NumberSet {
    return this.#without(this.#held())
  }

  #without(assignments: readonly Assignment[]): NumberSet {
    const taken = new Set(assignments.flatMap(({ cpus }) => cpus))
    return this.#all.filter((cpu) => !taken.has(cpu))
  }

  #changed(): void {
    this.onChange(this.#all.length - this.#shared().length)
  }
}
