import { readFileSync } from 'node:fs'
import { generalFilter } from '../kubelet/admission/general-predicates.ts'
import { SAFE_SYSCTLS, sysctlAllowlist } from '../kubelet/admission/sysctl-allowlist.ts'
import { ConformanceTables } from '../testing/conformance-table.ts'
import { goPod } from '../testing/kubernetes-shapes.ts'
import { goNode } from '../testing/scheduling.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

/** What the table's kubelet was told to allow beside the safe ones. */
const ALLOWED = [...SAFE_SYSCTLS, 'kernel.msg*', 'kernel.sem', 'net.b.*']

tables.describe('sysctl-admission', ({ input, expected }) => {
  const refusal = sysctlAllowlist(ALLOWED)(goPod(input.pod), [])
  const { admit, reason, message } = expected
  return {
    ours: refusal ?? { reason: '', message: '' },
    theirs: admit ? { reason: '', message: '' } : { reason, message },
  }
})

tables.describe('kubelet-admission', ({ input, expected }) => {
  const { node, pods = [] } = input.nodeInfo
  const refusals = generalFilter(goPod(input.pod), goNode(node), pods.map(goPod))
  // The kubelet tells the first one only; ours looks at one resource after the other as well.
  return { ours: refusals[0]?.message, theirs: expected.reasons[0] }
})
