import { ownValue } from '../../lib/own.ts'
import type { LimitRangeItem } from '../object/limit-range.ts'
import type { KubeObject } from '../object/meta.ts'
import type { PersistentVolumeClaimSpec } from '../object/storage.ts'
import type { Container } from '../pod/container.ts'
import type { Pod } from '../pod/pod.ts'
import { podLimits, podRequests } from '../pod/requests.ts'
import type { ResourceList } from '../pod/resources.ts'
import { compareQuantities, formatQuantity, parseQuantity, type Quantity, quantityMilliValue } from '../quantity.ts'
import type { Rejection } from './cluster.ts'

const ANNOTATION = 'kubernetes.io/limit-ranger'

/** Gives containers what the ranges of their namespace say, and notes on the Pod what. Changes the Pod. */
// plugin/pkg/admission/limitranger: admission.go PodMutateLimitFunc, mergePodResourceRequirements (v1.36)
export function applyLimitRanges(pod: Pod, ranges: readonly KubeObject[]): void {
  for (const range of ranges) {
    const limits: ResourceList = {}
    const requests: ResourceList = {}
    for (const item of itemsOf(range)) {
      if (item.type !== 'Container') continue
      Object.assign(limits, item.default)
      Object.assign(requests, item.defaultRequest)
    }
    const notes = [
      ...pod.spec.containers.flatMap((container) => fillIn(container, limits, requests, 'container')),
      ...(pod.spec.initContainers ?? []).flatMap((each) => fillIn(each, limits, requests, 'init container')),
    ]
    if (notes.length === 0) continue
    pod.metadata.annotations = {
      ...pod.metadata.annotations,
      [ANNOTATION]: `LimitRanger plugin set: ${notes.join('; ')}`,
    }
  }
}

function fillIn(container: Container, limits: ResourceList, requests: ResourceList, called: string): string[] {
  const resources = container.resources ?? {}
  const notes = (
    [
      ['requests', requests, 'request'],
      ['limits', limits, 'limit'],
    ] as const
  ).flatMap(([list, given, word]) => {
    const missing = Object.entries(given).filter(([resource]) => ownValue(resources[list], resource) === undefined)
    if (missing.length === 0) return []
    resources[list] = { ...resources[list], ...Object.fromEntries(missing) }
    const names = missing.map(([resource]) => resource).sort()
    return [`${names.join(', ')} ${word} for ${called} ${container.name}`]
  })
  container.resources = resources
  return notes
}

/** What of a Pod or a claim lies outside of the first range that it does not keep to. */
// plugin/pkg/admission/limitranger: admission.go ValidateLimit, PodValidateLimitFunc (v1.36)
export function limitRangeRejection(object: KubeObject, ranges: readonly KubeObject[]): Rejection | undefined {
  for (const range of ranges) {
    const wrong = [...new Set(itemsOf(range).flatMap((item) => outside(object, item)))]
    if (wrong.length === 0) continue
    const message = wrong.length === 1 ? `${wrong[0]}` : `[${wrong.join(', ')}]`
    return { message, path: object.kind === 'Pod' ? 'spec.containers' : 'spec.resources' }
  }
  return undefined
}

interface Bounded {
  readonly requests?: ResourceList
  readonly limits?: ResourceList
}

function outside(object: KubeObject, item: LimitRangeItem): string[] {
  if (object.kind === 'PersistentVolumeClaim') {
    if (item.type !== 'PersistentVolumeClaim') return []
    const requests = ((object.spec ?? {}) as PersistentVolumeClaimSpec).resources?.requests as ResourceList | undefined
    const bounded = { requests: requests ?? {} }
    return [...belowMin(bounded, item), ...requestAboveMax(bounded, item)]
  }
  const { spec } = object as Pod
  if (item.type === 'Pod') {
    return outsideOf({ requests: podRequests(spec), limits: podLimits(spec) }, item)
  }
  if (item.type !== 'Container') return []
  return [...spec.containers, ...(spec.initContainers ?? [])].flatMap(({ resources }) =>
    outsideOf(resources ?? {}, item),
  )
}

function outsideOf(bounded: Bounded, item: LimitRangeItem): string[] {
  return [...belowMin(bounded, item), ...aboveMax(bounded, item), ...aboveRatio(bounded, item)]
}

// plugin/pkg/admission/limitranger: admission.go minConstraint (v1.36)
function belowMin({ requests, limits }: Bounded, { type, min }: LimitRangeItem): string[] {
  return bounds(min).flatMap(([resource, bound]) => {
    const said = `minimum ${resource} usage per ${type} is ${formatQuantity(bound)}`
    const request = amountIn(requests, resource)
    const limit = amountIn(limits, resource)
    if (!request) return [`${said}.  No request is specified`]
    if (compareQuantities(request, bound) < 0) return [`${said}, but request is ${formatQuantity(request)}`]
    return limit && compareQuantities(limit, bound) < 0 ? [`${said}, but limit is ${formatQuantity(limit)}`] : []
  })
}

// plugin/pkg/admission/limitranger: admission.go maxConstraint (v1.36)
function aboveMax({ requests, limits }: Bounded, { type, max }: LimitRangeItem): string[] {
  return bounds(max).flatMap(([resource, bound]) => {
    const said = `maximum ${resource} usage per ${type} is ${formatQuantity(bound)}`
    const request = amountIn(requests, resource)
    const limit = amountIn(limits, resource)
    if (!limit) return [`${said}.  No limit is specified`]
    if (compareQuantities(limit, bound) > 0) return [`${said}, but limit is ${formatQuantity(limit)}`]
    return request && compareQuantities(request, bound) > 0
      ? [`${said}, but request is ${formatQuantity(request)}`]
      : []
  })
}

/** Claims have no limits. */
// plugin/pkg/admission/limitranger: admission.go maxRequestConstraint (v1.36)
function requestAboveMax({ requests }: Bounded, { type, max }: LimitRangeItem): string[] {
  return bounds(max).flatMap(([resource, bound]) => {
    const said = `maximum ${resource} usage per ${type} is ${formatQuantity(bound)}`
    const request = amountIn(requests, resource)
    if (!request) return [`${said}.  No request is specified`]
    return compareQuantities(request, bound) > 0 ? [`${said}, but request is ${formatQuantity(request)}`] : []
  })
}

// plugin/pkg/admission/limitranger: admission.go limitRequestRatioConstraint (v1.36)
function aboveRatio({ requests, limits }: Bounded, { type, maxLimitRequestRatio }: LimitRangeItem): string[] {
  return bounds(maxLimitRequestRatio).flatMap(([resource, bound]) => {
    const said = `${resource} max limit to request ratio per ${type} is ${formatQuantity(bound)}`
    const request = amountIn(requests, resource)
    const limit = amountIn(limits, resource)
    if (!request || request.nano === 0n) return [`${said}, but no request is specified or request is 0`]
    if (!limit || limit.nano === 0n) return [`${said}, but no limit is specified or limit is 0`]
    const ratio = Number(limit.nano) / Number(request.nano)
    return ratio * 1000 > Number(quantityMilliValue(bound))
      ? [`${said}, but provided ratio is ${ratio.toFixed(6)}`]
      : []
  })
}

function itemsOf({ spec }: KubeObject): readonly LimitRangeItem[] {
  return (spec as { limits?: LimitRangeItem[] } | undefined)?.limits ?? []
}

function bounds(list: ResourceList | undefined): [string, Quantity][] {
  return Object.keys(list ?? {}).flatMap((resource): [string, Quantity][] => {
    const quantity = amountIn(list, resource)
    return quantity ? [[resource, quantity]] : []
  })
}

function amountIn(list: ResourceList | undefined, resource: string): Quantity | undefined {
  const given = ownValue(list, resource)
  return given === undefined ? undefined : parseQuantity(given)
}
