import type { Duration } from '../../../lib/time.ts'
import { controllerOf } from '../../../manifest/object/controller-of.ts'
import type { Deployment, DeploymentStatus } from '../../../manifest/object/deployment.ts'
import type { ObjectMeta } from '../../../manifest/object/meta.ts'
import type { ReplicaSet } from '../../../manifest/object/replica-set.ts'
import { matches } from '../../../manifest/object/workload.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { sameMeaning } from '../../../manifest/same-meaning.ts'
import type { RuleId } from '../../../trace/rule.ts'
import { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { World } from '../../world/world.ts'
import { splitKey } from '../base/object-key.ts'
import { isNamespaceTerminating } from '../base/pod-control.ts'
import { claimReplicaSets } from './claim-replica-sets.ts'
import { conditionOf, PAUSED, progressing, RESUMED, type Saying, withCondition } from './deployment-conditions.ts'
import { countedStatus, deploymentComplete, hasProgressDeadline, rolloutStatus } from './deployment-status.ts'
import { newReplicaSet } from './new-replica-set.ts'
import { oldPodsRunning, planOldAway } from './plan-recreate.ts'
import { newReplicas, planRolling, type Scaling } from './plan-rolling.ts'
import { isScalingEvent, planScale } from './plan-scale.ts'
import { sizeOf } from './replica-counts.ts'
import {
  equalIgnoreHash,
  findNewReplicaSet,
  maxRevision,
  newReplicaSetAnnotations,
  planCleanup,
  REVISION,
  replicasAnnotations,
} from './revisions.ts'

export type SyncOutcome =
  | { readonly kind: 'done' }
  /** It is tried again later and later. */
  | { readonly kind: 'failed' }
  /** Nothing has moved on. 0: soon. */
  | { readonly kind: 'askAgain'; readonly after: Duration }

const DONE: SyncOutcome = { kind: 'done' }
const FAILED: SyncOutcome = { kind: 'failed' }
const BY = { name: 'deployment-controller' } as const

/** What a sync goes by. */
interface Rollout {
  readonly deployment: Deployment
  readonly newReplicaSet: ReplicaSet | undefined
  readonly old: readonly ReplicaSet[]
  /**
   * It has written the Deployment once. Whoever writes it again in the same sync meets his own write: that is a conflict
   * upstream, and what is left is done by the next sync, which the first write calls for.
   */
  readonly written: boolean
}

/** Does for one Deployment what is to be done now. */
// controller-manager: pkg/controller/deployment/deployment_controller.go syncDeployment (v1.36)
export class DeploymentSync {
  readonly #world: World
  readonly #api: ApiServer
  readonly #events: EventRecorder

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    this.#events = new EventRecorder(world, BY)
  }

  sync(key: string): SyncOutcome {
    const found = this.#api.get('Deployment', ...splitKey(key))
    if (!found) return DONE
    const given = { ...found, status: found.status ?? {} }
    const replicaSets = claimReplicaSets(this.#api, given, { by: BY, rule: 'DEPLOY-7' })
    if (given.metadata.deletionTimestamp !== undefined) {
      return this.#countOnly({ deployment: given, ...split(given, replicaSets), written: false })
    }
    const deployment = this.#tellPaused(given)
    const begun = this.#withRevision(deployment, replicaSets, deployment !== given)
    if (begun.deployment.spec.paused) return this.#scale(begun)
    const all = begun.newReplicaSet ? [...begun.old, begun.newReplicaSet] : begun.old
    if (isScalingEvent(begun.deployment, all)) return this.#scale(begun)
    return deployment.spec.strategy?.type === 'Recreate' ? this.#recreate(begun) : this.#roll(begun)
  }

  // controller-manager: pkg/controller/deployment/rolling.go rolloutRolling (v1.36)
  #roll(begun: Rollout): SyncOutcome {
    const rollout = begun.newReplicaSet ? begun : this.#create(begun)
    if (!rollout?.newReplicaSet) return FAILED
    const scaled = planRolling(rollout.deployment, rollout.newReplicaSet, rollout.old)
    const to = scaled[0]?.replicaSet === rollout.newReplicaSet ? 'DEPLOY-1' : 'DEPLOY-2'
    return this.#finish(this.#apply(rollout, scaled, to), scaled.length === 0)
  }

  // controller-manager: pkg/controller/deployment/recreate.go rolloutRecreate (v1.36)
  #recreate(begun: Rollout): SyncOutcome {
    const away = planOldAway(begun.old)
    if (away.length > 0) return this.#finish(this.#apply(begun, away, 'DEPLOY-3'), false)
    if (oldPodsRunning(begun.newReplicaSet, begun.old, this.#podsByOwner(begun))) return this.#finish(begun, false)
    const rollout = begun.newReplicaSet ? begun : this.#create(begun)
    const own = rollout?.newReplicaSet
    if (!rollout || !own) return FAILED
    const to = newReplicas(rollout.deployment, [...rollout.old, own], own)
    const scalings = to === sizeOf(own) ? [] : [{ replicaSet: own, to }]
    return this.#finish(this.#apply(rollout, scalings, 'DEPLOY-3'), true)
  }

  /** Its size has changed, or nothing else may: what there is grows or shrinks. */
  // controller-manager: pkg/controller/deployment/sync.go sync (v1.36)
  #scale(begun: Rollout): SyncOutcome {
    const { deployment } = begun
    const { scalings, noted } = planScale(deployment, begun.newReplicaSet, begun.old)
    let rollout = this.#apply(begun, scalings, 'DEPLOY-5')
    for (const { metadata } of noted) rollout = this.#note(rollout, metadata.name)
    if (deployment.spec.paused) this.#cleanUp(rollout)
    return this.#countOnly(rollout)
  }

  #finish(rollout: Rollout, settled: boolean): SyncOutcome {
    const { deployment, newReplicaSet: own, old, written } = rollout
    if (settled && deploymentComplete(deployment, deployment.status)) this.#cleanUp(rollout)
    const all = own ? [...old, own] : old
    const { status, askAgainIn } = rolloutStatus(deployment, own, all, this.#world.now)
    if (status !== deployment.status && !written) this.#write(deployment, status, 'DEPLOY-6')
    return askAgainIn === undefined ? DONE : { kind: 'askAgain', after: askAgainIn }
  }

  // controller-manager: pkg/controller/deployment/sync.go syncDeploymentStatus (v1.36)
  #countOnly({ deployment, newReplicaSet: own, old, written }: Rollout): SyncOutcome {
    const status = countedStatus(deployment, own, own ? [...old, own] : old, this.#world.now)
    if (!written && !sameMeaning(status, deployment.status)) this.#write(deployment, status, 'DEPLOY-6')
    return DONE
  }

  // controller-manager: pkg/controller/deployment/sync.go checkPausedConditions (v1.36)
  #tellPaused(deployment: Deployment): Deployment {
    const { spec, status } = deployment
    if (!hasProgressDeadline(deployment)) return deployment
    const reason = conditionOf(status.conditions, 'Progressing')?.reason
    const isTold = reason === PAUSED.reason
    if (reason === 'ProgressDeadlineExceeded' || isTold === (spec.paused ?? false)) return deployment
    return this.#say(deployment, spec.paused ? PAUSED : RESUMED, 'DEPLOY-8')
  }

  /** The new ReplicaSet, where there is one, has the highest revision, and the Deployment the same. */
  // controller-manager: pkg/controller/deployment/sync.go getNewReplicaSet (v1.36)
  #withRevision(given: Deployment, replicaSets: readonly ReplicaSet[], written: boolean): Rollout {
    const { newReplicaSet: found, old } = split(given, replicaSets)
    if (!found) return { deployment: given, newReplicaSet: undefined, old, written }
    const own = this.#annotated(given, found, maxRevision(old) + 1)
    let deployment = withRevision(given, own.metadata.annotations?.[REVISION])
    if (hasProgressDeadline(given) && !conditionOf(given.status.conditions, 'Progressing')) {
      const message = `Found new replica set ${JSON.stringify(own.metadata.name)}`
      deployment = said(deployment, progressing('FoundNewReplicaSet', message), this.#world.now)
    }
    if (deployment === given) return { deployment, newReplicaSet: own, old, written }
    this.#write(deployment, deployment.status, 'DEPLOY-4')
    return { deployment, newReplicaSet: own, old, written: true }
  }

  #annotated(deployment: Deployment, own: ReplicaSet, revision: number): ReplicaSet {
    const { annotations: before = {} } = own.metadata
    const annotations = newReplicaSetAnnotations(deployment, before, revision)
    const minReadySeconds = deployment.spec.minReadySeconds ?? 0
    if (annotations === before && minReadySeconds === (own.spec.minReadySeconds ?? 0)) return own
    return this.#update(own, 'DEPLOY-4', (current) => ({
      ...current,
      metadata: { ...current.metadata, annotations: { ...annotations } },
      spec: { ...current.spec, minReadySeconds },
    }))
  }

  /** Undefined: it could not be made; the next sync tries again. */
  #create(begun: Rollout): Rollout | undefined {
    const { deployment: given, old } = begun
    const body = newReplicaSet(given, old)
    const { name } = body.metadata
    const { object, status } = this.#api.request({ verb: 'create', body }, { by: BY, rule: 'DEPLOY-1' })
    if (status) {
      if (status.reason === 'AlreadyExists') this.#collide(given, name)
      else if (!isNamespaceTerminating(status)) this.#tellCreateError(given, name, status.message)
      return undefined
    }
    const own = object as ReplicaSet
    if (sizeOf(own) > 0) this.#tellScaled(given, name, 0, sizeOf(own), 'DEPLOY-1')
    const revised = withRevision(given, own.metadata.annotations?.[REVISION])
    const message = `Created new replica set ${JSON.stringify(name)}`
    const deployment = hasProgressDeadline(given)
      ? said(revised, progressing('NewReplicaSetCreated', message), this.#world.now)
      : revised
    if (deployment === given) return { ...begun, newReplicaSet: own }
    this.#write(deployment, deployment.status, 'DEPLOY-4')
    return { deployment, newReplicaSet: own, old, written: true }
  }

  /** Another template has the same hash, or somebody else a ReplicaSet of that name: the next try is called otherwise. */
  #collide(deployment: Deployment, name: string): void {
    const { namespace = '', uid } = deployment.metadata
    const there = this.#api.get('ReplicaSet', namespace, name)
    if (!there) return
    const isOwn = controllerOf(there)?.uid === uid
    if (isOwn && equalIgnoreHash(deployment.spec.template, there.spec.template)) return
    const collisionCount = (deployment.status.collisionCount ?? 0) + 1
    this.#write(deployment, { ...deployment.status, collisionCount }, 'DEPLOY-4')
  }

  #tellCreateError(deployment: Deployment, name: string, why: string): void {
    const message = `Failed to create new replica set ${JSON.stringify(name)}: ${why}`
    if (hasProgressDeadline(deployment)) {
      this.#say(deployment, progressing('ReplicaSetCreateError', message, 'False'), 'DEPLOY-6')
    }
    this.#events.event(deployment, 'Warning', 'ReplicaSetCreateError', message, { rule: 'DEPLOY-1' })
  }

  #say(deployment: Deployment, saying: Saying, rule: RuleId): Deployment {
    const next = said(deployment, saying, this.#world.now)
    if (next !== deployment) this.#write(next, next.status, rule)
    return next
  }

  // controller-manager: pkg/controller/deployment/sync.go scaleReplicaSetAndRecordEvent, scaleReplicaSet (v1.36)
  #apply(rollout: Rollout, scalings: readonly Scaling[], rule: RuleId): Rollout {
    let after = rollout
    for (const { replicaSet, to } of scalings) {
      const scaled = this.#update(replicaSet, rule, (current) => ({
        ...current,
        metadata: noted(current.metadata, rollout.deployment),
        spec: { ...current.spec, replicas: to },
      }))
      this.#tellScaled(rollout.deployment, replicaSet.metadata.name, sizeOf(replicaSet), to, rule)
      after = withReplicaSet(after, scaled)
    }
    return after
  }

  #note(rollout: Rollout, name: string): Rollout {
    const replicaSet = [...rollout.old, rollout.newReplicaSet].find((each) => each?.metadata.name === name)
    if (!replicaSet) return rollout
    const told = this.#update(replicaSet, 'DEPLOY-5', (current) => {
      const metadata = noted(current.metadata, rollout.deployment)
      return metadata === current.metadata ? undefined : { ...current, metadata }
    })
    return withReplicaSet(rollout, told)
  }

  #tellScaled({ ...deployment }: Deployment, name: string, from: number, to: number, rule: RuleId): void {
    const message = `Scaled ${to > from ? 'up' : 'down'} replica set ${name} from ${from} to ${to}`
    this.#events.event(deployment, 'Normal', 'ScalingReplicaSet', message, { rule })
  }

  #cleanUp({ deployment, old }: Rollout): void {
    for (const { metadata } of planCleanup(deployment, old)) {
      this.#api.delete('ReplicaSet', metadata.namespace ?? '', metadata.name, {}, { by: BY, rule: 'DEPLOY-4' })
    }
  }

  #update({ metadata }: ReplicaSet, rule: RuleId, change: (current: ReplicaSet) => ReplicaSet | undefined): ReplicaSet {
    const { namespace = '', name } = metadata
    this.#api.update('ReplicaSet', namespace, name, { by: BY, rule }, change)
    return this.#api.get('ReplicaSet', namespace, name) as ReplicaSet
  }

  #write({ metadata }: Deployment, status: DeploymentStatus, rule: RuleId): void {
    const { namespace = '', name, annotations } = metadata
    const options = { by: BY, rule, subresource: 'status' } as const
    this.#api.update('Deployment', namespace, name, options, (current) => ({
      ...current,
      metadata: annotations ? { ...current.metadata, annotations } : current.metadata,
      status,
    }))
  }

  // controller-manager: pkg/controller/deployment/deployment_controller.go getPodMapForDeployment (v1.36)
  #podsByOwner({ deployment, newReplicaSet: own, old }: Rollout): ReadonlyMap<string, readonly Pod[]> {
    const { selector } = deployment.spec
    const byUid = new Map<string, Pod[]>(
      [...old, ...(own ? [own] : [])].map(({ metadata }) => [metadata.uid ?? '', []]),
    )
    for (const pod of this.#api.list('Pod', deployment.metadata.namespace)) {
      if (!selector || !matches(selector, pod.metadata.labels ?? {})) continue
      byUid.get(controllerOf(pod)?.uid ?? '')?.push(pod)
    }
    return byUid
  }
}

function split(deployment: Deployment, replicaSets: readonly ReplicaSet[]): Pick<Rollout, 'newReplicaSet' | 'old'> {
  const own = findNewReplicaSet(deployment, replicaSets)
  return { newReplicaSet: own, old: replicaSets.filter((each) => each !== own) }
}

// controller-manager: pkg/controller/deployment/util/deployment_util.go SetDeploymentRevision (v1.36)
function withRevision(deployment: Deployment, revision: string | undefined): Deployment {
  const { metadata } = deployment
  if (revision === undefined || metadata.annotations?.[REVISION] === revision) return deployment
  return { ...deployment, metadata: { ...metadata, annotations: { ...metadata.annotations, [REVISION]: revision } } }
}

function said(deployment: Deployment, saying: Saying, now: number): Deployment {
  const { conditions = [] } = deployment.status
  const next = withCondition(conditions, saying, now)
  return next === conditions ? deployment : { ...deployment, status: { ...deployment.status, conditions: [...next] } }
}

function noted(metadata: ObjectMeta, deployment: Deployment): ObjectMeta {
  const annotations = { ...metadata.annotations, ...replicasAnnotations(deployment) }
  return sameMeaning(annotations, metadata.annotations) ? metadata : { ...metadata, annotations }
}

function withReplicaSet(rollout: Rollout, next: ReplicaSet): Rollout {
  const { uid } = next.metadata
  if (rollout.newReplicaSet?.metadata.uid === uid) return { ...rollout, newReplicaSet: next }
  return { ...rollout, old: rollout.old.map((each) => (each.metadata.uid === uid ? next : each)) }
}
