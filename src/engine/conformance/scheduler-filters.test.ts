import { readFileSync } from 'node:fs'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Node } from '../../manifest/object/node.ts'
import { matchesAnyTerm, matchesNode } from '../../manifest/pod/node-match.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { toleratesTaint } from '../../manifest/pod/toleration.ts'
import { type FilterPlugin, isRejection, type NodeQuestion, type Rejection } from '../scheduler/plugin.ts'
import { interPodAffinity } from '../scheduler/plugins/inter-pod-affinity.ts'
import { nodeAffinity } from '../scheduler/plugins/node-affinity.ts'
import { nodeName } from '../scheduler/plugins/node-name.ts'
import { nodePorts } from '../scheduler/plugins/node-ports.ts'
import { fitsRequest, nodeResourcesFit } from '../scheduler/plugins/node-resources-fit.ts'
import { nodeUnschedulable } from '../scheduler/plugins/node-unschedulable.ts'
import { podTopologySpread } from '../scheduler/plugins/pod-topology-spread.ts'
import { schedulingGated } from '../scheduler/plugins/scheduling-gates.ts'
import { taintToleration } from '../scheduler/plugins/taint-toleration.ts'
import { volumeRestrictions } from '../scheduler/plugins/volume-restrictions.ts'
import { type Answer, type Call, ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod } from '../testing/kubernetes-shapes.ts'
import { goCycle, goNode } from '../testing/scheduling.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

interface Status {
  readonly code: string
  readonly reasons?: readonly string[] | null
}

const statusOf = (rejection: Rejection | undefined): Status =>
  rejection
    ? { code: rejection.unresolvable ? 'UnschedulableAndUnresolvable' : 'Unschedulable', reasons: rejection.reasons }
    : { code: 'Success' }

const preFilterStatus = (answer: NodeQuestion | Rejection | undefined): Status => {
  if (!answer) return { code: 'Skip' }
  return isRejection(answer) ? statusOf(answer) : { code: 'Success' }
}

/** One filter, asked before the nodes are known and then of each node that the test asks about. */
function asked(plugin: FilterPlugin, { name, input, expected, state }: Call): Answer {
  const reason = whyNotHere(name, state ?? {})
  if (reason !== undefined) return skip(reason)
  const named = (kind: string, list: readonly KubeObject[] = []) => list.map((each) => ({ ...each, kind }))
  const cycle = goCycle(input.pod, input.nodes, [
    ...named('Namespace', state?.namespaces),
    ...named('PersistentVolumeClaim', state?.existingPVCs),
  ])
  const answer = plugin.preFilter(cycle)
  const { nodes } = cycle.cache
  const ask = (name: string): Status => {
    const node = cycle.cache.node(name)
    return statusOf(answer && !isRejection(answer) && node ? answer.reject(node) : undefined)
  }
  const ours: Record<string, unknown> = {}
  const theirs: Record<string, unknown> = {}
  if (expected.preFilter) {
    ours.preFilter = preFilterStatus(answer)
    theirs.preFilter = expected.preFilter
  }
  if (expected.preFilterResult) {
    ours.only = answer && !isRejection(answer) ? [...(answer.only ?? [])].sort() : undefined
    theirs.only = expected.preFilterResult.nodeNames
  }
  if (!answer || !isRejection(answer)) {
    for (const [name, status] of Object.entries(expected.filterByNode ?? {})) {
      if ((status as Status).code === 'Skip') continue
      ours[name] = ask(name)
      theirs[name] = status
    }
    if (expected.filter) {
      ours.filter = ask(nodes[0]?.name ?? '')
      theirs.filter = expected.filter
    }
  }
  return { ours, theirs }
}

/** What cannot reach the scheduler here, and what a cluster without a configuration of its own does not do. */
function whyNotHere(name: string, state: Record<string, unknown>): string | undefined {
  if (/invalid affinity label syntax|invalid value in Affinity term/.test(name)) {
    return 'the API server refuses such a selector'
  }
  if (/ backed by DRA/.test(name) && !/NOT backed/.test(name)) return 'claims of devices are not simulated'
  const args = state.args as Record<string, unknown> | undefined
  if (args?.addedAffinity) return 'no affinity is added by a configuration of the scheduler'
  if (args?.ignoredResources || args?.ignoredResourceGroups) return 'no resources are ignored by a configuration'
  if (state.enableTaintTolerationComparisonOps) return 'Gt and Lt are behind a gate that is off'
  if (state.enableSidecarContainers === false) return 'sidecars are always on'
  return undefined
}

tables.describe('filter-inter-pod-affinity', (call) => asked(interPodAffinity, call))
tables.describe('filter-node-affinity', (call) => asked(nodeAffinity, call))
tables.describe('filter-node-name', (call) => asked(nodeName, call))
tables.describe('filter-node-ports', (call) => asked(nodePorts, call))
tables.describe('filter-node-resources', (call) => asked(nodeResourcesFit, call))
tables.describe('filter-node-unschedulable', (call) => asked(nodeUnschedulable, call))
tables.describe('filter-pod-topology-spread', (call) => asked(podTopologySpread, call))
tables.describe('filter-taint-toleration', (call) => asked(taintToleration, call))
tables.describe('filter-volume-restrictions', (call) => asked(volumeRestrictions, call))

tables.describe('scheduling-gates', ({ input, expected: { status } }) => {
  const ours = schedulingGated(goPod(input.pod))
  return { ours, theirs: status.reasons?.[0] }
})

tables.describe('tolerates-taint', ({ input, expected }) => {
  if (input.enableComparisonOperators && ['Gt', 'Lt'].includes(input.toleration.operator)) {
    return skip('Gt and Lt are behind a gate that is off')
  }
  return { ours: toleratesTaint(input.toleration, input.taint), theirs: expected.tolerated }
})

tables.describe('node-selector-match', ({ input, expected }) => {
  if (!input.node) return skip('a Pod is never asked without a node')
  const node: Node = goNode(input.node)
  const ours = input.pod
    ? matchesNode(goPod(input.pod as Pod), node)
    : matchesAnyTerm(node, input.nodeSelector.nodeSelectorTerms)
  return { ours, theirs: expected.matches }
})

tables.describe('fits-request', ({ name, input, expected }) => {
  const reason = whyNotHere(name, {})
  if (reason !== undefined) return skip(reason)
  if (input.ignoredResources || input.ignoredResourceGroups) return skip('no resources are ignored by a configuration')
  const { podRequest, nodeInfo } = input
  const [node] = goCycle({ metadata: {}, spec: {} } as Pod, [nodeInfo]).cache.nodes
  const want = {
    milliCPU: podRequest.milliCPU ?? 0,
    memory: podRequest.memory ?? 0,
    ephemeralStorage: podRequest.ephemeralStorage ?? 0,
    scalar: new Map(Object.entries<number>(podRequest.scalarResources ?? {})),
  }
  return { ours: node && fitsRequest(want, node), theirs: expected.insufficient ?? [] }
})
