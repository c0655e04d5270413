import type { Node } from '../object/node.ts'
import type { Pod } from '../pod/pod.ts'
import { podRequests } from '../pod/requests.ts'
import { amountOf } from '../pod/resources.ts'
import { parseQuantity, quantityMilliValue, quantityValue } from '../quantity.ts'
import { sameMeaning } from '../same-meaning.ts'
import type { Cluster, Rejection } from './cluster.ts'

/** A Pod may not ask for more than its node has at all. */
// plugin/pkg/admission/podresize: admission.go validateNodeAllocatable (v1.36)
export function validateNodeAllocatable(old: Pod, next: Pod, cluster: Cluster): Rejection | undefined {
  if (next.spec.nodeName === undefined || sameMeaning(old.spec, next.spec)) return undefined
  const allocatable = (cluster.find('Node', '', next.spec.nodeName) as Node | undefined)?.status?.allocatable
  if (!allocatable) return undefined
  const requests = podRequests(next.spec)
  const [cpu, memory] = [parseQuantity(allocatable.cpu ?? '0'), parseQuantity(allocatable.memory ?? '0')]
  const parts = [
    ...tooMuch('cpu', Number(quantityMilliValue(amountOf(requests, 'cpu'))), cpu && Number(quantityMilliValue(cpu))),
    ...tooMuch('memory', Number(quantityValue(amountOf(requests, 'memory'))), memory && Number(quantityValue(memory))),
  ]
  if (parts.length === 0) return undefined
  return { message: `node didn't have enough allocatable resources: ${parts.join('; ')}`, path: 'spec' }
}

function tooMuch(resource: string, requested: number, allocatable = 0): string[] {
  return requested > allocatable ? [`${resource}, requested: ${requested}, allocatable: ${allocatable}`] : []
}
