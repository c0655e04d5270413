import type { Pod } from '../../../manifest/pod/pod.ts'
import { isPodAvailable } from '../base/pod-availability.ts'
import { isUpdated } from './daemon-pod.ts'
import { nodeShouldRun } from './node-should-run.ts'
import { type DaemonPlan, type DaemonState, surgeCount, unavailableCount } from './plan-daemon-set.ts'

/** DS-5: which old Pods go now, and which nodes get a new one beside the old. */
// controller-manager: pkg/controller/daemon/update.go rollingUpdate, updatedDesiredNodeCounts (v1.36)
export function planRollingUpdate(state: DaemonState): DaemonPlan {
  const { set, nodes } = state
  const wanted = nodes.filter((node) => nodeShouldRun(set, node).shouldRun).map(({ metadata }) => metadata.name)
  const maxSurge = surgeCount(set, wanted.length)
  const given = unavailableCount(set, wanted.length)
  const maxUnavailable = wanted.length > 0 && given === 0 && maxSurge === 0 ? 1 : given
  const pods = new Map(state.pods)
  for (const node of wanted) if (!pods.has(node)) pods.set(node, [])
  return maxSurge === 0
    ? replaceInPlace({ ...state, pods }, maxUnavailable)
    : replaceBeside({ ...state, pods }, maxSurge, new Set(wanted))
}

/** Old Pods go as far as no more nodes lack one than may. What is not available anyway goes at once. */
function replaceInPlace(state: DaemonState, maxUnavailable: number): DaemonPlan {
  let unavailable = 0
  const anyway: Pod[] = []
  const candidates: Pod[] = []
  for (const there of state.pods.values()) {
    const found = updatedAndOld(state, there)
    if (!found || Boolean(found.updated) === Boolean(found.old)) unavailable++
    else if (found.updated) unavailable += isAvailable(state, found.updated) ? 0 : 1
    else if (found.old) (isAvailable(state, found.old) ? candidates : anyway).push(found.old)
  }
  const left = Math.max(0, maxUnavailable - unavailable)
  return { nodes: [], deletions: [...anyway, ...candidates.slice(0, left)].map(updating) }
}

/** New Pods come beside old ones on as many nodes as may have two; an old one goes when its successor is available. */
function replaceBeside(state: DaemonState, maxSurge: number, wanted: ReadonlySet<string>): DaemonPlan {
  let surging = 0
  const gone: Pod[] = []
  const anyway: string[] = []
  const candidates: string[] = []
  for (const [node, there] of state.pods) {
    const found = updatedAndOld(state, there)
    if (!found) surging++
    else if (!found.old) continue
    else if (found.updated) {
      if (isAvailable(state, found.updated)) gone.push(found.old)
      else surging++
    } else if (!wanted.has(node)) gone.push(found.old)
    else (isAvailable(state, found.old) ? candidates : anyway).push(node)
  }
  const left = Math.max(0, maxSurge - surging)
  return { nodes: [...anyway, ...candidates.slice(0, left)], deletions: gone.map(updating) }
}

function updating(pod: Pod): { pod: Pod; because: 'update' } {
  return { pod, because: 'update' }
}

function isAvailable({ set, now }: DaemonState, pod: Pod): boolean {
  return isPodAvailable(pod, set.spec.minReadySeconds ?? 0, now)
}

/** Undefined: there are several of one sort, which is to be put right first. */
// controller-manager: pkg/controller/daemon/update.go findUpdatedPodsOnNode (v1.36)
function updatedAndOld({ set, hash }: DaemonState, pods: readonly Pod[]): { updated?: Pod; old?: Pod } | undefined {
  const staying = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  const updated = staying.filter((pod) => isUpdated(pod, set, hash))
  const old = staying.filter((pod) => !isUpdated(pod, set, hash))
  if (updated.length > 1 || old.length > 1) return undefined
  return { ...(updated[0] ? { updated: updated[0] } : {}), ...(old[0] ? { old: old[0] } : {}) }
}
