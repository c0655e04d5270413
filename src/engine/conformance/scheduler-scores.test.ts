import { readFileSync } from 'node:fs'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Node } from '../../manifest/object/node.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ScorePlugin } from '../scheduler/plugin.ts'
import { imageLocality } from '../scheduler/plugins/image-locality.ts'
import { interPodAffinity } from '../scheduler/plugins/inter-pod-affinity.ts'
import { nodeAffinity } from '../scheduler/plugins/node-affinity.ts'
import { balancedAllocation } from '../scheduler/plugins/node-resources-balanced-allocation.ts'
import { leastAllocated } from '../scheduler/plugins/node-resources-fit.ts'
import { podTopologySpread } from '../scheduler/plugins/pod-topology-spread.ts'
import { taintToleration } from '../scheduler/plugins/taint-toleration.ts'
import { ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goCycle } from '../testing/scheduling.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

const PLUGINS: Readonly<Record<string, ScorePlugin>> = {
  InterPodAffinity: interPodAffinity,
  NodeAffinity: nodeAffinity,
  PodTopologySpread: podTopologySpread,
  TaintToleration: taintToleration,
}

/** What the tests of namespace selectors take for granted. */
const NAMESPACES: readonly KubeObject[] = [1, 2].flatMap((team) =>
  [1, 2].map((subteam) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: `subteam${subteam}.team${team}`, labels: { team: `team${team}` } },
  })),
)

tables.describe('score-plugins', ({ name, input, expected }) => {
  if (input.args) return skip('no affinity is added by a configuration of the scheduler')
  if (/Numeric (Gt|Lt) operator/.test(name)) return skip('Gt and Lt are behind a gate that is off')
  if (/feature gate disabled/.test(name)) return skip('matchLabelKeys always count')
  const plugin = PLUGINS[input.plugin]
  if (!plugin) return skip(`no plugin ${input.plugin}`)
  const pods: Pod[] = input.pods ?? input.existingPods ?? []
  const feasible: Node[] = input.nodes
  const cycle = goCycle(
    input.pod,
    [...feasible, ...((input.failedNodes ?? []) as Node[])].map((node) => ({
      node,
      pods: pods.filter(({ spec }) => spec.nodeName === node.metadata.name),
    })),
    [
      ...NAMESPACES,
      ...((input.objs ?? []) as KubeObject[]).map((object) => ({
        ...object,
        kind: 'Service',
        metadata: { ...object.metadata, namespace: input.pod.metadata.namespace ?? '' },
      })),
    ],
  )
  const nodes = cycle.cache.nodes.slice(0, feasible.length)
  const scores = plugin.score(cycle, nodes)
  const none = input.plugin === 'TaintToleration' || input.plugin === 'PodTopologySpread' ? 100 : 0
  return {
    ours: nodes.map(({ name }, index) => ({ name, score: scores?.[index] ?? none })),
    theirs: expected.scores,
  }
})

tables.describe('score-resources-images', ({ input, expected }) => {
  const { strategy, pod, nodes, resources, args } = input
  const asked = (resources ?? args?.resources ?? []) as { name: string; weight: number }[]
  if (strategy === 'MostAllocated' || strategy === 'RequestedToCapacityRatio') {
    return skip('a scheduler without a configuration scores by what is least allocated')
  }
  if (strategy !== 'ImageLocality') {
    const usual = asked.length === 2 && asked.every(({ name, weight }) => /^(cpu|memory)$/.test(name) && weight === 1)
    if (!usual) return skip('a scheduler without a configuration scores CPU and memory alike, and nothing else')
  }
  const cycle = goCycle(pod, nodes)
  const list = cycle.cache.nodes
  const ours = {
    LeastAllocated: () => list.map((node) => leastAllocated(cycle.pod, node)),
    BalancedAllocation: () => list.map((node) => balancedAllocation(cycle.pod, node)),
    ImageLocality: () => imageLocality.score(cycle, list),
  }[strategy as 'ImageLocality']()
  return { ours, theirs: expected.scores }
})
