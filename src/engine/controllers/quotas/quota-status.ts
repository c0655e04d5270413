import type { Time } from '../../../lib/time.ts'
import { hardOf, usedIn } from '../../../manifest/admission/resource-quota/decide.ts'
import { countsAgainst, sumOf } from '../../../manifest/admission/resource-quota/usage.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { formatQuantity } from '../../../manifest/quantity.ts'
import { type KindInfo, knownKinds } from '../../../manifest/schema/kinds.ts'

export interface QuotaStatus {
  readonly hard: Readonly<Record<string, string>>
  readonly used: Readonly<Record<string, string>>
}

/** What a quota allows, and how much of it is used. `list` gives what is in its namespace, kind by kind. */
// controller-manager: pkg/controller/resourcequota/resource_quota_controller.go syncResourceQuota (v1.36)
export function quotaStatus(quota: KubeObject, list: (kind: string) => readonly KubeObject[], now: Time): QuotaStatus {
  const hard = hardOf(quota)
  const sum = sumOf(countedKinds(quota).map((info) => usedIn(quota, info, list(info.kind), now)))
  return {
    hard: Object.fromEntries([...hard].map(([resource, amount]) => [resource, formatQuantity(amount)])),
    used: Object.fromEntries(
      [...hard.keys()].map((resource) => {
        const amount = sum.get(resource)
        return [resource, amount ? formatQuantity(amount) : '0']
      }),
    ),
  }
}

/** The kinds of which it counts something. */
export function countedKinds(quota: KubeObject): KindInfo[] {
  const names = [...hardOf(quota).keys()]
  return knownKinds().filter((info) => info.namespaced && names.some((name) => countsAgainst(info, name)))
}
