import { readFileSync } from 'node:fs'
import { makePayload } from '../kubelet/volume-payload.ts'
import { ConformanceTables } from '../testing/conformance-table.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

tables.describe('volume-payload', ({ input, expected }) => {
  const { kind, mappings, optional = false, defaultMode } = input
  const given = kind === 'ConfigMap' ? input.configMap : input.secret
  const payload = makePayload(kind, { ...given, apiVersion: 'v1', kind }, mappings ?? undefined, optional, defaultMode)
  if ('error' in payload) return { ours: payload.error, theirs: expected.error }
  return { ours: Object.fromEntries(payload), theirs: expected.payload }
})
