/** What a container's, or a whole Pod's, processes compete with for the CPUs of their node. */
export interface CpuMember {
  /** How many of its threads want a CPU now. */
  readonly threads: number
  /** How many CPUs it may have at most: its quota; undefined: no limit. */
  readonly most: number | undefined
  readonly weights: CpuWeights
  /** How much of a CPU each of its threads gets: at most 1. */
  setSpeed(speed: number): void
}

/** Where it stands in the tree of cgroups, and what it weighs there. */
export interface CpuWeights {
  readonly qos: 'Guaranteed' | 'Burstable' | 'BestEffort'
  readonly pod: string
  readonly podWeight: number
  readonly weight: number
  /** How many CPUs it has for itself: it competes with nobody. */
  readonly own?: number
}

export function cpuWeightOf(config: {
  readonly cgroup?: { readonly cpuShares: number }
  readonly exclusiveCPUs?: number
}): Pick<CpuWeights, 'weight' | 'own'> {
  const { cgroup, exclusiveCPUs: own } = config
  return { weight: cgroup?.cpuShares ?? 2, ...(own === undefined ? {} : { own }) }
}

/** One that wants `demand` and gets of what is scarce by its weight. */
export interface Claim {
  readonly weight: number
  readonly demand: number
}

/**
 * RES-6: divides what there is by weight; what one does not want is for the others.
 */
// Linux: kernel/sched/fair.c
export function divide(capacity: number, claims: readonly Claim[]): number[] {
  const given = claims.map(() => 0)
  const open = new Set(claims.keys())
  let left = capacity
  while (open.size > 0) {
    let weight = 0
    for (const index of open) weight += (claims[index] as Claim).weight
    const perWeight = left / weight
    const content = [...open].filter(
      (index) => (claims[index] as Claim).demand <= (claims[index] as Claim).weight * perWeight,
    )
    if (content.length === 0) {
      for (const index of open) given[index] = (claims[index] as Claim).weight * perWeight
      break
    }
    for (const index of content) {
      const { demand } = claims[index] as Claim
      given[index] = demand
      left -= demand
      open.delete(index)
    }
  }
  return given
}

/** The CPUs of a node, and who wants them. Nothing is divided before more is wanted than there is. */
export class NodeCpu {
  readonly #cpus: number
  /** How many of them are somebody's own. */
  #exclusive = 0
  readonly #members = new Set<CpuMember>()
  #wanted = 0
  /** Short work that is under way and is not looked at further. */
  light = 0
  #scarce = false

  constructor(milliCPU: number) {
    this.#cpus = milliCPU / 1000
  }

  /** One thread more may not get a whole CPU. */
  get busy(): boolean {
    return this.#wanted + this.light + 1 > this.#shared
  }

  /** What a member wants has changed. */
  changed(member: CpuMember): void {
    if (member.threads > 0) this.#members.add(member)
    else this.#members.delete(member)
    const { own } = member.weights
    if (own !== undefined) member.setSpeed(Math.min(1, own / Math.max(1, member.threads)))
    this.#reckon()
    if (!this.#members.has(member)) member.setSpeed(1)
  }

  /** RES-7: so many CPUs are somebody's own; the others share what is left. */
  setExclusive(cpus: number): void {
    this.#exclusive = cpus
    this.#reckon()
  }

  #reckon(): void {
    this.#wanted = 0
    for (const each of this.#sharing()) this.#wanted += demandOf(each)
    const scarce = this.#wanted > this.#shared
    if (!scarce && !this.#scarce) return
    this.#scarce = scarce
    if (scarce) this.#divide()
    else for (const each of this.#sharing()) each.setSpeed(1)
  }

  get #shared(): number {
    return this.#cpus - this.#exclusive
  }

  #sharing(): CpuMember[] {
    return [...this.#members].filter(({ weights }) => weights.own === undefined)
  }

  /** From the root down: guaranteed Pods beside the other classes as a whole, Pods within their class, containers within their Pod. */
  // kubelet: cm/qos_container_manager_linux.go setCPUCgroupConfig (v1.36)
  #divide(): void {
    const pods = new Map<string, CpuMember[]>()
    for (const member of this.#sharing())
      pods.set(member.weights.pod, [...(pods.get(member.weights.pod) ?? []), member])
    const groups = new Map<string, CpuMember[][]>()
    for (const [pod, members] of pods) {
      const { qos } = (members[0] as CpuMember).weights
      const group = qos === 'Guaranteed' ? `pod ${pod}` : qos
      groups.set(group, [...(groups.get(group) ?? []), members])
    }
    const all = [...groups.values()]
    const ofGroups = divide(
      this.#shared,
      all.map((group) => ({ weight: weightOfGroup(group), demand: sum(group.map(demandOfPod)) })),
    )
    for (const [index, group] of all.entries()) {
      const ofPods = divide(
        ofGroups[index] as number,
        group.map((members) => ({ weight: weightOfPod(members), demand: demandOfPod(members) })),
      )
      for (const [at, members] of group.entries()) {
        const each = divide(
          ofPods[at] as number,
          members.map((member) => ({ weight: member.weights.weight, demand: demandOf(member) })),
        )
        for (const [nth, member] of members.entries())
          member.setSpeed(Math.min(1, (each[nth] as number) / member.threads))
      }
    }
  }
}

function demandOf({ threads, most = Number.POSITIVE_INFINITY }: CpuMember): number {
  return Math.min(threads, most)
}

/** Those that request nothing weigh next to nothing together, however many they are. */
function weightOfGroup(group: readonly CpuMember[][]): number {
  const weights = group.map(weightOfPod)
  return group[0]?.[0]?.weights.qos === 'BestEffort' ? Math.min(...weights) : sum(weights)
}

function weightOfPod(members: readonly CpuMember[]): number {
  return (members[0] as CpuMember).weights.podWeight
}

function demandOfPod(members: readonly CpuMember[]): number {
  return sum(members.map(demandOf))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
