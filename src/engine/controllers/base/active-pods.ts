import { ownValue } from '../../../lib/own.ts'
import { parseRfc3339 } from '../../../lib/time.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { isPodReady, isTerminal } from '../../../manifest/pod/pod-status.ts'

// controller-manager: pkg/controller/controller_utils.go IsPodActive (v1.36)
export function isPodActive({ metadata, status }: Pod): boolean {
  return !isTerminal(status.phase) && metadata.deletionTimestamp === undefined
}

// controller-manager: pkg/controller/controller_utils.go IsPodTerminating (v1.36)
export function isPodTerminating({ metadata, status }: Pod): boolean {
  return !isTerminal(status.phase) && metadata.deletionTimestamp !== undefined
}

const PHASES: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 }

/** An order for sorting: whose deletion is the least loss comes first. */
// controller-manager: pkg/controller/controller_utils.go ActivePods.Less (v1.36)
export function compareActivePods(a: Pod, b: Pod): number {
  return (
    Number(Boolean(a.spec.nodeName)) - Number(Boolean(b.spec.nodeName)) ||
    (ownValue(PHASES, a.status.phase) ?? 0) - (ownValue(PHASES, b.status.phase) ?? 0) ||
    Number(isPodReady(a)) - Number(isPodReady(b)) ||
    (isPodReady(a) ? latestFirst(readySince(a), readySince(b)) : 0) ||
    maxRestarts(b) - maxRestarts(a) ||
    latestFirst(a.metadata.creationTimestamp, b.metadata.creationTimestamp)
  )
}

/** Where no time is known it counts as the latest. */
function latestFirst(a: string | undefined, b: string | undefined): number {
  const timeOf = (text: string | undefined) => (text ? parseRfc3339(text) : undefined) ?? Number.MAX_SAFE_INTEGER
  return timeOf(b) - timeOf(a)
}

function readySince({ status }: Pod): string | undefined {
  return status.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime
}

function maxRestarts({ status }: Pod): number {
  return Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }) => restartCount))
}
