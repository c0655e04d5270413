import { ownValue } from '../../lib/own.ts'
import { formatQuantity, parseQuantity, type Quantity, roundToMilli } from '../quantity.ts'

/** Resource name to quantity text ("250m", "100Mi"); read quantities with manifest/quantity.ts. */
export type ResourceList = Record<string, string | number>

export interface ResourceRequirements {
  limits?: ResourceList
  requests?: ResourceList
  claims?: { name: string; request?: string }[]
}

const NOTHING: Quantity = { nano: 0n, format: 'DecimalSI' }

/** A resource's amount; nothing where it is not listed. */
export function amountOf(list: ResourceList | undefined, resource: string): Quantity {
  const given = ownValue(list, resource)
  return (given === undefined ? undefined : parseQuantity(given)) ?? NOTHING
}

/** In the canonical text, as the API server gives them back. */
// apis/core/v1: defaults.go SetDefaults_ResourceList (v1.36)
export function roundResourcesToMilli(resources: ResourceRequirements): void {
  for (const list of [resources.limits, resources.requests]) {
    for (const [resource, given] of Object.entries(list ?? {})) {
      const quantity = parseQuantity(given)
      if (quantity && list) list[resource] = formatQuantity(roundToMilli(quantity))
    }
  }
}

/** What is limited and not requested is requested as it is limited. */
// apis/core/v1: defaults.go SetDefaults_Pod (v1.36)
export function setDefaultRequests(resources: ResourceRequirements): void {
  for (const [resource, limit] of Object.entries(resources.limits ?? {})) {
    resources.requests ??= {}
    resources.requests[resource] ??= limit
  }
}
