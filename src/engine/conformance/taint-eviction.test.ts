import { readFileSync } from 'node:fs'
import type { Node, Taint } from '../../manifest/object/node.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { ApiServer } from '../apiserver/server.ts'
import { Store } from '../apiserver/store.ts'
import { TaintEvictionController } from '../controllers/nodes/taint-eviction.ts'
import { ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod } from '../testing/kubernetes-shapes.ts'
import { emptyWorld, runUntil } from '../testing/world.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

const BY = { by: { name: 'test' } }

tables.describe('taint-eviction', ({ name, input, expected }) => {
  if (name.startsWith('TestGetMinTolerationTime')) return skip('the table has no outcome for it')
  const world = emptyWorld()
  const store = new Store(world)
  const api = new ApiServer(world, store)
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
    store.add(nodeOf({ metadata: { name: node } }, taints as Taint[]), BY)
  }
  for (const node of [input.node, input.oldNode]) if (node) store.add(nodeOf(node), BY)
  for (const pod of pods) store.add(pod, BY)
  runUntil(world, 100)
  if (input.newPod) {
    const { namespace = 'default', name: podName } = input.newPod.metadata
    const pod = api.get('Pod', namespace, podName) as Pod
    store.replace(pod, { ...pod, spec: podOf(input.newPod).spec }, BY)
  }
  if (input.newNode) {
    const node = api.get('Node', '', input.newNode.metadata.name) as Node
    store.replace(node, { ...node, spec: nodeOf(input.newNode).spec }, BY)
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
