import type { KubeObject, OwnerReference } from '../../../manifest/object/meta.ts'

export type DependentPlan =
  | { readonly kind: 'delete' }
  /** Some of its owners are gone: these are left. */
  | { readonly kind: 'keepOwners'; readonly owners: readonly OwnerReference[] }
  | { readonly kind: 'nothing'; readonly because: 'noOwners' | 'allOwnersThere' }

/** GC-2: what becomes of an object of which an owner may be gone. */
// controller-manager: pkg/controller/garbagecollector/garbagecollector.go attemptToDeleteItem (v1.36)
export function planDependent(
  { metadata: { ownerReferences = [] } }: KubeObject,
  isThere: (owner: OwnerReference) => boolean,
): DependentPlan {
  if (ownerReferences.length === 0) return { kind: 'nothing', because: 'noOwners' }
  const owners = ownerReferences.filter(isThere)
  if (owners.length === 0) return { kind: 'delete' }
  if (owners.length < ownerReferences.length) return { kind: 'keepOwners', owners }
  return { kind: 'nothing', because: 'allOwnersThere' }
}
