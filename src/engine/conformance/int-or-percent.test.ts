import { readFileSync } from 'node:fs'
import { scaledValue } from '../../manifest/object/int-or-percent.ts'
import { ConformanceTables, skip } from '../testing/conformance-table.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

tables.describe('int-or-percent', ({ input, expected }) => {
  if (input.fn !== 'GetScaledValueFromIntOrPercent') return skip(`${input.fn} has no counterpart`)
  const theirs = expected.error ? undefined : expected.result
  return { ours: scaledValue(input.intOrPercent, input.total, input.roundUp), theirs }
})
