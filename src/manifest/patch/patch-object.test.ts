import { describe, expect, test } from 'vitest'
import { admitUpdate } from '../admission/update.ts'
import { ApiRefusal, kubectlText } from '../api-error.ts'
import type { KubeObject } from '../object/meta.ts'
import { strategyOf } from '../registry/registry.ts'
import { kindInfo, knownKinds } from '../schema/kinds.ts'
import { type PatchType, patchObject } from './patch-object.ts'

function tolerated(taint: string) {
  return { key: `node.kubernetes.io/${taint}`, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }
}

const web = {
  apiVersion: 'v1',
  kind: 'Pod',
  // As stored: each write of a whole Pod adds these where they are missing.
  spec: { containers: [{ name: 'app', image: 'i' }], tolerations: ['not-ready', 'unreachable'].map(tolerated) },
  status: { phase: 'Pending' },
  metadata: {
    name: 'web',
    namespace: 'default',
    labels: { app: 'web' },
    uid: 'u-1',
    resourceVersion: '7',
    generation: 1,
  },
}

const NOTHING_ELSE = { find: () => undefined, list: () => [] }

function answer(given: KubeObject, type: PatchType, patch: unknown, subresource?: 'status'): string {
  const info = kindInfo(given.apiVersion, given.kind)
  if (!info) throw new Error(given.kind)
  const current = structuredClone(given)
  strategyOf(info).setDefaults(current)
  const read = patchObject(current, info, { type, patch })
  if ('status' in read) return kubectlText([new ApiRefusal(read.status)], null)
  const verdict = admitUpdate(current, read.asked, { info, door: subresource, cluster: NOTHING_ELSE, now: 0 })
  if (verdict.refusal) return kubectlText([verdict.refusal], null)
  return verdict.object === current ? 'no change' : 'patched'
}

describe('a patch of a Pod', () => {
  test.each<[PatchType, unknown, string]>([
    [
      'strategic',
      true,
      'Error from server (BadRequest): json: cannot unmarshal bool into Go value of type map[string]interface {}',
    ],
    [
      'merge',
      [],
      'Error from server (BadRequest): error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}',
    ],
    ['merge', null, 'no change'],
    ['json', [null], 'The request is invalid: the server rejected our request due to an error in our request'],
    [
      'strategic',
      { metadata: { name: 'db' } },
      'Error from server (BadRequest): the name of the object (db) does not match the name on the URL (web)',
    ],
    [
      'merge',
      { metadata: { name: null } },
      'Error from server (BadRequest): the name of the object (web based on URL) was undeterminable: name must be provided',
    ],
    [
      'merge',
      { metadata: { uid: 'u-2' } },
      'The Pod "web" is invalid: metadata.uid: Invalid value: "u-2": field is immutable',
    ],
    [
      'merge',
      { metadata: { resourceVersion: 'six' } },
      'Error from server: strconv.ParseUint: parsing "six": invalid syntax',
    ],
    [
      'merge',
      { metadata: { resourceVersion: '6' } },
      'Error from server (Conflict): Operation cannot be fulfilled on pods "web": the object has been modified; please apply your changes to the latest version and try again',
    ],
    ['merge', { metadata: { resourceVersion: '7' } }, 'no change'],
    [
      'strategic',
      { metadata: { labels: { n: 5 } } },
      'The request is invalid: patch: Invalid value: "map[metadata:map[labels:map[n:5]]]": cannot convert int64 to string',
    ],
    [
      'strategic',
      { metadata: { finalizers: 1 } },
      'The request is invalid: patch: Invalid value: "map[metadata:map[finalizers:1]]": cannot restore slice from int64',
    ],
    [
      'strategic',
      { spec: 'x' },
      'The request is invalid: patch: Invalid value: "map[spec:x]": cannot restore struct from: string',
    ],
    [
      'strategic',
      { spec: { hostNetwork: 'yes' } },
      'The request is invalid: patch: Invalid value: "map[spec:map[hostNetwork:yes]]": unrecognized type: bool',
    ],
    ['strategic', { metadata: { labels: { constructor: 'v' } } }, 'patched'],
  ])('%s %j', (type, patch, expected) => {
    expect(answer(web, type, patch)).toBe(expected)
  })

  test('of its status leaves the rest alone', () => {
    expect(answer(web, 'merge', { spec: { containers: [] }, status: { message: 'm' } }, 'status')).toBe('patched')
    expect(answer(web, 'merge', { spec: { containers: [] } }, 'status')).toBe('no change')
    expect(answer(web, 'merge', { status: 3 }, 'status')).toContain(
      'cannot unmarshal number into Go struct field Pod.status',
    )
  })
})

const WRONG: readonly unknown[] = [
  ...[
    1,
    'x',
    true,
    null,
    [],
    {},
    [null],
    { spec: null },
    { spec: 1 },
    { spec: [] },
    { status: [] },
    { metadata: null },
  ],
  ...[{ metadata: { labels: [] } }, { metadata: { ownerReferences: [null] } }, { kind: 5 }, { apiVersion: 'v9' }],
  ...[{ spec: { containers: [null] } }, { spec: { ports: [null] } }, { spec: { selector: 'x' } }, { data: [1] }],
  ...[
    { spec: { template: null } },
    { spec: { template: { spec: { containers: 5 } } } },
    { rules: [null] },
    { value: {} },
  ],
  ...[
    { status: { conditions: [null, 4] } },
    { subsets: [{}] },
    { webhooks: [null] },
    { spec: { rules: [{ http: 1 }] } },
  ],
  ...[[{ op: 'replace', path: '', value: 1 }], [{ op: 'add', path: '/spec', value: [] }]],
]

describe('whatever comes as a patch is answered', () => {
  test.each(knownKinds().map((info) => [info.kind, info] as const))('%s', (kind, info) => {
    const { apiVersion, namespaced } = info
    const current: KubeObject = {
      apiVersion,
      kind,
      metadata: { name: 'a', ...(namespaced ? { namespace: 'default' } : {}) },
    }
    for (const type of ['strategic', 'merge', 'json'] as const) {
      for (const patch of WRONG) {
        for (const subresource of [undefined, 'status'] as const) {
          expect(answer(current, type, patch, subresource)).toMatch(/^(Error from server|The |no change|patched)/)
        }
      }
    }
  })
})
