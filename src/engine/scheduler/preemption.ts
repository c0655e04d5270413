import { parseRfc3339 } from '../../lib/time.ts'
import type { KubeObject, LabelSelector } from '../../manifest/object/meta.ts'
import { matches } from '../../manifest/object/workload.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { fitError } from './fit-error.ts'
import type { NodeInfo } from './node-info.ts'
import type { Cycle, Rejection } from './plugin.ts'
import type { PodInfo } from './pod-info.ts'
import { type Nominated, type Questions, rejectionWithNominated } from './schedule-pod.ts'

const NAME = 'DefaultPreemption'
const NO_VICTIMS: Rejection = {
  plugin: NAME,
  reasons: ['No preemption victims found for incoming pod'],
  unresolvable: true,
}
const NOT_HELPFUL: Rejection = {
  plugin: NAME,
  reasons: ['Preemption is not helpful for scheduling'],
  unresolvable: true,
}

/** A node on which a Pod would fit if the victims were gone; the most important victim first. */
export interface Candidate {
  readonly node: NodeInfo
  readonly victims: readonly PodInfo[]
  /** How many of the victims a PodDisruptionBudget protects. */
  readonly violations: number
}

export type Preemption =
  | { readonly kind: 'nominated'; readonly candidate: Candidate }
  | {
      readonly kind: 'none'
      readonly message: string
      readonly reason?: string
      readonly rejections: ReadonlyMap<string, Rejection>
    }

/** Looks for Pods of lower priority whose going would make room for this one. */
// scheduler: framework/preemption/preemption.go Preempt (v1.36)
export function preempt(
  cycle: Cycle,
  rejections: ReadonlyMap<string, Rejection>,
  questions: Questions,
  nominated: Nominated,
): Preemption {
  const { pod, cache } = cycle
  const ineligible = whyNotEligible(cycle, rejections)
  if (ineligible !== undefined) {
    return { kind: 'none', message: `preemption: ${ineligible}`, reason: ineligible, rejections: new Map() }
  }
  const budgets = disruptionBudgets(cycle)
  const candidates: Candidate[] = []
  const helpless = new Map<string, Rejection>()
  for (const node of cache.nodes) {
    const rejection = rejections.get(node.name)
    if (!rejection || rejection.unresolvable) {
      helpless.set(node.name, NOT_HELPFUL)
      continue
    }
    const found = selectVictims(pod, questions, node, nominated(node.name), budgets)
    if ('victims' in found) candidates.push(found)
    else helpless.set(node.name, found)
  }
  const candidate = pickOneNode(candidates)
  if (candidate) return { kind: 'nominated', candidate }
  const message = `preemption: ${fitError(cache.nodes.length, helpless.values())}`
  return { kind: 'none', message, rejections: helpless }
}

// scheduler: plugins/defaultpreemption/default_preemption.go PodEligibleToPreemptOthers (v1.36)
function whyNotEligible({ pod, cache }: Cycle, rejections: ReadonlyMap<string, Rejection>): string | undefined {
  if (pod.pod.spec.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.'
  const nominatedNode = pod.pod.status.nominatedNodeName
  if (!nominatedNode || rejections.get(nominatedNode)?.unresolvable) return undefined
  for (const other of cache.node(nominatedNode)?.pods.values() ?? []) {
    if (other.priority < pod.priority && isBeingPreempted(other.pod)) {
      return 'not eligible due to a terminating pod on the nominated node.'
    }
  }
  return undefined
}

function isBeingPreempted({ metadata, status }: Pod): boolean {
  return (
    metadata.deletionTimestamp !== undefined &&
    (status.conditions ?? []).some(
      ({ type, status, reason }) =>
        type === 'DisruptionTarget' && status === 'True' && reason === 'PreemptionByScheduler',
    )
  )
}

interface Budget {
  readonly namespace: string
  readonly selector: LabelSelector
  readonly disrupted: Readonly<Record<string, unknown>>
  readonly allowed: number
}

function disruptionBudgets({ objects }: Cycle): Budget[] {
  return objects.list('PodDisruptionBudget').flatMap(({ metadata, spec, status }: KubeObject) => {
    const { selector } = (spec ?? {}) as { selector?: LabelSelector }
    const { disruptionsAllowed = 0, disruptedPods = {} } = (status ?? {}) as {
      disruptionsAllowed?: number
      disruptedPods?: Record<string, unknown>
    }
    const empty = !selector?.matchExpressions?.length && Object.keys(selector?.matchLabels ?? {}).length === 0
    if (!selector || empty) return []
    return { namespace: metadata.namespace ?? '', selector, disrupted: disruptedPods, allowed: disruptionsAllowed }
  })
}

/** All that are less important go; then as many as possible come back, the most important ones first. */
// scheduler: plugins/defaultpreemption/default_preemption.go SelectVictimsOnNode (v1.36)
function selectVictims(
  pod: PodInfo,
  questions: Questions,
  node: NodeInfo,
  nominated: readonly PodInfo[],
  budgets: readonly Budget[],
): Candidate | Rejection {
  const potential = [...node.pods.values()].filter(({ priority }) => priority < pod.priority)
  if (potential.length === 0) return NO_VICTIMS
  for (const other of potential) questions.remove(other, node)
  const gone = new Set(potential)
  try {
    const rejection = rejectionWithNominated(pod, questions, node, nominated)
    if (rejection) return rejection
    potential.sort(byImportance)
    const { violating, others } = partByBudgets(potential, budgets)
    const spared = (other: PodInfo): boolean => {
      questions.add(other, node)
      gone.delete(other)
      if (!rejectionWithNominated(pod, questions, node, nominated)) return true
      questions.remove(other, node)
      gone.add(other)
      return false
    }
    const protectedVictims = violating.filter((other) => !spared(other))
    const victims = [...protectedVictims, ...others.filter((other) => !spared(other))]
    return { node, victims: victims.sort(byImportance), violations: protectedVictims.length }
  } finally {
    for (const other of gone) questions.add(other, node)
  }
}

// scheduler: plugins/defaultpreemption/default_preemption.go filterPodsWithPDBViolation (v1.36)
function partByBudgets(
  pods: readonly PodInfo[],
  budgets: readonly Budget[],
): { violating: PodInfo[]; others: PodInfo[] } {
  const left = budgets.map(({ allowed }) => allowed)
  const violating: PodInfo[] = []
  const others: PodInfo[] = []
  for (const pod of pods) {
    let violated = false
    if (Object.keys(pod.labels).length > 0) {
      for (const [index, { namespace, selector, disrupted }] of budgets.entries()) {
        if (namespace !== pod.namespace || !matches(selector, pod.labels) || Object.hasOwn(disrupted, pod.name))
          continue
        left[index] = (left[index] as number) - 1
        if ((left[index] as number) < 0) violated = true
      }
    }
    if (violated) violating.push(pod)
    else others.push(pod)
  }
  return { violating, others }
}

/** Higher priority, then longer running. */
// scheduler: util/utils.go MoreImportantPod (v1.36)
function byImportance(a: PodInfo, b: PodInfo): number {
  return b.priority - a.priority || startOf(a) - startOf(b)
}

function startOf({ pod }: PodInfo): number {
  const { startTime } = pod.status
  // A Pod that has not started yet counts as starting now.
  return (startTime === undefined ? undefined : parseRfc3339(startTime)) ?? Number.MAX_SAFE_INTEGER
}

/** Smallest first, at each step among those that were equal until then; equal to the last, the first. */
// scheduler: framework/preemption/preemption.go pickOneNodeForPreemption (v1.36)
function pickOneNode(candidates: readonly Candidate[]): Candidate | undefined {
  const scores: readonly ((candidate: Candidate) => number)[] = [
    ({ violations }) => violations,
    ({ victims }) => victims[0]?.priority ?? Number.NEGATIVE_INFINITY,
    ({ victims }) => victims.reduce((sum, { priority }) => sum + priority + PRIORITY_OFFSET, 0),
    ({ victims }) => victims.length,
    ({ victims }) => -earliestStart(victims),
  ]
  let left = candidates
  for (const score of scores) {
    if (left.length <= 1) break
    const values = left.map(score)
    const least = Math.min(...values)
    left = left.filter((_, index) => values[index] === least)
  }
  return left[0]
}

/** So that one more victim always counts, whatever its priority. */
const PRIORITY_OFFSET = 2 ** 31

function earliestStart(victims: readonly PodInfo[]): number {
  const highest = victims[0]?.priority
  return Math.min(...victims.filter(({ priority }) => priority === highest).map(startOf))
}
