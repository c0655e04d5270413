import type { Status } from '../../../manifest/api-status.ts'
import type { PersistentVolumeClaim } from '../../../manifest/object/kinds.ts'
import { DEFAULT_NAMESPACE } from '../../../manifest/object/meta.ts'
import type { StatefulSet } from '../../../manifest/object/stateful-set.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { RuleId } from '../../../trace/rule.ts'
import type { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import { claimOwners } from './claim-retention.ts'
import { claimsOf, ordinalOf, withIdentity, withStorage } from './identity.ts'

const BY = { name: 'statefulset-controller' } as const

/** Makes, changes and deletes a set's Pods and their claims, and says so in Events of the set's. */
// controller-manager: pkg/controller/statefulset/stateful_pod_control.go StatefulPodControl (v1.36)
export class StatefulPodControl {
  readonly #api: ApiServer
  readonly #events: EventRecorder

  constructor(api: ApiServer, events: EventRecorder) {
    this.#api = api
    this.#events = events
  }

  /** The claims that it lacks first; then what they go with is noted. Undefined: it could not be done. */
  // controller-manager: pkg/controller/statefulset/stateful_pod_control.go CreateStatefulPod (v1.36)
  create(set: StatefulSet, pod: Pod, claims: readonly PersistentVolumeClaim[], rule: RuleId): Pod | undefined {
    const wrong = this.createClaims(set, pod, claims) ?? this.#goingClaim(set, pod)
    if (wrong !== undefined) {
      this.#tell('Create', set, pod, wrong, rule)
      return undefined
    }
    const { object, status } = this.#api.request({ verb: 'create', body: pod }, { by: BY, rule })
    if (status?.reason === 'AlreadyExists') return undefined
    if (status) {
      this.#tell('Create', set, pod, status.message, rule)
      return undefined
    }
    this.#retainAll(set, object as Pod)
    this.#tell('Create', set, pod, undefined, rule)
    return object as Pod
  }

  // controller-manager: pkg/controller/statefulset/stateful_pod_control.go DeleteStatefulPod (v1.36)
  delete(set: StatefulSet, pod: Pod, rule: RuleId): boolean {
    const { namespace = DEFAULT_NAMESPACE, name } = pod.metadata
    const { status } = this.#api.request({ verb: 'delete', kind: 'Pod', namespace, name }, { by: BY, rule })
    this.#tell('Delete', set, pod, status?.message, rule)
    return status === undefined
  }

  /** What is wrong; undefined: they are all there. */
  // controller-manager: pkg/controller/statefulset/stateful_pod_control.go createPersistentVolumeClaims (v1.36)
  createClaims(set: StatefulSet, pod: Pod, claims: readonly PersistentVolumeClaim[]): string | undefined {
    let wrong: string | undefined
    for (const claim of claims) {
      const { status } = this.#api.request({ verb: 'create', body: claim }, { by: BY, rule: 'STS-3' })
      this.#tellClaim(set, pod, claim, status)
      if (status) wrong ??= `failed to create PVC ${claim.metadata.name}: ${status.message}`
    }
    return wrong
  }

  /** Gives a Pod back the labels that are the set's. Its volumes cannot be changed. */
  // controller-manager: pkg/controller/statefulset/stateful_pod_control.go UpdateStatefulPod (v1.36)
  identify(set: StatefulSet, { metadata }: Pod): boolean {
    const { namespace = DEFAULT_NAMESPACE, name } = metadata
    const ordinal = ordinalOf(set, name)
    const current = this.#api.get('Pod', namespace, name)
    if (ordinal === undefined || !current) return true
    const body = withStorage(set, withIdentity(set, current, ordinal), ordinal)
    const at = { kind: 'Pod', namespace, name }
    const { status } = this.#api.request({ verb: 'update', ...at, body }, { by: BY, rule: 'STS-3' })
    this.#tell('Update', set, current, status?.message, 'STS-3')
    return status === undefined
  }

  /** Writes claims whose owners are others now. */
  // controller-manager: pkg/controller/statefulset/stateful_pod_control.go UpdatePodClaimForRetentionPolicy (v1.36)
  retain(claims: readonly PersistentVolumeClaim[]): void {
    for (const { metadata } of claims) {
      const { ownerReferences = [], namespace = DEFAULT_NAMESPACE, name } = metadata
      this.#api.update('PersistentVolumeClaim', namespace, name, { by: BY, rule: 'STS-5' }, (claim) => {
        const { ownerReferences: _before, ...rest } = claim.metadata
        return { ...claim, metadata: ownerReferences.length > 0 ? { ...rest, ownerReferences } : rest }
      })
    }
  }

  #retainAll(set: StatefulSet, pod: Pod): void {
    this.retain(
      this.#claimsOf(set, pod).flatMap((claim) => {
        const ownerReferences = claimOwners(set, pod, claim)
        return ownerReferences ? [{ ...claim, metadata: { ...claim.metadata, ownerReferences } }] : []
      }),
    )
  }

  #goingClaim(set: StatefulSet, pod: Pod): string | undefined {
    const going = this.#claimsOf(set, pod).find(({ metadata }) => metadata.deletionTimestamp !== undefined)
    return going && `pvc ${going.metadata.name} is being deleted`
  }

  #claimsOf(set: StatefulSet, { metadata: { name, namespace = DEFAULT_NAMESPACE } }: Pod): PersistentVolumeClaim[] {
    const ordinal = ordinalOf(set, name)
    const wanted = ordinal === undefined ? [] : claimsOf(set, ordinal)
    return wanted.flatMap(({ metadata }) => this.#api.get('PersistentVolumeClaim', namespace, metadata.name) ?? [])
  }

  // controller-manager: pkg/controller/statefulset/stateful_pod_control.go recordPodEvent (v1.36)
  #tell(verb: Verb, set: StatefulSet, { metadata }: Pod, wrong: string | undefined, rule: RuleId): void {
    const what = `${verb} Pod ${metadata.name} in StatefulSet ${set.metadata.name}`
    if (wrong === undefined) this.#events.event(set, 'Normal', `Successful${verb}`, `${what} successful`, { rule })
    else this.#events.event(set, 'Warning', `Failed${verb}`, `${what} failed error: ${wrong}`, { rule })
  }

  // controller-manager: pkg/controller/statefulset/stateful_pod_control.go recordClaimEvent (v1.36)
  #tellClaim(set: StatefulSet, pod: Pod, { metadata }: PersistentVolumeClaim, refused: Status | undefined): void {
    const [claim, of] = [metadata.name, set.metadata.name]
    if (refused) {
      const message = `Create Claim ${claim} for Pod ${pod.metadata.name} in StatefulSet ${of} failed error: ${refused.message}`
      this.#events.event(set, 'Warning', 'FailedCreate', message, { rule: 'STS-3' })
      return
    }
    const message = `Create Claim ${claim} Pod ${pod.metadata.name} in StatefulSet ${of} success`
    this.#events.event(set, 'Normal', 'SuccessfulCreate', message, { rule: 'STS-3' })
  }
}

type Verb = 'Create' | 'Update' | 'Delete'
