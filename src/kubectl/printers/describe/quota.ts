import type { KubeObject } from '../../../manifest/object/meta.ts'
import { formatQuantity, parseQuantity } from '../../../manifest/quantity.ts'
import { listAt, mapAt, sortedEntries, textAt } from '../field.ts'
import { plainDescriber } from './describer.ts'
import { nameLines } from './head.ts'
import type { Lines } from './lines.ts'
import { quantityText } from './words.ts'

// kubectl: pkg/describe/describe.go describeQuota (v1.36)
export const RESOURCE_QUOTA = plainDescriber((out, quota) => {
  nameLines(out, quota)
  scopeLines(out, quota, 0)
  out.line(0, 'Resource\tUsed\tHard')
  out.line(0, '--------\t----\t----')
  quotaRows(out, quota, 0)
}, 'none')

export function scopeLines(out: Lines, quota: KubeObject, level: number): void {
  const scopes = listAt(quota, 'spec', 'scopes').map(String).sort()
  if (scopes.length === 0) return
  out.line(level, `Scopes:\t${scopes.join(', ')}`)
  for (const scope of scopes) {
    const help = HELP.get(scope)
    if (help !== undefined) out.line(level, `${level === 0 ? ' ' : ''}* ${help}`)
  }
}

/** kubectl's words for the scopes. */
const HELP = new Map([
  [
    'Terminating',
    'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  ],
  [
    'NotTerminating',
    'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  ],
  [
    'BestEffort',
    'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  ],
  [
    'NotBestEffort',
    'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
  ],
])

/** What is used is written the way in which the limit is. */
export function quotaRows(out: Lines, quota: KubeObject, level: number): void {
  const used = mapAt(quota, 'status', 'used')
  for (const [name, hard] of sortedEntries(mapAt(quota, 'status', 'hard'))) {
    const [limit, amount] = [parseQuantity(textAt(hard)), parseQuantity(textAt(used, name) || '0')]
    const shown =
      amount === undefined ? '0' : formatQuantity(level === 0 && limit ? { ...amount, format: limit.format } : amount)
    out.line(level, `${name}\t${shown}\t${quantityText(hard)}`)
  }
}
