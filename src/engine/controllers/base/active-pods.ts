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

/** What has not begun is less of a loss. */
export const PHASE_RANK: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 }

/** An order for sorting: whose deletion is the least loss comes first. */
// controller-manager: pkg/controller/controller_utils.go ActivePods.Less (v1.36)
export function compareActivePods(a: Pod, b: Pod): number {
  return (
    Number(Boolean(a.spec.nodeName)) - Number(Boolean(b.spec.nodeName)) ||
    (ownValue(PHASE_RANK, a.status.phase) ?? 0) - (ownValue(PHASE_RANK, b.status.phase) ?? 0) ||
    Number(isPodReady(a)) - Number(isPodReady(b)) ||
    (isPodReady(a) ? latestFirst(readySince(a), readySince(b)) : 0) ||
    compareMaxRestarts(maxRestarts(a), maxRestarts(b)) ||
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

interface Restarts {
  readonly regular: number
  readonly sidecar: number
}

/** Of its container that has been restarted most: among app containers, and among sidecars. */
// controller-manager: pkg/controller/controller_utils.go maxContainerRestarts (v1.36)
export function maxRestarts({ spec, status }: Pod): Restarts {
  const sidecars = new Set(
    (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => name),
  )
  const most = (counts: readonly number[]) => Math.max(0, ...counts)
  return {
    regular: most((status.containerStatuses ?? []).map(({ restartCount }) => restartCount)),
    sidecar: most(
      (status.initContainerStatuses ?? [])
        .filter(({ name }) => sidecars.has(name))
        .map(({ restartCount }) => restartCount),
    ),
  }
}

/** What has been restarted more goes first. */
// controller-manager: pkg/controller/controller_utils.go compareMaxContainerRestarts (v1.36)
export function compareMaxRestarts(a: Restarts, b: Restarts): number {
  return b.regular - a.regular || b.sidecar - a.sidecar
}
