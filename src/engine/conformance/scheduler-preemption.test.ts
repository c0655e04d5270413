import { readFileSync } from 'node:fs'
import type { Node } from '../../manifest/object/node.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { fitError } from '../scheduler/fit-error.ts'
import type { Rejection } from '../scheduler/plugin.ts'
import { preempt } from '../scheduler/preemption.ts'
import { findNodesThatFit } from '../scheduler/schedule-pod.ts'
import { ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goCycle } from '../testing/scheduling.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

interface GoStatuses {
  readonly nodes?: Readonly<Record<string, GoStatus>>
  readonly absentNodes?: GoStatus
}

interface GoStatus {
  readonly code: string
  readonly reasons?: readonly string[] | null
}

const rejection = ({ code, reasons }: GoStatus): Rejection => ({
  plugin: '',
  reasons: reasons ?? [],
  unresolvable: code === 'UnschedulableAndUnresolvable',
})

tables.describe('fit-error-message', ({ input, expected }) => {
  const { nodeToStatus = {}, preFilterMsg, postFilterMsg } = input.diagnosis
  const { nodes = {}, absentNodes } = nodeToStatus as GoStatuses
  const rejections = Object.values(nodes).map(rejection)
  while (absentNodes && rejections.length < input.numAllNodes) rejections.push(rejection(absentNodes))
  const options = {
    ...(preFilterMsg ? { preFilter: preFilterMsg } : {}),
    ...(postFilterMsg ? { postFilter: postFilterMsg } : {}),
  }
  return { ours: fitError(input.numAllNodes, rejections, options), theirs: expected.message }
})

tables.describe('preemption-post-filter', ({ name, input, expected }) => {
  if (/TestPlugin/.test(name)) return skip('a plugin of the test takes part')
  if (/should not preempt/.test(name)) return skip('groups of Pods are behind a gate that is off')
  const nodes: Node[] = input.nodes
  const pods: Pod[] = input.pods ?? []
  const cycle = goCycle(
    input.pod,
    nodes.map((node) => ({ node, pods: pods.filter(({ spec }) => spec.nodeName === node.metadata.name) })),
  )
  const { nodes: given = {} } = input.filteredNodesStatuses as GoStatuses
  const rejections = new Map(Object.entries(given).map(([node, status]) => [node, rejection(status)]))
  const { questions } = findNodesThatFit(cycle)
  const found = preempt(cycle, rejections, questions, () => [])
  const none = found.kind === 'none'
  return {
    ours: { node: none ? '' : found.candidate.node.name, message: none ? found.message : undefined },
    theirs: {
      node: expected.result?.nominatingInfo.nominatedNodeName ?? '',
      message: expected.status.reasons?.[0],
    },
  }
})
