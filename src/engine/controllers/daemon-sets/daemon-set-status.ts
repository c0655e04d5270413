import type { DaemonSetStatus } from '../../../manifest/object/daemon-set.ts'
import { isPodReady } from '../../../manifest/pod/pod-status.ts'
import { isPodAvailable } from '../base/pod-availability.ts'
import { isUpdated } from './daemon-pod.ts'
import { nodeShouldRun } from './node-should-run.ts'
import { compareAge, type DaemonState } from './plan-daemon-set.ts'

/** Counts nodes, not Pods: of each its oldest Pod counts. */
// controller-manager: pkg/controller/daemon/daemon_controller.go updateDaemonSetStatus, storeDaemonSetStatus (v1.36)
export function daemonSetStatus({ set, nodes, pods, hash, now }: Omit<DaemonState, 'backOff'>): DaemonSetStatus {
  let [desired, current, misscheduled, ready, available, updated] = [0, 0, 0, 0, 0, 0]
  for (const node of nodes) {
    const there = pods.get(node.metadata.name) ?? []
    if (!nodeShouldRun(set, node).shouldRun) {
      if (there.length > 0) misscheduled++
      continue
    }
    desired++
    const [oldest] = there.toSorted(compareAge)
    if (!oldest) continue
    current++
    if (isPodReady(oldest)) {
      ready++
      if (isPodAvailable(oldest, set.spec.minReadySeconds ?? 0, now)) available++
    }
    if (isUpdated(oldest, set, hash)) updated++
  }
  return {
    currentNumberScheduled: current,
    numberMisscheduled: misscheduled,
    desiredNumberScheduled: desired,
    numberReady: ready,
    observedGeneration: set.metadata.generation ?? 1,
    ...(updated > 0 ? { updatedNumberScheduled: updated } : {}),
    ...(available > 0 ? { numberAvailable: available } : {}),
    ...(desired > available ? { numberUnavailable: desired - available } : {}),
  }
}
