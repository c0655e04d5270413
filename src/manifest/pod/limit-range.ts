import type { KubeObject } from '../object/meta.ts'
import { compareQuantities, formatQuantity, parseQuantity, type Quantity } from '../quantity.ts'
import type { Container } from './container.ts'
import type { Pod } from './pod.ts'
import type { ResourceList } from './resources.ts'

interface LimitRangeItem {
  type?: string
  max?: ResourceList
  min?: ResourceList
  default?: ResourceList
  defaultRequest?: ResourceList
}

/**
 * What a namespace gives to and asks of containers: changes the Pod it is given, and tells what lies outside.
 * Ranges for Pods as a whole and ratios are not looked at.
 */
// plugin/pkg/admission/limitranger: admission.go PodMutateLimitFunc, PodValidateLimitFunc (v1.36)
export function applyLimitRanges({ spec }: Pod, ranges: readonly KubeObject[]): string[] {
  const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])]
  const items = ranges.flatMap((range) => (range.spec as { limits?: LimitRangeItem[] } | undefined)?.limits ?? [])
  const ofContainers = items.filter(({ type }) => type === 'Container')
  for (const range of ofContainers) for (const container of containers) fillIn(container, withImplied(range))
  return [
    ...new Set(
      ofContainers.flatMap((range) => containers.flatMap((container) => outside(container, withImplied(range)))),
    ),
  ]
}

/** A range says more than is written: the highest is the default, and the default is what is requested. */
// apis/core/v1: defaults.go SetDefaults_LimitRangeItem (v1.36)
function withImplied(range: LimitRangeItem): LimitRangeItem {
  const limits = { ...range.max, ...range.default }
  return { ...range, default: limits, defaultRequest: { ...range.min, ...limits, ...range.defaultRequest } }
}

function fillIn(container: Container, { default: limits, defaultRequest: requests }: LimitRangeItem): void {
  const resources = container.resources ?? {}
  for (const [list, given] of [
    ['limits', limits],
    ['requests', requests],
  ] as const) {
    for (const [resource, amount] of Object.entries(given ?? {})) {
      const quantity = parseQuantity(amount)
      if (!quantity || resources[list]?.[resource] !== undefined) continue
      resources[list] = { ...resources[list], [resource]: formatQuantity(quantity) }
    }
  }
  container.resources = resources
}

function outside({ resources = {} }: Container, range: LimitRangeItem): string[] {
  const wrong: string[] = []
  const check = (which: 'minimum' | 'maximum', bounds: ResourceList | undefined, order: -1 | 1): void => {
    for (const [resource, bound] of Object.entries(bounds ?? {})) {
      const limit = parseQuantity(bound)
      if (!limit) continue
      const said = `${which} ${resource} usage per Container is ${formatQuantity(limit)}`
      const list = which === 'minimum' ? 'requests' : 'limits'
      const word = which === 'minimum' ? 'request' : 'limit'
      const given = amountIn(resources[list], resource)
      if (!given) wrong.push(`${said}.  No ${word} is specified`)
      else if (compareQuantities(given, limit) === order) wrong.push(`${said}, but ${word} is ${formatQuantity(given)}`)
    }
  }
  check('minimum', range.min, -1)
  check('maximum', range.max, 1)
  return wrong
}

function amountIn(list: ResourceList | undefined, resource: string): Quantity | undefined {
  const given = list?.[resource]
  return given === undefined ? undefined : parseQuantity(given)
}
