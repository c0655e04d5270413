import type { Time } from '../../../lib/time.ts'
import type { KubeObject } from '../../object/meta.ts'
import type { Container } from '../../pod/container.ts'
import type { Pod } from '../../pod/pod.ts'
import { isPodLevelResourcesSet } from '../../pod/requests.ts'
import { addQuantities, compareQuantities, formatQuantity, parseQuantity, type Quantity } from '../../quantity.ts'
import type { KindInfo } from '../../schema/kinds.ts'
import type { Rejection } from '../cluster.ts'
import { isInScope, type ResourceQuotaSpec } from './scopes.ts'
import { addCompute, countsAgainst, sumOf, type Usage, usageOf } from './usage.ts'

const NOTHING: Quantity = { nano: 0n, format: 'DecimalSI' }

/**
 * Whether there is room in every quota for one more object, or for what has become of `old`; `beside`: those of its
 * kind that are in its namespace, `old` among them.
 * They are counted afresh: upstream keeps the sum in the quota's status, which is a moment late for a new quota.
 */
// apiserver: pkg/admission/plugin/resourcequota/controller.go CheckRequest (v1.36)
export function quotaRejection(
  object: KubeObject,
  info: KindInfo,
  quotas: readonly KubeObject[],
  beside: readonly KubeObject[],
  now: Time,
  old?: KubeObject,
): Rejection | undefined {
  const interested = quotas.filter((quota) => {
    const names = [...hardOf(quota).keys()]
    return names.some((name) => countsAgainst(info, name)) && isInScope(object, specOf(quota))
  })
  for (const quota of interested) {
    const missing = object.kind === 'Pod' ? unspecified(object as Pod, [...hardOf(quota).keys()]) : undefined
    if (missing === undefined) continue
    return { message: `failed quota: ${quota.metadata.name}: ${missing}`, path: 'spec.containers' }
  }
  const usage = usageOf(object, info, now)
  const requested = old ? moreThan(usage, usageOf(old, info, now)) : usage
  for (const quota of interested) {
    const message = exceeded(quota, requested, usedIn(quota, info, beside, now))
    if (message !== undefined) return { message, path: 'metadata.name' }
  }
  return undefined
}

// apiserver: pkg/quota/v1/resources.go SubtractWithNonNegativeResult (v1.36)
function moreThan(usage: Usage, before: Usage): Usage {
  return new Map(
    [...usage].map(([resource, { nano, format }]) => {
      const more = nano - (before.get(resource)?.nano ?? 0n)
      return [resource, { nano: more > 0n ? more : 0n, format }]
    }),
  )
}

function exceeded(quota: KubeObject, requested: Usage, used: Usage): string | undefined {
  const over = [...hardOf(quota)].filter(([resource, hard]) => {
    const more = requested.get(resource)
    if (!more || more.nano === 0n) return false
    return compareQuantities(addQuantities(used.get(resource) ?? NOTHING, more), hard) > 0
  })
  if (over.length === 0) return undefined
  const names = over.map(([resource]) => resource).sort()
  const list = (amounts: Usage): string =>
    names.map((name) => `${name}=${formatQuantity(amounts.get(name) ?? NOTHING)}`).join(',')
  return `exceeded quota: ${quota.metadata.name}, requested: ${list(requested)}, used: ${list(used)}, limited: ${list(hardOf(quota))}`
}

/** What objects of one kind take of a quota. */
export function usedIn(quota: KubeObject, info: KindInfo, objects: readonly KubeObject[], now: Time): Usage {
  const inScope = objects.filter((object) => isInScope(object, specOf(quota)))
  return sumOf(inScope.map((object) => usageOf(object, info, now)))
}

export function hardOf(quota: KubeObject): ReadonlyMap<string, Quantity> {
  const hard = Object.entries(specOf(quota).hard ?? {})
  return new Map(
    hard.flatMap(([resource, given]): [string, Quantity][] => {
      const quantity = parseQuantity(given)
      return quantity ? [[resource, quantity]] : []
    }),
  )
}

function specOf({ spec }: KubeObject): ResourceQuotaSpec {
  return (spec ?? {}) as ResourceQuotaSpec
}

/** What every container has to say for itself as soon as a quota counts it. */
const TO_BE_SAID = new Set(['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'])

// pkg/quota/v1/evaluator/core: pods.go Constraints (v1.36)
function unspecified({ spec }: Pod, hard: readonly string[]): string | undefined {
  if (isPodLevelResourcesSet(spec)) return undefined
  const containers = [...spec.containers, ...(spec.initContainers ?? [])]
  const said = hard
    .filter((resource) => TO_BE_SAID.has(resource))
    .sort()
    .flatMap((resource) => {
      const silent = containers
        .filter((container) => !usageOfContainer(container).has(resource))
        .map(({ name }) => name)
      return silent.length === 0 ? [] : [`${resource} for: ${[...new Set(silent)].sort().join(',')}`]
    })
  return said.length === 0 ? undefined : `must specify ${said.join('; ')}`
}

function usageOfContainer({ resources }: Container): Usage {
  const usage = new Map<string, Quantity>()
  addCompute(usage, resources?.requests ?? {}, resources?.limits ?? {})
  return usage
}
