import { compareQuantities } from '../quantity.ts'
import type { PodSpec } from './pod.ts'
import { amountOf, type ResourceList, type ResourceRequirements } from './resources.ts'

export type QOSClass = 'Guaranteed' | 'Burstable' | 'BestEffort'

const COMPUTE = ['cpu', 'memory'] as const

/** Who goes first when a node runs out of memory. */
// apis/core/v1/helper/qos: qos.go ComputePodQOS (v1.36)
export function computePodQOS(spec: PodSpec): QOSClass {
  const podLevel = spec.resources
  if (podLevel && (hasCompute(podLevel.requests) || hasCompute(podLevel.limits))) return qosOf([podLevel])
  return qosOf([...(spec.containers ?? []), ...(spec.initContainers ?? [])].map(({ resources }) => resources ?? {}))
}

function qosOf(all: readonly ResourceRequirements[]): QOSClass {
  if (!all.some(({ requests, limits }) => hasCompute(requests) || hasCompute(limits))) return 'BestEffort'
  const guaranteed = all.every(({ requests, limits }) =>
    COMPUTE.every((resource) => {
      const limit = amountOf(limits, resource)
      if (limit.nano <= 0n) return false
      return compareQuantities(amountOf(requests, resource), limit) === 0
    }),
  )
  return guaranteed ? 'Guaranteed' : 'Burstable'
}

function hasCompute(list: ResourceList | undefined): boolean {
  return COMPUTE.some((resource) => amountOf(list, resource).nano > 0n)
}
