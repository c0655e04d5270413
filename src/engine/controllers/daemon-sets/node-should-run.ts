import type { DaemonSet } from '../../../manifest/object/daemon-set.ts'
import type { Node } from '../../../manifest/object/node.ts'
import { hasUntolerated, matchesNode } from '../../../manifest/pod/node-match.ts'
import { daemonTolerations } from './daemon-pod.ts'

/** Why a node gets no Pod of a set. */
export type NodeRefusal = 'nodeName' | 'selector' | 'taint'

export interface NodeVerdict {
  readonly shouldRun: boolean
  /** Whether a Pod that is there may stay. */
  readonly shouldContinueRunning: boolean
  readonly because?: NodeRefusal
}

/** DS-1: whether a node is to have a Pod of the set. What it has room for is the scheduler's business. */
// controller-manager: pkg/controller/daemon/daemon_controller.go NodeShouldRunDaemonPod, predicates (v1.36)
export function nodeShouldRun({ spec: { template } }: DaemonSet, node: Node): NodeVerdict {
  const { nodeName } = template.spec
  if (nodeName && nodeName !== node.metadata.name) return refused('nodeName')
  if (!matchesNode(template, node)) return refused('selector')
  const pod = { spec: { ...template.spec, tolerations: daemonTolerations(template.spec) } }
  const taints = node.spec?.taints ?? []
  if (!hasUntolerated(taints, pod)) return { shouldRun: true, shouldContinueRunning: true }
  return { ...refused('taint'), shouldContinueRunning: !hasUntolerated(taints, pod, ['NoExecute']) }
}

function refused(because: NodeRefusal): NodeVerdict {
  return { shouldRun: false, shouldContinueRunning: false, because }
}
