import { expect, test } from 'vitest'
import { parseRfc3339 } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { byReason, type DrainOptions, judge } from './drain-filters.ts'

const NOTHING: DrainOptions = {
  force: false,
  ignoreDaemonSets: false,
  deleteEmptyDirData: false,
  skipWaitForDelete: 0,
  now: parseRfc3339('2026-03-01T10:00:00Z') ?? 0,
}
const owned = (kind: string) => ({
  ownerReferences: [{ apiVersion: 'apps/v1', kind, name: 'owner', uid: 'u', controller: true }],
})

function pod(metadata: object, { phase = 'Running', volumes = [] }: { phase?: string; volumes?: unknown[] } = {}): Pod {
  return {
    metadata: { name: 'kettle', namespace: 'kitchen', ...metadata },
    spec: { volumes },
    status: { phase },
  } as never
}

const SCRATCH = { volumes: [{ name: 'scratch', emptyDir: {} }] }

test.each<[string, Pod, Partial<DrainOptions>, ReturnType<typeof judge>]>([
  [
    'nobody would make it again',
    pod({}),
    {},
    { evict: false, error: expect.stringContaining('declare no controller') },
  ],
  ['and so it shall be', pod({}), { force: true }, { evict: true, warning: expect.stringContaining('no controller') }],
  ['its ReplicaSet makes another', pod(owned('ReplicaSet')), {}, { evict: true }],
  ['it has ended', pod({}, { phase: 'Succeeded', ...SCRATCH }), {}, { evict: true }],
  ['a DaemonSet', pod(owned('DaemonSet')), {}, { evict: false, error: expect.stringContaining('--ignore-daemonsets') }],
  ['left alone', pod(owned('DaemonSet')), { ignoreDaemonSets: true }, { evict: false, warning: expect.any(String) }],
  ['a DaemonSet of what has ended', pod(owned('DaemonSet'), { phase: 'Failed' }), {}, { evict: true }],
  ['a static Pod', pod({ annotations: { 'kubernetes.io/config.mirror': 'h' } }), {}, { evict: false }],
  [
    'it has files',
    pod(owned('ReplicaSet'), SCRATCH),
    {},
    { evict: false, error: 'Pods with local storage (use --delete-emptydir-data to override)' },
  ],
  // The next filter has nothing to say, and its silence is what is left.
  ['its files may go', pod(owned('ReplicaSet'), SCRATCH), { deleteEmptyDirData: true }, { evict: true }],
  [
    'long gone',
    pod({ ...owned('ReplicaSet'), deletionTimestamp: '2026-03-01T09:59:00Z' }),
    { skipWaitForDelete: 30 },
    { evict: false },
  ],
  [
    'going for less',
    pod({ ...owned('ReplicaSet'), deletionTimestamp: '2026-03-01T09:59:00Z' }),
    { skipWaitForDelete: 60 },
    { evict: true },
  ],
])('%s', (_, of, options, verdict) => {
  expect(judge(of, { ...NOTHING, ...options })).toEqual(verdict)
})

test('a DaemonSet that is not there keeps its Pods, without force', () => {
  const missingDaemonSet = () => ({ message: 'daemonsets.apps "owner" not found', gone: true })
  const of = pod(owned('DaemonSet'))
  expect(judge(of, { ...NOTHING, missingDaemonSet })).toEqual({
    evict: false,
    error: 'daemonsets.apps "owner" not found',
  })
  expect(judge(of, { ...NOTHING, missingDaemonSet, force: true }).evict).toBe(true)
})

test('Pods of one reason stand in one line', () => {
  const named = (name: string) => pod({ name })
  expect(
    byReason([
      ['b', named('one')],
      [undefined, named('two')],
      ['a', named('three')],
      ['b', named('four')],
    ]),
  ).toEqual(['b: kitchen/one, kitchen/four', 'a: kitchen/three'])
})
