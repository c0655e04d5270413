import { readFileSync } from 'node:fs'
import { asReplicaSet } from '../../manifest/object/replica-set.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { findMinNextPodAvailabilityCheck, nextPodAvailabilityCheck } from '../controllers/base/pod-availability.ts'
import { podsToDelete } from '../controllers/replica-sets/pods-to-delete.ts'
import { replicaSetStatus } from '../controllers/replica-sets/replica-set-status.ts'
import { ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod, goSeconds, goTime } from '../testing/kubernetes-shapes.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

function pods(list: Pod[] | null): Pod[] {
  return (list ?? []).map(goPod)
}

tables.describe('replicaset-pods-to-delete', ({ input, expected }) => {
  const gone = podsToDelete(pods(input.filteredPods), pods(input.relatedPods), input.diff, 0)
  return { ours: gone.map(({ metadata }) => metadata.name), theirs: expected.toDelete }
})

tables.describe('replicaset-status', ({ input, expected, featureGates }) => {
  const { rs, manageReplicasErr } = input
  const given = { active: pods(input.activePods), terminating: pods(input.terminatingPods) }
  const before = asReplicaSet({ ...rs, kind: 'ReplicaSet' })
  const { terminatingReplicas, ...ours } = replicaSetStatus(
    before,
    given,
    manageReplicasErr ?? undefined,
    goTime(input.now) ?? 0,
  )
  const counted = featureGates?.DeploymentReplicaSetTerminatingReplicas === false ? {} : { terminatingReplicas }
  return { ours: { ...ours, ...counted }, theirs: expected.status }
})

tables.describe('controller-pod-helpers', ({ name, input, expected }) => {
  const now = goTime(input.now ?? input.lastOwnerStatusEvaluation) ?? 0
  // The time is cut to whole seconds, as metav1.Time is when it is written.
  const [whole, least] = [now - (now % 1000), input.minReadySeconds ?? 0]
  const theirs = expected.result ? goSeconds(expected.result) : undefined
  switch (input.fn) {
    case 'nextPodAvailabilityCheck':
      return { ours: nextPodAvailabilityCheck(goPod(input.pod), least, whole), theirs }
    case 'FindMinNextPodAvailabilityCheck':
      if (name.includes('evaluation delay')) return skip('nothing passes between the status and this question')
      return { ours: findMinNextPodAvailabilityCheck(pods(input.pods), least, whole), theirs }
    default:
      return skip(`no function ${input.fn} here`)
  }
})
