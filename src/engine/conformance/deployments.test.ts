import { readFileSync } from 'node:fs'
import { statusLine } from '../../kubectl/commands/rollout/status-line.ts'
import type { Deployment } from '../../manifest/object/deployment.ts'
import type { ReplicaSet } from '../../manifest/object/replica-set.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import {
  deploymentComplete,
  deploymentProgressing,
  deploymentTimedOut,
} from '../controllers/deployments/deployment-status.ts'
import { maxUnavailable, minAvailable, resolveFenceposts } from '../controllers/deployments/fenceposts.ts'
import { oldPodsRunning } from '../controllers/deployments/plan-recreate.ts'
import {
  cleanupUnhealthy,
  newReplicas,
  newRSNewReplicas,
  planOldDown,
  type Scaling,
  scaleDown,
} from '../controllers/deployments/plan-rolling.ts'
import { availableTotal } from '../controllers/deployments/replica-counts.ts'
import { ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod, goTime } from '../testing/kubernetes-shapes.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

interface Short {
  readonly name: string
  readonly replicas: number
  readonly status: ReplicaSet['status']
}

/** The tables of rolling updates hold of a ReplicaSet its name, its size and its status. */
function replicaSet({ name, replicas, status }: Short): ReplicaSet {
  const spec = { replicas, template: { spec: { containers: [] } } } as unknown as ReplicaSet['spec']
  return { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name }, spec, status }
}

function sets(list: readonly Short[] | null): ReplicaSet[] {
  return (list ?? []).map(replicaSet)
}

function removed(scalings: readonly Scaling[]): number {
  return scalings.reduce((sum, { replicaSet: { spec }, to }) => sum + (spec.replicas ?? 0) - to, 0)
}

tables.describe('deployment-fenceposts', ({ input, expected }) => {
  switch (input.fn) {
    case 'ResolveFenceposts': {
      const found = resolveFenceposts(input.maxSurge ?? undefined, input.maxUnavailable ?? undefined, input.desired)
      const { surge, unavailable } = expected
      return { ours: found, theirs: expected.error ? undefined : { surge, unavailable } }
    }
    case 'MaxUnavailable':
      return { ours: maxUnavailable(input.deployment), theirs: expected.result }
    case 'MinAvailable':
      return { ours: minAvailable(input.deployment), theirs: expected.result }
    default:
      return skip(`no function ${input.fn} here`)
  }
})

tables.describe('deployment-rolling', ({ input, expected }) => {
  const deployment = input.deployment as Deployment
  const old = sets(input.oldReplicaSets)
  const own = input.newReplicaSet ? replicaSet(input.newReplicaSet) : undefined
  const least = (deployment.spec.replicas ?? 0) - maxUnavailable(deployment)
  switch (input.fn) {
    case 'reconcileNewReplicaSet': {
      // One of the ReplicaSets is the new one itself.
      const all = [...sets(input.replicaSets.slice(1)), own as ReplicaSet]
      const ours = newReplicas(deployment, all, own as ReplicaSet) !== input.newReplicaSet.replicas
      return { ours, theirs: expected.returned.scaled }
    }
    case 'reconcileOldReplicaSets':
      return { ours: planOldDown(deployment, own as ReplicaSet, old).length > 0, theirs: expected.returned.scaled }
    case 'cleanupUnhealthyReplicas':
      return { ours: removed(cleanupUnhealthy(old, input.maxCleanupCount)), theirs: expected.returned.cleanupCount }
    case 'scaleDownOldReplicaSetsForRollingUpdate':
      return {
        ours: removed(scaleDown(old, availableTotal(sets(input.replicaSets)) - least)),
        theirs: expected.returned.scaled,
      }
    default:
      return skip(`no function ${input.fn} here`)
  }
})

tables.describe('deployment-progress', ({ name, input, expected }) => {
  const deployment = { status: {}, ...input.deployment } as Deployment
  switch (input.fn) {
    case undefined: {
      const { replicas } = expected
      return { ours: newRSNewReplicas(deployment, input.allRSs, input.newRS), theirs: replicas }
    }
    case 'DeploymentComplete':
      return { ours: deploymentComplete(deployment, input.newStatus), theirs: expected.result }
    case 'DeploymentProgressing':
      return { ours: deploymentProgressing(deployment.status, input.newStatus), theirs: expected.result }
    case 'DeploymentTimedOut': {
      // Which time it is stands in the name alone.
      const [clock = '00:01:20'] = /\d\d:\d\d:\d\d/.exec(name) ?? []
      const now = goTime(`2016-01-01T${clock}Z`) ?? 0
      return { ours: deploymentTimedOut(deployment, input.newStatus, now), theirs: expected.result }
    }
    default:
      return skip(`no function ${input.fn} here`)
  }
})

tables.describe('deployment-recreate', ({ input, expected }) => {
  const pods = Object.entries((input.podMap ?? {}) as Record<string, Pod[] | null>).map(
    ([uid, list]) => [uid, (list ?? []).map(goPod)] as const,
  )
  const ours = oldPodsRunning(input.newRS ?? undefined, input.oldRSs ?? [], new Map(pods))
  return { ours, theirs: expected.oldPodsRunning }
})

tables.describe('rollout-status', ({ name, input, expected }) => {
  const kind = /^Test(\w+?)StatusViewer/.exec(name)?.[1] ?? ''
  const said = statusLine({ apiVersion: 'apps/v1', ...input.object, kind }, input.revision ?? 0)
  if (!said || 'error' in said) return { ours: said?.error, theirs: expected.error ?? undefined }
  return {
    ours: { message: `${said.line}\n`, done: said.done },
    theirs: { message: expected.message, done: expected.done },
  }
})
