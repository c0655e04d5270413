import { describe, expect, it } from 'vitest'
import type { KubeObject } from './meta.ts'
import type { PersistentVolumeClaimSpec, PersistentVolumeSpec } from './storage.ts'
import { findMatchingVolume } from './volume-match.ts'

const volume = (name: string, spec: PersistentVolumeSpec, more: Partial<KubeObject> = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name },
  spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], ...spec },
  status: { phase: 'Available' },
  ...more,
})

const claim = (spec: PersistentVolumeClaimSpec = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'default', uid: 'u1' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
})

const big = volume('big', { capacity: { storage: '10Gi' } })
const middle = volume('middle', { capacity: { storage: '2Gi' } })
const small = volume('small', { capacity: { storage: '500Mi' } })
const fast = volume('fast', { storageClassName: 'fast' })
const shared = volume('shared', { accessModes: ['ReadWriteMany'] })
const labelled = volume(
  'labelled',
  { capacity: { storage: '20Gi' } },
  { metadata: { name: 'labelled', labels: { disk: 'ssd' } } },
)
const foreign = volume('foreign', { claimRef: { name: 'other', namespace: 'default', uid: 'u2' } })
const promised = volume('promised', { claimRef: { name: 'data', namespace: 'default' }, capacity: { storage: '30Gi' } })
const released = volume('released', {}, { status: { phase: 'Released' } })

describe('findMatchingVolume (CLAIM-1)', () => {
  it.each<[string, KubeObject, KubeObject[], string | undefined]>([
    ['the smallest that is large enough', claim(), [big, middle, small], 'middle'],
    ['nothing where all are too small', claim(), [small], undefined],
    ['none of another class', claim(), [fast], undefined],
    ['one of its own class', claim({ storageClassName: 'fast' }), [middle, fast], 'fast'],
    ['none that lacks an access mode', claim({ accessModes: ['ReadWriteMany'] }), [middle, shared], 'shared'],
    [
      'one with the labels asked for',
      claim({ selector: { matchLabels: { disk: 'ssd' } } }),
      [middle, labelled],
      'labelled',
    ],
    ['none that belongs to another claim', claim(), [foreign], undefined],
    ['the one that waits for it, before smaller ones', claim(), [middle, promised], 'promised'],
    ['none that was used and not cleaned', claim(), [released], undefined],
    ['none of another mode', claim({ volumeMode: 'Block' }), [middle], undefined],
  ])('takes %s', (_, asked, volumes, name) => {
    expect(findMatchingVolume(asked, volumes)?.metadata.name).toBe(name)
  })
})
