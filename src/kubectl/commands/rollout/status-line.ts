import type { KubeObject } from '../../../manifest/object/meta.ts'
import { at, listAt, numberAt, textAt } from '../../printers/field.ts'

/** How far a rollout is, in kubectl's words. */
export type RolloutStatus =
  | { readonly line: string; readonly done: boolean }
  /** It has failed, or cannot be told. */
  | { readonly error: string }

/** Undefined: nothing of this kind is rolled out. `revision` 0: whichever. */
// kubectl: pkg/polymorphichelpers/rollout_status.go (v1.36)
export function statusLine(object: KubeObject, revision: number): RolloutStatus | undefined {
  switch (object.kind) {
    case 'Deployment':
      return deploymentStatus(object, revision)
    case 'DaemonSet':
      return daemonSetStatus(object)
    case 'StatefulSet':
      return statefulSetStatus(object)
    default:
      return undefined
  }
}

const REVISION = 'deployment.kubernetes.io/revision'

function deploymentStatus(object: KubeObject, revision: number): RolloutStatus {
  const { name, annotations = {} } = object.metadata
  const running = Number(annotations[REVISION] ?? 0)
  if (revision > 0 && revision !== running) {
    return { error: `desired revision (${revision}) is different from the running revision (${running})` }
  }
  if (!isObserved(object)) return going('Waiting for deployment spec update to be observed...')
  const progressing = listAt(object, 'status', 'conditions').find((each) => textAt(each, 'type') === 'Progressing')
  if (textAt(progressing, 'reason') === 'ProgressDeadlineExceeded') {
    return { error: `deployment ${JSON.stringify(name)} exceeded its progress deadline` }
  }
  const wanted = numberAt(object, 'spec', 'replicas')
  const count = (field: string): number => numberAt(object, 'status', field)
  const [updated, all, available] = [count('updatedReplicas'), count('replicas'), count('availableReplicas')]
  const waiting = `Waiting for deployment ${JSON.stringify(name)} rollout to finish:`
  if (updated < wanted) return going(`${waiting} ${updated} out of ${wanted} new replicas have been updated...`)
  if (all > updated) return going(`${waiting} ${all - updated} old replicas are pending termination...`)
  if (available < updated) return going(`${waiting} ${available} of ${updated} updated replicas are available...`)
  return done(`deployment ${JSON.stringify(name)} successfully rolled out`)
}

function daemonSetStatus(object: KubeObject): RolloutStatus {
  if (textAt(object, 'spec', 'updateStrategy', 'type') !== 'RollingUpdate') return ONLY_ROLLING
  if (!isObserved(object)) return going('Waiting for daemon set spec update to be observed...')
  const name = JSON.stringify(object.metadata.name)
  const wanted = numberAt(object, 'status', 'desiredNumberScheduled')
  const updated = numberAt(object, 'status', 'updatedNumberScheduled')
  const available = numberAt(object, 'status', 'numberAvailable')
  const waiting = `Waiting for daemon set ${name} rollout to finish:`
  if (updated < wanted) return going(`${waiting} ${updated} out of ${wanted} new pods have been updated...`)
  if (available < wanted) return going(`${waiting} ${available} of ${wanted} updated pods are available...`)
  return done(`daemon set ${name} successfully rolled out`)
}

function statefulSetStatus(object: KubeObject): RolloutStatus {
  if (textAt(object, 'spec', 'updateStrategy', 'type') !== 'RollingUpdate') return ONLY_ROLLING
  if (numberAt(object, 'status', 'observedGeneration') === 0 || !isObserved(object)) {
    return going('Waiting for statefulset spec update to be observed...')
  }
  const wanted = numberAt(object, 'spec', 'replicas')
  const updated = numberAt(object, 'status', 'updatedReplicas')
  const missing = wanted - numberAt(object, 'status', 'readyReplicas')
  if (missing > 0) return going(`Waiting for ${missing} pods to be ready...`)
  const rolling = at(object, 'spec', 'updateStrategy', 'rollingUpdate')
  if (rolling !== undefined) {
    const partition = at(rolling, 'partition')
    const part = wanted - Number(partition)
    if (partition !== undefined && updated < part) {
      return going(
        `Waiting for partitioned roll out to finish: ${updated} out of ${part} new pods have been updated...`,
      )
    }
    return done(`partitioned roll out complete: ${updated} new pods have been updated...`)
  }
  const [current, next] = [textAt(object, 'status', 'currentRevision'), textAt(object, 'status', 'updateRevision')]
  if (current !== next) {
    return going(`waiting for statefulset rolling update to complete ${updated} pods at revision ${next}...`)
  }
  const count = numberAt(object, 'status', 'currentReplicas')
  return done(`statefulset rolling update complete ${count} pods at revision ${current}...`)
}

const ONLY_ROLLING = { error: 'rollout status is only available for RollingUpdate strategy type' }

function isObserved(object: KubeObject): boolean {
  return (object.metadata.generation ?? 0) <= numberAt(object, 'status', 'observedGeneration')
}

function going(line: string): RolloutStatus {
  return { line, done: false }
}

function done(line: string): RolloutStatus {
  return { line, done: true }
}
