import type { ScenarioNode } from '../../scenario/scenario.ts'

/** A node with four processors and 8 GiB, unless said otherwise. */
export function node(more: Partial<ScenarioNode> = {}): ScenarioNode {
  return {
    name: 'n1',
    milliCPU: 4000,
    memoryBytes: 8 * 1024 ** 3,
    pods: 110,
    labels: {},
    taints: [],
    cgroup: 'v2',
    ...more,
  }
}
