import type { NodeInfo } from '../node-info.ts'
import { MAX_NODE_SCORE, type ScorePlugin } from '../plugin.ts'
import type { PodInfo } from '../pod-info.ts'

/** The better, the more a Pod evens out how full the node is of CPU and of memory. */
// scheduler: plugins/noderesources/balanced_allocation.go (v1.36)
export const nodeResourcesBalancedAllocation: ScorePlugin = {
  name: 'NodeResourcesBalancedAllocation',
  weight: 1,
  score: ({ pod }, nodes) => {
    const { milliCPU, memory } = pod.requests
    return milliCPU === 0 && memory === 0 ? undefined : nodes.map((node) => balancedAllocation(pod, node))
  },
}

// scheduler: plugins/noderesources/balanced_allocation.go balancedResourceScorer (v1.36)
export function balancedAllocation(pod: PodInfo, node: NodeInfo): number {
  const withPod = evenness(node, pod.requests)
  const without = evenness(node, NOTHING)
  return Math.trunc(MAX_NODE_SCORE / 2 + (MAX_NODE_SCORE / 2 + withPod - without) / 2)
}

const NOTHING = { milliCPU: 0, memory: 0 }

function evenness({ allocatable, requested }: NodeInfo, more: { milliCPU: number; memory: number }): number {
  // Two that are as full as each other have no deviation, and so has one alone.
  if (allocatable.milliCPU === 0 || allocatable.memory === 0) return MAX_NODE_SCORE
  const cpu = Math.min(1, (requested.milliCPU + more.milliCPU) / allocatable.milliCPU)
  const memory = Math.min(1, (requested.memory + more.memory) / allocatable.memory)
  return Math.trunc((1 - Math.abs((cpu - memory) / 2)) * MAX_NODE_SCORE)
}
