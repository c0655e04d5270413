import type { KubeObject, OwnerReference } from '../../../manifest/object/meta.ts'

/** `waiting`: it is deleted in the foreground, and stays until its dependents are gone. */
export type OwnerStanding = 'there' | 'gone' | 'waiting'

export type DependentPlan =
  /** In the foreground: an owner waits for it, and for what it has made itself. */
  | { readonly kind: 'delete'; readonly policy: 'Background' | 'Foreground' }
  /** Some of its owners are gone: these are left. */
  | { readonly kind: 'keepOwners'; readonly owners: readonly OwnerReference[] }
  | { readonly kind: 'nothing'; readonly because: 'noOwners' | 'allOwnersThere' }

/** GC-2: what becomes of an object of which an owner may be gone. */
// controller-manager: pkg/controller/garbagecollector/garbagecollector.go attemptToDeleteItem (v1.36)
export function planDependent(
  { metadata: { ownerReferences = [] } }: KubeObject,
  standingOf: (owner: OwnerReference) => OwnerStanding,
  hasDependents: boolean,
): DependentPlan {
  if (ownerReferences.length === 0) return { kind: 'nothing', because: 'noOwners' }
  const owners = ownerReferences.filter((owner) => standingOf(owner) === 'there')
  if (owners.length === 0) {
    const waitedFor = hasDependents && ownerReferences.some((owner) => standingOf(owner) === 'waiting')
    return { kind: 'delete', policy: waitedFor ? 'Foreground' : 'Background' }
  }
  if (owners.length < ownerReferences.length) return { kind: 'keepOwners', owners }
  return { kind: 'nothing', because: 'allOwnersThere' }
}
