import { nodeOf } from '../cluster-event.ts'
import type { NodeInfo } from '../node-info.ts'
import type { FilterPlugin, Rejection, ScorePlugin } from '../plugin.ts'
import type { PodInfo } from '../pod-info.ts'
import { type Resources, resourcesOf } from '../resources.ts'

export interface InsufficientResource {
  readonly resourceName: string
  readonly reason: string
  readonly requested: number
  readonly used: number
  readonly capacity: number
  /** The node would not have it even if it were empty. */
  readonly unresolvable: boolean
}

// scheduler: plugins/noderesources/fit.go (v1.36)
export const nodeResourcesFit: FilterPlugin & ScorePlugin = {
  name: 'NodeResourcesFit',
  weight: 1,
  preFilter: ({ pod }) => ({
    reject: (node): Rejection | undefined => {
      const insufficient = fitsRequest(pod.requests, node)
      if (insufficient.length === 0) return undefined
      return {
        plugin: 'NodeResourcesFit',
        reasons: insufficient.map(({ reason }) => reason),
        unresolvable: insufficient.some(({ unresolvable }) => unresolvable),
      }
    },
  }),
  score: ({ pod }, nodes) => nodes.map((node) => leastAllocated(pod, node)),
  isSchedulableAfter: (pod, event) => {
    switch (event.kind) {
      case 'podGone':
        return true
      case 'podUpdated':
        return lessWanted(event.before.requests, event.pod.requests, pod.requests)
      case 'itself':
        return lessWanted(event.before.requests, event.pod.requests, event.before.requests)
      default: {
        const changed = nodeOf(event)
        if (!changed || !couldFit(pod, resourcesOf(changed.node.status?.allocatable))) return false
        return changed.before === undefined || gained(pod.requests, changed.before.status, changed.node.status)
      }
    }
  },
}

// scheduler: plugins/noderesources/fit.go fitsRequest (v1.36)
export function fitsRequest(want: Resources, node: NodeInfo): readonly InsufficientResource[] {
  const { requested, allocatable } = node
  const insufficient: InsufficientResource[] = []
  const check = (resourceName: string, amount: number, used: number, capacity: number): void => {
    if (amount <= 0 || amount <= capacity - used) return
    const unresolvable = amount > capacity
    const reason = `Insufficient ${resourceName}`
    insufficient.push({ resourceName, reason, requested: amount, used, capacity, unresolvable })
  }
  if (node.pods.size + 1 > node.allowedPods) {
    insufficient.push({
      ...{ resourceName: 'pods', reason: 'Too many pods', requested: 1 },
      ...{ used: node.pods.size, capacity: node.allowedPods, unresolvable: false },
    })
  }
  check('cpu', want.milliCPU, requested.milliCPU, allocatable.milliCPU)
  check('memory', want.memory, requested.memory, allocatable.memory)
  check('ephemeral-storage', want.ephemeralStorage, requested.ephemeralStorage, allocatable.ephemeralStorage)
  for (const [name, amount] of want.scalar) {
    check(name, amount, requested.scalar.get(name) ?? 0, allocatable.scalar.get(name) ?? 0)
  }
  return insufficient
}

/** The mean of what is left of CPU and of memory, in hundredths. */
// scheduler: plugins/noderesources/least_allocated.go leastResourceScorer (v1.36)
export function leastAllocated(pod: PodInfo, { allocatable, nonZeroRequested }: NodeInfo): number {
  let [sum, weights] = [0, 0]
  for (const resource of ['milliCPU', 'memory'] as const) {
    const capacity = allocatable[resource]
    if (capacity === 0) continue
    const used = nonZeroRequested[resource] + pod.nonZeroRequests[resource]
    sum += used > capacity ? 0 : Math.floor(((capacity - used) * 100) / capacity)
    weights++
  }
  return weights === 0 ? 0 : Math.floor(sum / weights)
}

const AMOUNTS = ['milliCPU', 'memory', 'ephemeralStorage'] as const

function couldFit({ requests }: PodInfo, allocatable: Resources): boolean {
  if (AMOUNTS.some((name) => requests[name] > allocatable[name])) return false
  return [...requests.scalar].every(([name, amount]) => amount <= (allocatable.scalar.get(name) ?? 0))
}

/** Whether a node has more than before of something that is asked for, or room for more Pods. */
function gained(
  want: Resources,
  before: { allocatable?: Record<string, string> } | undefined,
  after: { allocatable?: Record<string, string> } | undefined,
): boolean {
  const [had, has] = [resourcesOf(before?.allocatable), resourcesOf(after?.allocatable)]
  if (AMOUNTS.some((name) => want[name] > 0 && has[name] > had[name])) return true
  if ([...want.scalar.keys()].some((name) => (has.scalar.get(name) ?? 0) > (had.scalar.get(name) ?? 0))) return true
  return Number(after?.allocatable?.pods ?? 0) > Number(before?.allocatable?.pods ?? 0)
}

function lessWanted(before: Resources, after: Resources, want: Resources): boolean {
  if (AMOUNTS.some((name) => want[name] > 0 && after[name] < before[name])) return true
  return [...want.scalar.keys()].some((name) => (after.scalar.get(name) ?? 0) < (before.scalar.get(name) ?? 0))
}
