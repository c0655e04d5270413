import { readFileSync } from 'node:fs'
import type { ScenarioNode } from '../../scenario/scenario.ts'
import type { Filter, Rejection } from '../scheduler/filter.ts'
import { nodeName } from '../scheduler/filters/node-name.ts'
import { nodePorts } from '../scheduler/filters/node-ports.ts'
import { taintToleration, toleratesTaint } from '../scheduler/filters/taint-toleration.ts'
import { fitError } from '../scheduler/fit-error.ts'
import { type Answer, type Call, ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod } from '../testing/kubernetes-shapes.ts'
import { node } from '../testing/node.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

const CODES = { Unschedulable: false, UnschedulableAndUnresolvable: true } as const

/** One filter, asked of the one node that such a test has. */
function asked(filter: Filter, { input, expected, state }: Call): Answer {
  if (state?.enableTaintTolerationComparisonOps) return skip('Gt and Lt are behind a gate that is off')
  const theirs = expected.filter ?? Object.values(expected.filterByNode ?? {})[0]
  if (!theirs) return skip('the filter is not asked')
  const [first] = input.nodes
  const taints = (first?.node?.spec?.taints ?? []) as ScenarioNode['taints']
  const rejection = filter(goPod(input.pod), {
    node: node({ name: first?.node?.metadata?.name ?? '', taints }),
    pods: (first?.pods ?? []).map(goPod),
  })
  return { ours: rejection && modelled(rejection), theirs: theirsOf(theirs) }
}

const modelled = ({ reasons, unresolvable }: Rejection) => ({ reasons, unresolvable })

function theirsOf({ code, reasons }: { code: string; reasons?: string[] }) {
  return code === 'Success' ? undefined : { reasons, unresolvable: CODES[code as keyof typeof CODES] }
}

tables.describe('filter-node-name', (call) => asked(nodeName, call))
tables.describe('filter-node-ports', (call) => asked(nodePorts, call))
tables.describe('filter-taint-toleration', (call) => asked(taintToleration, call))

tables.describe('tolerates-taint', ({ input, expected }) => {
  if (input.enableComparisonOperators && ['Gt', 'Lt'].includes(input.toleration.operator)) {
    return skip('Gt and Lt are behind a gate that is off')
  }
  return { ours: toleratesTaint(input.toleration, input.taint), theirs: expected.tolerated }
})

tables.describe('fit-error-message', ({ input, expected }) => {
  const { nodeToStatus = {} } = input.diagnosis
  const statuses = Object.values((nodeToStatus.nodes ?? {}) as Record<string, { code: string; reasons?: string[] }>)
  if (input.diagnosis.preFilterMsg) return skip('plugins that speak for all nodes at once are not simulated')
  if (statuses.length !== input.numAllNodes) return skip('each node says here why it does not fit')
  const rejections = statuses.map(({ code, reasons = [] }) => ({
    plugin: '',
    reasons,
    unresolvable: CODES[code as keyof typeof CODES],
  }))
  // What claims and preemption say is added after it, here always.
  const [ours] = fitError(rejections, false).split(' no new claims to deallocate,')
  const theirs = input.diagnosis.postFilterMsg ?? ''
  return { ours, theirs: theirs === '' ? expected.message : expected.message.replace(` ${theirs}`, '') }
})
