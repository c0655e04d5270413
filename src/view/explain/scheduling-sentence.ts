import { ownValue } from '../../lib/own.ts'
import type { SchedulingDecision } from '../../trace/decision/schedule.ts'
import { type Said, whole } from './said.ts'
import type { ExplainWords } from './words-en.ts'

/** What each plugin reads: where there is something to change. */
const FIELDS: Readonly<Record<string, string>> = {
  NodeAffinity: 'spec.nodeSelector',
  NodeName: 'spec.nodeName',
  NodePorts: 'spec.containers[0].ports',
  NodeResourcesFit: 'spec.containers[0].resources.requests',
  InterPodAffinity: 'spec.affinity',
  PodTopologySpread: 'spec.topologySpreadConstraints',
  TaintToleration: 'spec.tolerations',
  NodeUnschedulable: 'spec.tolerations',
  VolumeBinding: 'spec.volumes',
  VolumeZone: 'spec.volumes',
  VolumeRestrictions: 'spec.volumes',
}

export function schedulingText(decision: SchedulingDecision, words: ExplainWords): Said {
  if (decision.kind === 'unschedulable') return whole(words.noneFits(decision.nodeCount))
  const { node, feasible, rejected } = decision
  const asked = feasible + rejected.reduce((sum, { count }) => sum + count, 0)
  return whole(words.fits(node, feasible, asked))
}

/** The field that the plugin went by which said no to most nodes. */
export function schedulingField(decision: SchedulingDecision): string | undefined {
  if (decision.kind !== 'unschedulable') return undefined
  const [most] = [...decision.rejected].sort((a, b) => b.count - a.count)
  return ownValue(FIELDS, decision.everywhere?.plugin ?? most?.plugin ?? '')
}
