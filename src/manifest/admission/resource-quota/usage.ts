import { parseRfc3339, SECOND, type Time } from '../../../lib/time.ts'
import type { KubeObject } from '../../object/meta.ts'
import type { ServiceSpec } from '../../object/service.ts'
import type { PersistentVolumeClaimSpec } from '../../object/storage.ts'
import type { Pod } from '../../pod/pod.ts'
import { isTerminal } from '../../pod/pod-status.ts'
import { podLimits, podRequests } from '../../pod/requests.ts'
import type { ResourceList } from '../../pod/resources.ts'
import { isExtended } from '../../pod/validate-resources.ts'
import { addQuantities, parseQuantity, type Quantity } from '../../quantity.ts'
import { groupResource, type KindInfo } from '../../schema/kinds.ts'
import { claimClass } from '../default-storage-class.ts'

/** How much of what, by the names that quotas have for it: requests.cpu, pods, count/deployments.apps. */
export type Usage = ReadonlyMap<string, Quantity>

const ONE: Quantity = { nano: 1_000_000_000n, format: 'DecimalSI' }
const CLASS_SUFFIX = '.storageclass.storage.k8s.io/'
/** Kinds that had a quota of their own before count/ could count any. */
const COUNTED_BY_NAME = new Set(['ConfigMap', 'ReplicationController', 'ResourceQuota', 'Secret'])
const POD_RESOURCES = new Set([
  ...['pods', 'cpu', 'memory', 'ephemeral-storage', 'requests.cpu', 'requests.memory', 'requests.ephemeral-storage'],
  ...['limits.cpu', 'limits.memory', 'limits.ephemeral-storage'],
])
const SERVICE_RESOURCES = new Set(['services', 'services.nodeports', 'services.loadbalancers'])
const CLAIM_RESOURCES = new Set(['persistentvolumeclaims', 'requests.storage'])

/** Whether objects of a kind count against a resource of a quota. */
// pkg/quota/v1/evaluator/core: MatchingResources of each evaluator (v1.36)
export function countsAgainst(info: KindInfo, resource: string): boolean {
  if (resource === `count/${groupResource(info)}`) return info.kind !== 'Event'
  const ofClass = resource.includes(CLASS_SUFFIX)
  switch (info.kind) {
    case 'Pod':
      return (
        POD_RESOURCES.has(resource) ||
        /^(requests\.)?hugepages-/.test(resource) ||
        (!ofClass && resource.startsWith('requests.') && resource.includes('/'))
      )
    case 'Service':
      return SERVICE_RESOURCES.has(resource)
    case 'PersistentVolumeClaim':
      return CLAIM_RESOURCES.has(resource) || ofClass
    default:
      return COUNTED_BY_NAME.has(info.kind) && resource === info.resource
  }
}

/** What one object takes. */
// pkg/quota/v1/evaluator/core: Usage of each evaluator; quota/v1/generic/evaluator.go (v1.36)
export function usageOf(object: KubeObject, info: KindInfo, now: Time): Usage {
  const usage = new Map([[`count/${groupResource(info)}`, ONE]])
  switch (info.kind) {
    case 'Pod':
      if (isCharged(object as Pod, now))
        addCompute(usage, podRequests((object as Pod).spec), podLimits((object as Pod).spec))
      break
    case 'Service':
      addService(usage, object.spec as ServiceSpec | undefined)
      break
    case 'PersistentVolumeClaim':
      addClaim(usage, object)
      break
    default:
      if (COUNTED_BY_NAME.has(info.kind)) usage.set(info.resource, ONE)
  }
  return usage
}

/** A Pod that is over takes nothing, nor does one that should have been gone for as long as its grace. */
// pkg/quota/v1/evaluator/core: pods.go QuotaV1Pod (v1.36)
function isCharged({ metadata, status }: Pod, now: Time): boolean {
  if (isTerminal(status?.phase)) return false
  const { deletionTimestamp, deletionGracePeriodSeconds } = metadata
  if (deletionTimestamp === undefined || deletionGracePeriodSeconds === undefined) return true
  return now <= (parseRfc3339(deletionTimestamp) ?? now) + deletionGracePeriodSeconds * SECOND
}

// pkg/quota/v1/evaluator/core: pods.go podComputeUsageHelper (v1.36)
export function addCompute(usage: Map<string, Quantity>, requests: ResourceList, limits: ResourceList): void {
  usage.set('pods', ONE)
  for (const [resource, given] of Object.entries(requests)) {
    const quantity = parseQuantity(given)
    if (!quantity) continue
    if (isCompute(resource) || resource.startsWith('hugepages-')) usage.set(resource, quantity)
    if (isCompute(resource) || resource.startsWith('hugepages-') || isExtended(resource)) {
      usage.set(`requests.${resource}`, quantity)
    }
  }
  for (const [resource, given] of Object.entries(limits)) {
    const quantity = parseQuantity(given)
    if (quantity && isCompute(resource)) usage.set(`limits.${resource}`, quantity)
  }
}

function isCompute(resource: string): boolean {
  return resource === 'cpu' || resource === 'memory' || resource === 'ephemeral-storage'
}

// pkg/quota/v1/evaluator/core: services.go Usage (v1.36)
function addService(usage: Map<string, Quantity>, spec: ServiceSpec | undefined): void {
  usage.set('services', ONE)
  const ports = spec?.ports ?? []
  const allocated =
    spec?.allocateLoadBalancerNodePorts === false ? ports.filter(({ nodePort }) => nodePort).length : ports.length
  if (spec?.type === 'NodePort') usage.set('services.nodeports', times(ONE, ports.length))
  if (spec?.type === 'LoadBalancer') {
    usage.set('services.nodeports', times(ONE, allocated))
    usage.set('services.loadbalancers', ONE)
  }
}

function times({ nano, format }: Quantity, count: number): Quantity {
  return { nano: nano * BigInt(count), format }
}

// pkg/quota/v1/evaluator/core: persistent_volume_claims.go Usage (v1.36)
function addClaim(usage: Map<string, Quantity>, claim: KubeObject): void {
  const name = claimClass(claim)
  const given = (claim.spec as PersistentVolumeClaimSpec | undefined)?.resources?.requests?.storage
  const storage = given === undefined ? undefined : parseQuantity(given)
  usage.set('persistentvolumeclaims', ONE)
  if (storage) usage.set('requests.storage', storage)
  if (name === '') return
  usage.set(`${name}${CLASS_SUFFIX}persistentvolumeclaims`, ONE)
  if (storage) usage.set(`${name}${CLASS_SUFFIX}requests.storage`, storage)
}

/** Everything together; each resource's amount in the format of the first that is more than nothing. */
export function sumOf(usages: Iterable<Usage>): Usage {
  const sum = new Map<string, Quantity>()
  for (const usage of usages) {
    for (const [resource, quantity] of usage) {
      const before = sum.get(resource)
      sum.set(resource, before ? addQuantities(before, quantity) : quantity)
    }
  }
  return sum
}
