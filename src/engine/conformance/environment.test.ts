import { readFileSync } from 'node:fs'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ApiServer } from '../apiserver/server.ts'
import { makeEnvironmentVariables } from '../kubelet/container-environment.ts'
import { downwardField } from '../kubelet/downward-api.ts'
import { ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod } from '../testing/kubernetes-shapes.ts'
import { pod } from '../testing/pod.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

const NODE_IP = '127.0.0.1'

tables.describe('container-env', ({ name, input, expected }) => {
  if (input.unsyncedServices) return skip('the kubelet always knows of the Services')
  if (name.includes('FileKeyRef')) return skip('the files are not in the table')
  if (expected.error?.includes('configmap-name')) return skip('the words are those of a fake client')
  if (input.podIP?.includes(':')) return skip('addresses are IPv4 only')
  // The fake client gives its one object under every name.
  const get = (kind: string) => {
    const object = kind === 'ConfigMap' ? input.configMap : input.secret
    return object ? { ...object, kind } : undefined
  }
  const made = makeEnvironmentVariables(
    goPod(input.pod),
    { ...input.container, image: '' },
    { get } as unknown as ApiServer,
    input.podIP,
    NODE_IP,
    input.services ?? [],
  )
  if (made.kind === 'error') return { ours: made.message, theirs: expected.error }
  const env = (expected.envs ?? []) as { name: string; value?: string }[]
  const onePerFamily = ([name]: readonly [string, string]) => !name.endsWith('_IPS')
  return {
    ours: [...made.env].filter(onePerFamily).sort(),
    theirs: env
      .map(({ name, value = '' }) => [name, value] as const)
      .filter(onePerFamily)
      .sort(),
  }
})

tables.describe('downward-fieldpath', ({ input, expected }) => {
  const value = (subject: Pod) => downwardField(subject, input.fieldPath, '', '')
  switch (input.fn) {
    case 'ExtractFieldPathAsString':
      if (expected.error) return skip('the API server refuses such a path')
      return { ours: value(goPod({ ...input.obj, spec: { containers: [] } })), theirs: expected.result }
    case 'SplitMaybeSubscriptedPath': {
      if (!expected.r2) {
        const whole = pod({ metadata: { labels: { key: 'found' }, annotations: { key: 'found' } } })
        return { ours: value(whole) === 'found', theirs: false }
      }
      const list = expected.result.replace('metadata.', '') as 'labels' | 'annotations'
      return { ours: value(pod({ metadata: { [list]: { [expected.result2]: 'found' } } })), theirs: 'found' }
    }
    case 'FormatMap':
      return {
        ours: downwardField(pod({ metadata: { labels: input.m } }), 'metadata.labels', '', ''),
        theirs: expected.fmtStr,
      }
    default:
      return skip(`${input.fn} has no counterpart`)
  }
})
