import { ownValue } from '../../../lib/own.ts'
import { parseRfc3339, type Time } from '../../../lib/time.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isPodReady } from '../../../manifest/pod/pod-status.ts'
import { compareMaxRestarts, isPodActive, maxRestarts, PHASE_RANK } from '../base/active-pods.ts'
import { readySince } from '../base/pod-availability.ts'

const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost'

/** What of a Pod counts when one has to go. */
interface Ranked {
  readonly pod: Pod
  /** How many Pods of the same kind are on its node. */
  readonly rank: number
}

/**
 * Of `pods` those `count` whose deletion is the least loss. `related`: the Pods of all ReplicaSets of the same owner, of
 * which it counts how many are on a node.
 */
// controller-manager: pkg/controller/replicaset/replica_set.go getPodsToDelete (v1.36)
export function podsToDelete(pods: readonly Pod[], related: readonly Pod[], count: number, now: Time): readonly Pod[] {
  if (count >= pods.length) return pods
  return rankedPods(pods, related, now)
    .slice(0, count)
    .map(({ pod }) => pod)
}

// controller-manager: pkg/controller/replicaset/replica_set.go getPodsRankedByRelatedPodsOnSameNode (v1.36)
function rankedPods(pods: readonly Pod[], related: readonly Pod[], now: Time): Ranked[] {
  const onNode = new Map<string, number>()
  for (const pod of related) {
    if (!isPodActive(pod)) continue
    const node = pod.spec.nodeName ?? ''
    onNode.set(node, (onNode.get(node) ?? 0) + 1)
  }
  // Of those that nothing tells apart the last that came goes: upstream they come in no order.
  return pods
    .toReversed()
    .map((pod) => ({ pod, rank: onNode.get(pod.spec.nodeName ?? '') ?? 0 }))
    .sort((a, b) => {
      for (const compare of LOSSES) {
        const order = compare(a, b, now)
        if (order !== 0) return order
      }
      return 0
    })
}

type Compare = (a: Ranked, b: Ranked, now: Time) => number

/** One after the other, until one of them tells two Pods apart. What is less goes first. */
// controller-manager: pkg/controller/controller_utils.go ActivePodsWithRanks.Less (v1.36)
const LOSSES: readonly Compare[] = [
  byNumber(({ pod }) => Number(Boolean(pod.spec.nodeName))),
  byNumber(({ pod }) => ownValue(PHASE_RANK, pod.status.phase) ?? 0),
  byNumber(({ pod }) => Number(isPodReady(pod))),
  byNumber(({ pod }) => deletionCost(pod)),
  byNumber(({ rank }) => -rank),
  (a, b, now) =>
    isPodReady(a.pod) && isPodReady(b.pod) ? byAge(a.pod, b.pod, readySince(a.pod), readySince(b.pod), now) : 0,
  (a, b) => compareMaxRestarts(maxRestarts(a.pod), maxRestarts(b.pod)),
  (a, b, now) => byAge(a.pod, b.pod, createdAt(a.pod), createdAt(b.pod), now),
]

function byNumber(value: (ranked: Ranked) => number): Compare {
  return (a, b) => value(a) - value(b)
}

/** Younger first; but ages that are alike, to a power of two, are left to chance: the uid. */
// controller-manager: pkg/controller/controller_utils.go logarithmicRankDiff, afterOrZero (v1.36)
function byAge(a: Pod, b: Pod, aSince: Time | undefined, bSince: Time | undefined, now: Time): number {
  if (aSince === bSince) return 0
  if (aSince === undefined) return -1
  if (bSince === undefined) return 1
  const difference = magnitude(now - aSince) - magnitude(now - bSince)
  if (difference !== 0) return difference
  return (a.metadata.uid ?? '') < (b.metadata.uid ?? '') ? -1 : 1
}

const NANOSECONDS = 1_000_000

function magnitude(age: number): number {
  return age > 0 ? Math.floor(Math.log2(age * NANOSECONDS)) : -1
}

function createdAt({ metadata }: Pod): Time | undefined {
  return metadata.creationTimestamp ? parseRfc3339(metadata.creationTimestamp) : undefined
}

/** What is no number counts as 0. */
// controller-manager: pkg/apis/core/v1/helper/helpers.go GetDeletionCostFromPodAnnotations (v1.36)
function deletionCost({ metadata }: Pod): number {
  const said = ownValue(metadata.annotations, DELETION_COST)
  return said !== undefined && /^(?:0|-?[1-9]\d{0,9})$/.test(said) ? Number(said) : 0
}
