import { describe, expect, test } from 'vitest'
import type { KubeObject, ObjectMeta } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { adopted, type Claim, claimPod, released } from './claim-pods.ts'

function owner(more: Partial<ObjectMeta> = {}): KubeObject {
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'sum', namespace: 'stage', uid: 'u1', ...more } }
}

function pod(uidOfController?: string, more: Partial<ObjectMeta> = {}): Pod {
  const reference = { apiVersion: 'batch/v1', kind: 'Job', name: 'sum', uid: uidOfController ?? '', controller: true }
  const metadata = {
    name: 'p',
    namespace: 'stage',
    ...(uidOfController ? { ownerReferences: [reference] } : {}),
    ...more,
  }
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [] }, status: { phase: 'Running' } }
}

const GOING = { deletionTimestamp: 'now' }

describe('a controller and a Pod', () => {
  test.each<[string, KubeObject, Pod, boolean, Claim]>([
    ['keeps its own', owner(), pod('u1'), true, 'keep'],
    ['keeps its own that is on its way out', owner(), pod('u1', GOING), true, 'keep'],
    ['lets its own go that is no longer looked for', owner(), pod('u1'), false, 'release'],
    ['lets nothing go while it is being deleted', owner(GOING), pod('u1'), false, 'ignore'],
    ['takes an orphan that it looks for', owner(), pod(), true, 'adopt'],
    ['takes no orphan that it does not look for', owner(), pod(), false, 'ignore'],
    ['takes no orphan on its way out', owner(), pod(undefined, GOING), true, 'ignore'],
    ['takes nothing while it is being deleted', owner(GOING), pod(), true, 'ignore'],
    ['takes nothing from another namespace', owner(), pod(undefined, { namespace: 'prod' }), true, 'ignore'],
    ['takes nothing from another controller', owner(), pod('u2'), true, 'ignore'],
  ])('%s', (_name, controller, given, matches, expected) => {
    expect(claimPod(controller, given, matches)).toBe(expected)
  })
})

const NODE_OWNER = { apiVersion: 'v1', kind: 'Node', name: 'n', uid: 'u9' }

test('an adopted Pod has a controller and its finalizer beside what it had', () => {
  const before = { name: 'p', finalizers: ['a'], ownerReferences: [NODE_OWNER] }
  const after = adopted(owner(), ['hold'])(before)
  expect(after.finalizers).toEqual(['a', 'hold'])
  expect(after.ownerReferences).toEqual([
    NODE_OWNER,
    { apiVersion: 'batch/v1', kind: 'Job', name: 'sum', uid: 'u1', controller: true, blockOwnerDeletion: true },
  ])
  expect(released(owner(), ['hold'])(after)).toEqual(before)
})

test('a released Pod that had nothing else has nothing', () => {
  expect(released(owner(), ['hold'])(adopted(owner(), ['hold'])({ name: 'p' }))).toEqual({ name: 'p' })
})
