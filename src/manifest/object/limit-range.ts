import type { ResourceList } from '../pod/resources.ts'
import { formatQuantity, parseQuantity } from '../quantity.ts'
import type { KubeObject } from './meta.ts'

export interface LimitRangeItem {
  type?: string
  max?: ResourceList
  min?: ResourceList
  default?: ResourceList
  defaultRequest?: ResourceList
  maxLimitRequestRatio?: ResourceList
}

const LISTS = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const

/** A range says more than is written: the highest is the default, and the default is what is requested. */
// apis/core/v1: defaults.go SetDefaults_LimitRangeItem (v1.36)
export function setDefaultsLimitRange(object: KubeObject): void {
  for (const item of (object.spec as { limits?: LimitRangeItem[] } | undefined)?.limits ?? []) {
    for (const list of LISTS) {
      for (const [resource, given] of Object.entries(item[list] ?? {})) {
        const quantity = parseQuantity(given)
        if (quantity) item[list] = { ...item[list], [resource]: formatQuantity(quantity) }
      }
    }
    if (item.type !== 'Container') continue
    item.default = { ...item.max, ...item.default }
    item.defaultRequest = { ...item.min, ...item.default, ...item.defaultRequest }
  }
}
