import type { Time } from '../../../lib/time.ts'
import type { PodTemplate } from '../../../manifest/object/job.ts'
import type { PersistentVolumeClaim } from '../../../manifest/object/kinds.ts'
import type { StatefulSet, StatefulSetStatus } from '../../../manifest/object/stateful-set.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { claimOwners, isStaleClaim } from './claim-retention.ts'
import {
  claimsOf,
  identityMatches,
  isInRange,
  ordinalOf,
  podOfSet,
  revisionOf,
  startOrdinal,
  storageMatches,
} from './identity.ts'
import { isCreated, isHealthy, isOver, isRunningAndAvailable, isRunningAndReady, isTerminating } from './pod-health.ts'
import { countReplicas } from './stateful-set-status.ts'

/** What is done for a set, one after the other: when one cannot be done, those behind it wait for another look. */
export type SetStep =
  | { readonly kind: 'create'; readonly pod: Pod; readonly claims: readonly PersistentVolumeClaim[] }
  | { readonly kind: 'delete'; readonly pod: Pod; readonly because: 'over' | 'scaledDown' | 'update' }
  /** A Pod that waits gets the claims that it lacks. */
  | { readonly kind: 'claims'; readonly pod: Pod; readonly claims: readonly PersistentVolumeClaim[] }
  /** It has lost labels or claims that are the set's. */
  | { readonly kind: 'identify'; readonly pod: Pod }
  /** Its claims are to go with something else, or to stay. */
  | { readonly kind: 'retain'; readonly pod: Pod; readonly claims: readonly PersistentVolumeClaim[] }

/** For whom nothing more is done just now. */
export interface SetWait {
  readonly pod: string
  readonly because: 'over' | 'terminating' | 'notReady' | 'notAvailable' | 'staleClaim'
  /** What has to wait: the next Pod, one that is to be scaled away, or one that is to be updated. */
  readonly before: 'next' | 'scaleDown' | 'update'
}

export interface SetPlan {
  readonly steps: readonly SetStep[]
  readonly status: StatefulSetStatus
  readonly wait?: SetWait
}

/** A name, and the template that it stands for. */
export interface NamedRevision {
  readonly name: string
  readonly template: PodTemplate
}

export interface SetState {
  readonly set: StatefulSet
  /** Its Pods, those included that are to go. */
  readonly pods: readonly Pod[]
  readonly current: NamedRevision
  readonly update: NamedRevision
  readonly claim: (name: string) => PersistentVolumeClaim | undefined
  readonly now: Time
}

/** What one look at a set and its Pods leads to. */
// controller-manager: pkg/controller/statefulset/stateful_set_control.go updateStatefulSet (v1.36)
export function planStatefulSet(state: SetState): SetPlan {
  return new SetPlanner(state).plan()
}

/** So many Pods are planned beyond those that are there: whoever asks for a billion gets them bit by bit. */
const MOST_AHEAD = 500

class SetPlanner {
  readonly #state: SetState
  readonly #steps: SetStep[] = []
  readonly #minReady: number
  readonly #monotonic: boolean
  readonly #replicas: readonly Pod[]
  readonly #condemned: readonly Pod[]
  /** There are replicas behind those that are looked at. */
  readonly #hasMore: boolean
  #wait: SetWait | undefined
  #updating = 0

  constructor(state: SetState) {
    this.#state = state
    const { set, pods } = state
    this.#minReady = set.spec.minReadySeconds ?? 0
    this.#monotonic = set.spec.podManagementPolicy !== 'Parallel'
    const byOrdinal = new Map(pods.map((pod) => [ordinalOf(set, pod.metadata.name), pod]))
    const wanted = set.spec.replicas ?? 1
    const looked = Math.min(wanted, pods.length + MOST_AHEAD)
    this.#hasMore = looked < wanted
    this.#replicas = Array.from({ length: looked }, (_, index) => {
      const ordinal = startOrdinal(set) + index
      return byOrdinal.get(ordinal) ?? this.#newPod(ordinal)
    })
    this.#condemned = pods
      .flatMap((pod) => {
        const ordinal = ordinalOf(set, pod.metadata.name)
        return ordinal === undefined || isInRange(set, ordinal) ? [] : [{ pod, ordinal }]
      })
      .toSorted((a, b) => b.ordinal - a.ordinal)
      .map(({ pod }) => pod)
  }

  plan(): SetPlan {
    const { set } = this.#state
    if (set.metadata.deletionTimestamp === undefined) this.#go()
    const plan = { steps: this.#steps, status: this.#status() }
    return this.#wait ? { ...plan, wait: this.#wait } : plan
  }

  #go(): void {
    if (this.#stops(this.#replicas, (pod) => this.#replica(pod)) || this.#hasMore) return
    const unhealthy = this.#firstUnhealthy()
    if (this.#stops(this.#condemned, (pod) => this.#claimsOfCondemned(pod))) return
    if (this.#stops(this.#condemned, (pod) => this.#condemn(pod, unhealthy))) return
    this.#rollOn()
  }

  /** Whether nothing more is to be done. Where Pods come and go all together, each is looked at, and none stops. */
  // controller-manager: pkg/controller/statefulset/stateful_set_control.go runForAll (v1.36)
  #stops(pods: readonly Pod[], look: (pod: Pod) => boolean): boolean {
    for (const pod of pods) if (look(pod) && this.#monotonic) return true
    return false
  }

  /** The Pods below the partition come back as they were. */
  // controller-manager: pkg/controller/statefulset/stateful_set_utils.go newVersionedStatefulSetPod, isCurrentRevisionNeeded (v1.36)
  #newPod(ordinal: number): Pod {
    const { set, current, update } = this.#state
    const { type, rollingUpdate } = set.spec.updateStrategy ?? {}
    const old =
      type === 'RollingUpdate' &&
      ordinal < startOrdinal(set) + (rollingUpdate ? (rollingUpdate.partition ?? 0) : (set.status.currentReplicas ?? 0))
    const { name, template } = old ? current : update
    return podOfSet({ ...set, spec: { ...set.spec, template } }, ordinal, name)
  }

  // controller-manager: pkg/controller/statefulset/stateful_set_control.go processReplica (v1.36)
  #replica(pod: Pod): boolean {
    const { set, now } = this.#state
    if (isCreated(pod) && isOver(pod)) {
      if (!isTerminating(pod)) this.#steps.push({ kind: 'delete', pod, because: 'over' })
      return this.#waitFor(pod, 'over')
    }
    if (!isCreated(pod)) {
      if (this.#hasStaleClaim(pod)) return this.#waitFor(pod, 'staleClaim')
      this.#steps.push({ kind: 'create', pod, claims: this.#missingClaims(pod) })
      return true
    }
    if (pod.status.phase === 'Pending') {
      const claims = this.#missingClaims(pod)
      if (claims.length > 0) this.#steps.push({ kind: 'claims', pod, claims })
    }
    if (isTerminating(pod) && this.#monotonic) return this.#waitFor(pod, 'terminating')
    if (!isRunningAndReady(pod) && this.#monotonic) return this.#waitFor(pod, 'notReady')
    if (!isRunningAndAvailable(pod, this.#minReady, now) && this.#monotonic) {
      return this.#waitFor(pod, 'notAvailable')
    }
    if (!identityMatches(set, pod) || !storageMatches(set, pod)) this.#steps.push({ kind: 'identify', pod })
    this.#retain(pod)
    return false
  }

  #waitFor(pod: Pod, because: SetWait['because'], before = this.#behind(pod)): true {
    if (before) this.#wait ??= { pod: pod.metadata.name, because, before }
    return true
  }

  /** What has to wait for one of its Pods; undefined: nothing. */
  #behind(pod: Pod): SetWait['before'] | undefined {
    const { set, update } = this.#state
    if (this.#replicas.slice(this.#replicas.indexOf(pod) + 1).some((each) => !isCreated(each))) return 'next'
    if (this.#condemned.length > 0) return 'scaleDown'
    const { type, rollingUpdate } = set.spec.updateStrategy ?? {}
    if (type === 'OnDelete') return undefined
    const old = this.#replicas.slice(rollingUpdate?.partition ?? 0).some((each) => revisionOf(each) !== update.name)
    return old ? 'update' : undefined
  }

  #missingClaims({ metadata: { name } }: Pod): PersistentVolumeClaim[] {
    const { set, claim } = this.#state
    const ordinal = ordinalOf(set, name)
    if (ordinal === undefined) return []
    return claimsOf(set, ordinal).filter(({ metadata }) => !claim(metadata.name))
  }

  #claims({ metadata: { name } }: Pod): PersistentVolumeClaim[] {
    const { set, claim } = this.#state
    const ordinal = ordinalOf(set, name)
    if (ordinal === undefined) return []
    return claimsOf(set, ordinal).flatMap(({ metadata }) => claim(metadata.name) ?? [])
  }

  #hasStaleClaim(pod: Pod): boolean {
    if (this.#state.set.spec.persistentVolumeClaimRetentionPolicy?.whenScaled !== 'Delete') return false
    return this.#claims(pod).some((claim) => isStaleClaim(pod.metadata.name, claim, pod.metadata.uid))
  }

  #retain(pod: Pod): void {
    const { set } = this.#state
    const claims = this.#claims(pod).flatMap((claim) => {
      const ownerReferences = claimOwners(set, pod, claim)
      return ownerReferences ? [{ ...claim, metadata: { ...claim.metadata, ownerReferences } }] : []
    })
    if (claims.length > 0) this.#steps.push({ kind: 'retain', pod, claims })
  }

  #claimsOfCondemned(pod: Pod): boolean {
    this.#retain(pod)
    return false
  }

  #firstUnhealthy(): Pod | undefined {
    const { now } = this.#state
    return (
      this.#replicas.find((pod) => !isHealthy(pod) || !isRunningAndAvailable(pod, this.#minReady, now)) ??
      this.#condemned.findLast((pod) => !isHealthy(pod))
    )
  }

  // controller-manager: pkg/controller/statefulset/stateful_set_control.go processCondemned (v1.36)
  #condemn(pod: Pod, firstUnhealthy: Pod | undefined): boolean {
    if (isTerminating(pod)) return this.#waitFor(pod, 'terminating', 'scaleDown')
    const { now } = this.#state
    if (this.#monotonic && pod !== firstUnhealthy) {
      if (!isRunningAndReady(pod)) return this.#waitFor(firstUnhealthy ?? pod, 'notReady', 'scaleDown')
      if (!isRunningAndAvailable(pod, this.#minReady, now)) return this.#waitFor(pod, 'notAvailable', 'scaleDown')
    }
    this.#steps.push({ kind: 'delete', pod, because: 'scaledDown' })
    return true
  }

  /** From the last to the first, one at a time, down to the partition: the next when those behind it are well. */
  // controller-manager: pkg/controller/statefulset/stateful_set_control.go updateStatefulSet (v1.36)
  #rollOn(): void {
    const { set, update, now } = this.#state
    if (set.spec.updateStrategy?.type === 'OnDelete') return
    const least = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0
    for (let target = this.#replicas.length - 1; target >= least; target--) {
      const pod = this.#replicas[target] as Pod
      if (revisionOf(pod) !== update.name && !isTerminating(pod)) {
        this.#steps.push({ kind: 'delete', pod, because: 'update' })
        this.#updating = 1
        return
      }
      if (isTerminating(pod)) return void this.#waitFor(pod, 'terminating', 'update')
      if (!isHealthy(pod)) return void this.#waitFor(pod, 'notReady', 'update')
      if (!isRunningAndAvailable(pod, this.#minReady, now)) return void this.#waitFor(pod, 'notAvailable', 'update')
    }
  }

  #status(): StatefulSetStatus {
    const { set, current, update, now, pods } = this.#state
    const counts = countReplicas(pods, this.#minReady, current.name, update.name, now)
    return {
      observedGeneration: set.metadata.generation ?? 1,
      ...counts,
      currentReplicas: counts.currentReplicas - this.#updating,
      currentRevision: current.name,
      updateRevision: update.name,
      collisionCount: set.status.collisionCount ?? 0,
    }
  }
}
