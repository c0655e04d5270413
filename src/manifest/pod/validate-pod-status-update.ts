import { asPrinted, type FieldError, forbidden, invalid } from '../field-error.ts'
import { isOneOfEachFamily, validateIP } from '../object/ip-address.ts'
import { isDNS1123Label, isDNS1123Subdomain, isQualifiedName, isValidUserID } from '../object/name.ts'
import { child, item } from '../path.ts'
import { validateContainerStateTransition } from './container-state-transition.ts'
import type { Pod, PodSpec } from './pod.ts'
import type { ContainerStatus, PodCondition, PodStatus } from './status.ts'

/** What a status holds of claims for devices, which nobody here allocates. */
interface ClaimStatuses {
  readonly resourceClaimStatuses?: readonly { readonly name: string; readonly resourceClaimName?: string }[]
  readonly extendedResourceClaimStatus?: {
    readonly resourceClaimName?: string
    readonly requestMappings?: readonly {
      readonly containerName?: string
      readonly resourceName?: string
      readonly requestName?: string
    }[]
  }
}

const LISTS = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'] as const

// apis/core/validation: validation.go ValidatePodStatusUpdate (v1.36): in its order
export function validatePodStatusUpdate(next: Pod, old: Pod): FieldError[] {
  const [status, before] = [next.status as PodStatus & ClaimStatuses, old.status]
  const { spec } = old
  const errors: FieldError[] = []
  if ((status.observedGeneration ?? 0) < 0) errors.push(negative('status.observedGeneration', status))
  errors.push(...validateConditions(status.conditions ?? []))
  const nominated = status.nominatedNodeName
  if (nominated && nominated !== before.nominatedNodeName) errors.push(...nominationErrors(nominated, spec))
  if (before.qosClass !== undefined && status.qosClass !== before.qosClass) {
    errors.push(invalid('status.qosClass', status.qosClass ?? '', 'field is immutable'))
  }
  for (const list of ['containerStatuses', 'initContainerStatuses'] as const) {
    errors.push(...validateContainerStateTransition(status[list] ?? [], before[list] ?? [], `status.${list}`, spec))
  }
  if (status.resourceClaimStatuses || status.extendedResourceClaimStatus) errors.push(...claimErrors(status, next.spec))
  for (const list of LISTS) errors.push(...userErrors(status[list] ?? [], `status.${list}`, next.spec))
  for (const list of ['podIPs', 'hostIPs'] as const) errors.push(...addressErrors(status, before, list))
  return errors
}

function negative(path: string, { observedGeneration }: { readonly observedGeneration?: number }): FieldError {
  return invalid(path, observedGeneration, 'must be a non-negative integer')
}

const SYSTEM_CONDITIONS = new Set(['PodScheduled', 'Ready', 'Initialized'])

// apis/core/validation: validation.go validatePodConditions (v1.36)
function validateConditions(conditions: readonly PodCondition[]): FieldError[] {
  const errors: FieldError[] = []
  for (const [index, condition] of conditions.entries()) {
    const at = item('status.conditions', index)
    if ((condition.observedGeneration ?? 0) < 0) errors.push(negative(child(at, 'observedGeneration'), condition))
    if (SYSTEM_CONDITIONS.has(condition.type)) continue
    for (const wrong of isQualifiedName(condition.type)) errors.push(invalid(child(at, 'Type'), condition.type, wrong))
  }
  return errors
}

function nominationErrors(node: string, spec: PodSpec): FieldError[] {
  const path = 'status.nominatedNodeName'
  return [
    ...(spec.nodeName ? [forbidden(path, 'may not be set on pods that are already bound to a node')] : []),
    ...isDNS1123Subdomain(node).map((wrong) => invalid(path, node, wrong)),
  ]
}

// apis/core/validation: validation.go validatePodResourceClaimStatuses, validatePodExtendedResourceClaimStatus (v1.36)
function claimErrors({ resourceClaimStatuses = [], extendedResourceClaimStatus }: ClaimStatuses, spec: PodSpec) {
  const claims = (spec.resourceClaims ?? []) as readonly { readonly name: string }[]
  const errors = resourceClaimStatuses.flatMap(({ name }, index) =>
    claims.some((claim) => claim.name === name)
      ? []
      : [
          invalid(
            `${item('status.resourceClaimStatuses', index)}.name`,
            name,
            'must match the name of an entry in `spec.resourceClaims`',
          ),
        ],
  )
  if (!extendedResourceClaimStatus) return errors
  const path = 'status.extendedResourceClaimStatus'
  const { resourceClaimName = '', requestMappings = [] } = extendedResourceClaimStatus
  const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])]
  for (const [index, { containerName = '', resourceName = '', requestName = '' }] of requestMappings.entries()) {
    const at = item(child(path, 'requestMappings'), index)
    if (!containers.some(({ name }) => name === containerName)) {
      const detail = 'must match the name of an entry in spec.initContainers.name or spec.containers.name'
      errors.push(invalid(child(at, 'containerName'), containerName, detail))
    }
    if (!containers.some(({ resources }) => Object.hasOwn(resources?.requests ?? {}, resourceName))) {
      const detail =
        'must match the extended resource name of an entry in spec.initContainers.resources.requests or spec.containers.resources.requests'
      errors.push(invalid(child(at, 'resourceName'), resourceName, detail))
    }
    // Upstream leaves out which of them it is.
    for (const wrong of isDNS1123Label(requestName))
      errors.push(invalid(child(path, 'requestName'), requestName, wrong))
  }
  for (const wrong of isDNS1123Subdomain(resourceClaimName)) {
    errors.push(invalid(child(path, 'resourceClaimName'), resourceClaimName, wrong))
  }
  return errors
}

// apis/core/validation: validation.go validateContainerStatusUsers, validateContainerStatusUser (v1.36)
function userErrors(statuses: readonly ContainerStatus[], path: string, spec: PodSpec): FieldError[] {
  const { name: os } = (spec.os ?? {}) as { readonly name?: string }
  const errors: FieldError[] = []
  for (const [index, { user }] of statuses.entries()) {
    if (!user?.linux) continue
    const at = `${item(path, index)}.user.linux`
    if (os === 'windows') {
      errors.push(forbidden(at, 'cannot be set for a windows pod'))
      continue
    }
    const { uid, gid, supplementalGroups = [] } = user.linux
    for (const wrong of isValidUserID(uid)) errors.push(invalid(child(at, 'uid'), uid, wrong))
    for (const wrong of isValidUserID(gid)) errors.push(invalid(child(at, 'gid'), gid, wrong))
    for (const [position, group] of supplementalGroups.entries()) {
      const groupPath = item(child(at, 'supplementalGroups'), position)
      for (const wrong of isValidUserID(group)) errors.push(invalid(groupPath, group, wrong))
    }
  }
  return errors
}

/** An address that is there already is good enough. */
// apis/core/validation: validation.go validatePodIPs, validateHostIPs (v1.36)
function addressErrors(status: PodStatus, before: PodStatus, list: 'podIPs' | 'hostIPs'): FieldError[] {
  const addresses = status[list] ?? []
  if (addresses.length === 0) return []
  const path = `status.${list}`
  const errors: FieldError[] = []
  for (const [index, { ip }] of addresses.entries()) {
    if (!before[list]?.some((each) => each.ip === ip)) errors.push(...validateIP(ip, item(path, index)))
  }
  if (addresses.length > 1 && !isOneOfEachFamily(addresses.map(({ ip }) => ip))) {
    const shown = asPrinted(addresses.map(({ ip }) => ({ IP: ip })))
    errors.push(invalid(path, shown, 'may specify no more than one IP for each IP family'))
  }
  return errors
}
