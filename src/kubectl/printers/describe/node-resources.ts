import type { Time } from '../../../lib/time.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod, PodSpec } from '../../../manifest/pod/pod.ts'
import { podLimits, podRequests } from '../../../manifest/pod/requests.ts'
import {
  addQuantities,
  formatQuantity,
  parseQuantity,
  type Quantity,
  quantityMilliValue,
  quantityValue,
} from '../../../manifest/quantity.ts'
import { type Fields, mapAt, textAt, timeAt } from '../field.ts'
import { humanDuration } from '../human-duration.ts'
import type { Lines } from './lines.ts'

const NOTHING: Quantity = { nano: 0n, format: 'DecimalSI' }
const STANDARD = ['cpu', 'memory', 'ephemeral-storage']

/** What the Pods of a node ask for, each and together. */
// kubectl: pkg/describe/describe.go describeNodeResource (v1.36)
export function describeNodeResource(out: Lines, node: KubeObject, pods: readonly KubeObject[], now: Time): void {
  const allocatable = allocatableOf(node)
  const amounts = pods.map((pod) => amountsOf(pod as Pod))
  out.line(0, `Non-terminated Pods:\t(${pods.length} in total)`)
  out.line(1, 'Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge')
  out.line(1, '---------\t----\t\t------------\t----------\t---------------\t-------------\t---')
  pods.forEach((pod, index) => {
    const created = timeAt(pod, 'metadata', 'creationTimestamp')
    const own = amounts[index] as Amounts
    const cells = ['cpu', 'memory'].flatMap((name) => [
      shareText(own.requests.get(name), allocatable, name),
      shareText(own.limits.get(name), allocatable, name),
    ])
    const age = created === undefined ? '<unknown>' : humanDuration(now - created)
    out.line(1, [pod.metadata.namespace ?? '', pod.metadata.name, '', ...cells, age].join('\t'))
  })
  const requests = together(amounts.map((each) => each.requests))
  const limits = together(amounts.map((each) => each.limits))
  out.line(0, 'Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)')
  out.line(1, 'Resource\tRequests\tLimits')
  out.line(1, '--------\t--------\t------')
  const others = Object.keys(allocatable)
    .filter((name) => !STANDARD.includes(name) && name !== 'pods')
    .sort()
  const isHuge = (name: string) => name.startsWith('hugepages-')
  for (const name of [...STANDARD, ...others.filter(isHuge)]) {
    out.line(
      1,
      `${name}\t${shareText(requests.get(name), allocatable, name)}\t${shareText(limits.get(name), allocatable, name)}`,
    )
  }
  for (const name of others.filter((each) => !isHuge(each))) {
    out.line(
      1,
      `${name}\t${formatQuantity(requests.get(name) ?? NOTHING)}\t${formatQuantity(limits.get(name) ?? NOTHING)}`,
    )
  }
}

interface Amounts {
  readonly requests: ReadonlyMap<string, Quantity>
  readonly limits: ReadonlyMap<string, Quantity>
}

function allocatableOf(node: KubeObject): Fields {
  const allocatable = mapAt(node, 'status', 'allocatable')
  return Object.keys(allocatable).length > 0 ? allocatable : mapAt(node, 'status', 'capacity')
}

function amountsOf({ spec, status }: Pod): Amounts {
  const whole: PodSpec = { ...spec, containers: spec?.containers ?? [] }
  const options = status ? { status } : {}
  return { requests: quantities(podRequests(whole, options)), limits: quantities(podLimits(whole, options)) }
}

function quantities(texts: Readonly<Record<string, string>>): ReadonlyMap<string, Quantity> {
  return new Map(Object.entries(texts).map(([name, text]) => [name, parseQuantity(text) ?? NOTHING]))
}

function together(lists: readonly ReadonlyMap<string, Quantity>[]): ReadonlyMap<string, Quantity> {
  const totals = new Map<string, Quantity>()
  for (const [name, quantity] of lists.flatMap((list) => [...list])) {
    const before = totals.get(name)
    totals.set(name, before ? addQuantities(before, quantity) : quantity)
  }
  return totals
}

/** `100m (5%)`: the share is cut, not rounded. */
function shareText(given: Quantity | undefined, allocatable: Fields, name: string): string {
  const amount = given ?? NOTHING
  const whole = parseQuantity(textAt(allocatable, name) || '0') ?? NOTHING
  const value = name === 'cpu' ? quantityMilliValue : quantityValue
  const all = value(whole)
  const share = all === 0n ? 0 : Math.trunc((Number(value(amount)) / Number(all)) * 100)
  return `${formatQuantity(amount)} (${share}%)`
}
