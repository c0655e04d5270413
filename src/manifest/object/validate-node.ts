import { asPrinted, duplicate, type FieldError, forbidden, invalid } from '../field-error.ts'
import { child, item } from '../path.ts'
import { validateResourceQuantity } from '../pod/validate-resources.ts'
import { parseQuantity } from '../quantity.ts'
import { validateDeclaredFeatures } from './declared-features.ts'
import type { KubeObject } from './meta.ts'
import type { Node, NodeSpec, NodeStatus } from './node.ts'
import { keptPodCIDRs, validatePodCIDRs } from './pod-cidrs.ts'
import { validateNodeTaints } from './validate-taints.ts'

/** All but the metadata. */
// apis/core/validation: validation.go ValidateNode (v1.36): in its order
export function validateNode(object: KubeObject): FieldError[] {
  const { spec = {}, status = {} } = object as Partial<Node>
  return [
    ...taintErrors(spec),
    ...validateNodeResources(status),
    ...validateSwap(status),
    ...validateDeclaredFeatures(status.declaredFeatures ?? [], 'status.declaredFeatures'),
    ...validatePodCIDRs(spec, 'spec.podCIDRs'),
  ]
}

/** All but the metadata. A node's status is written often, so what is the very same as before is not looked at again. */
// apis/core/validation: validation.go ValidateNodeUpdate (v1.36): in its order
export function validateNodeUpdate(next: KubeObject, old: KubeObject): FieldError[] {
  const { spec = {}, status = {} } = next as Partial<Node>
  const { spec: specBefore = {}, status: statusBefore = {} } = old as Partial<Node>
  return [
    ...(status === statusBefore ? [] : statusErrors(status, statusBefore)),
    ...(spec === specBefore ? [] : specErrors(spec, specBefore)),
  ]
}

function statusErrors(next: NodeStatus, old: NodeStatus): FieldError[] {
  const isNew = (field: keyof NodeStatus) => next[field] !== old[field]
  return [
    ...(isNew('capacity') || isNew('allocatable') ? validateNodeResources(next) : []),
    ...(isNew('declaredFeatures')
      ? validateDeclaredFeatures(next.declaredFeatures ?? [], 'status.declaredFeatures')
      : []),
    ...(isNew('addresses') ? validateAddresses(next.addresses ?? [], 'status.addresses') : []),
  ]
}

function specErrors(next: NodeSpec, old: NodeSpec): FieldError[] {
  const errors = keptPodCIDRs(next, old, 'spec.podCIDRs')
  if (old.providerID && old.providerID !== next.providerID) {
    errors.push(forbidden('spec.providerID', 'node updates may not change providerID except from "" to valid'))
  }
  errors.push(...taintErrors(next))
  if ((old.externalID ?? '') !== (next.externalID ?? '')) {
    errors.push(forbidden('spec.externalID', 'may not be updated'))
  }
  return errors
}

/** Upstream looks for them among the metadata. */
function taintErrors({ taints = [] }: NodeSpec): FieldError[] {
  return validateNodeTaints(taints, 'metadata.taints', 'spec.taints')
}

// apis/core/validation: validation.go ValidateNodeResources (v1.36)
function validateNodeResources(status: NodeStatus): FieldError[] {
  return (['capacity', 'allocatable'] as const).flatMap((list) =>
    Object.entries(status[list] ?? {}).flatMap(([resource, given]) => {
      const amount = parseQuantity(given)
      return amount ? validateResourceQuantity(resource, amount, child(child('status', list), resource)) : []
    }),
  )
}

/** Upstream looks for it among the metadata. */
// apis/core/validation: validation.go validateNodeSwapStatus (v1.36)
function validateSwap({ nodeInfo }: NodeStatus): FieldError[] {
  const { swap } = (nodeInfo ?? {}) as { readonly swap?: { readonly capacity?: number } }
  const { capacity } = swap ?? {}
  if (capacity === undefined || capacity === null || capacity > 0) return []
  const error = invalid('metadata.nodeSwapStatus.capacity', capacity, 'must be greater than zero')
  return [{ ...error, near: 'status.nodeInfo.swap.capacity' }]
}

function validateAddresses(addresses: NonNullable<NodeStatus['addresses']>, path: string): FieldError[] {
  const errors: FieldError[] = []
  const seen = new Set<string>()
  for (const [index, { type, address }] of addresses.entries()) {
    const pair = `${type} ${address}`
    if (seen.has(pair)) errors.push(duplicate(item(path, index), asPrinted({ Type: type, Address: address })))
    seen.add(pair)
  }
  return errors
}
