import { readFileSync } from 'node:fs'
import type { Node, Taint } from '../../manifest/object/node.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { ApiServer } from '../apiserver/api-server.ts'
import { TaintEvictionController } from '../controllers/nodes/taint-eviction.ts'
import { ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod } from '../testing/kubernetes-shapes.ts'
import { emptyWorld, runUntil } from '../testing/world.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

const BY = { by: 'test' }

tables.describe('taint-eviction', ({ name, input, expected }) => {
  if (name.startsWith('TestGetMinTolerationTime')) return skip('the table has no outcome for it')
  const world = emptyWorld()
  const api = new ApiServer(world)
  new TaintEvictionController(world, api)
  const nodeOf = (given: Partial<Node>, taints?: Taint[]): Node => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: given.metadata?.name ?? '' },
    spec: { taints: taints ?? given.spec?.taints ?? [] },
    status: {},
  })
  const podOf = (given: Pod): Pod => ({ ...goPod(given), apiVersion: 'v1', kind: 'Pod' })
  const pods: Pod[] = (input.pods ?? [input.prevPod ?? input.pod]).map(podOf)
  for (const [node, taints] of Object.entries(input.taintedNodes ?? {})) {
    api.create(nodeOf({ metadata: { name: node } }, taints as Taint[]), BY)
  }
  for (const node of [input.node, input.oldNode]) if (node) api.create(nodeOf(node), BY)
  for (const pod of pods) api.create(pod, BY)
  runUntil(world, 100)
  if (input.newPod) {
    const { namespace = 'default', name: podName } = input.newPod.metadata
    api.update<Pod>('Pod', namespace, podName, BY, (pod) => ({ ...pod, spec: podOf(input.newPod).spec }))
  }
  if (input.newNode) {
    api.update<Node>('Node', '', input.newNode.metadata.name, BY, (node) => ({
      ...node,
      spec: nodeOf(input.newNode).spec,
    }))
  }
  // Long enough for the shortest toleration, which is a second.
  runUntil(world, 2000 + (input.additionalSleep?.seconds ?? 0) * 1000)
  const after = pods.map(
    ({ metadata }) => api.get('Pod', metadata.namespace ?? 'default', metadata.name) as Pod | undefined,
  )
  return {
    ours: {
      conditionPatched: after.some(
        (pod) => pod?.status.conditions?.some(({ type }) => type === 'DisruptionTarget') ?? true,
      ),
      deleted: after.some((pod) => !pod || pod.metadata.deletionTimestamp !== undefined),
    },
    theirs: expected,
  }
})
