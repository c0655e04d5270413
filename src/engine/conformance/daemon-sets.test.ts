import { readFileSync } from 'node:fs'
import { nodeShouldRun } from '../controllers/daemon-sets/node-should-run.ts'
import { ConformanceTables } from '../testing/conformance-table.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

tables.describe('daemonset-should-run', ({ input: { ds, node }, expected }) => {
  const { shouldRun, shouldContinueRunning } = nodeShouldRun(ds, node)
  return { ours: { shouldRun, shouldContinueRunning }, theirs: expected }
})
