import { describe, expect, test } from 'vitest'
import type { PersistentVolume } from '../../../manifest/object/kinds.ts'
import type { PersistentVolumeSpec } from '../../../manifest/object/storage.ts'
import { planReclaim, unbound } from './plan-reclaim.ts'

function volume(spec: PersistentVolumeSpec, annotations?: Record<string, string>): PersistentVolume {
  const metadata = { name: 'room', ...(annotations ? { annotations } : {}) }
  return { apiVersion: 'v1', kind: 'PersistentVolume', metadata, spec }
}

const AT = (path: string) => ({ hostPath: { path } })

describe('CLAIM-4: what becomes of a volume whose claim is gone', () => {
  test.each([
    ['Retain', volume({ persistentVolumeReclaimPolicy: 'Retain', ...AT('/tmp/room') }), { kind: 'retain' }],
    ['Delete, below /tmp', volume({ persistentVolumeReclaimPolicy: 'Delete', ...AT('/tmp/room') }), { kind: 'delete' }],
    [
      'Delete, of another directory of a node',
      volume({ persistentVolumeReclaimPolicy: 'Delete', ...AT('/mnt/room') }),
      {
        kind: 'fail',
        reason: 'VolumeFailedDelete',
        message: 'host_path deleter only supports /tmp/.+ but received provided /mnt/room',
      },
    ],
    [
      'Delete, of what nobody can delete',
      volume({ persistentVolumeReclaimPolicy: 'Delete', local: { path: '/tmp/room' } }),
      {
        kind: 'fail',
        reason: 'VolumeFailedDelete',
        message: 'error getting deleter volume plugin for volume "room": no deletable volume plugin matched',
      },
    ],
    [
      'Delete, of what a provisioner has made',
      volume({ persistentVolumeReclaimPolicy: 'Delete' }, { 'pv.kubernetes.io/provisioned-by': 'ebs.csi.aws.com' }),
      { kind: 'delete', by: 'ebs.csi.aws.com' },
    ],
    [
      'Recycle, of what cannot be emptied',
      volume({ persistentVolumeReclaimPolicy: 'Recycle', local: { path: '/x' } }),
      { kind: 'fail', reason: 'VolumeFailedRecycle', message: 'No recycler plugin found for the volume!' },
    ],
  ])('%s', (_, given, plan) => expect(planReclaim(given)).toEqual(plan))

  test.each([
    ['a small directory of a node', { ...AT('/mnt/room'), capacity: { storage: '1Gi' } }, 60],
    ['a large one', { ...AT('/mnt/room'), capacity: { storage: '5Gi' } }, 150],
    ['a small export', { nfs: { server: 'n', path: '/' }, capacity: { storage: '5Gi' } }, 300],
  ])('Recycle: the Pod for %s', (_, spec, activeDeadlineSeconds) => {
    const { hostPath, nfs } = spec as PersistentVolumeSpec
    expect(planReclaim(volume({ persistentVolumeReclaimPolicy: 'Recycle', ...spec }))).toMatchObject({
      kind: 'recycle',
      pod: {
        metadata: { name: 'recycler-for-room', namespace: 'default' },
        spec: { activeDeadlineSeconds, restartPolicy: 'Never', volumes: [hostPath ? { hostPath } : { nfs }] },
      },
    })
  })

  test('a volume that was emptied is free; the claim that a person named stays named', () => {
    const claimRef = { kind: 'PersistentVolumeClaim', namespace: 'default', name: 'shelf', uid: 'u' }
    const bound = volume({ claimRef, ...AT('/x') }, { 'pv.kubernetes.io/bound-by-controller': 'yes' })
    expect(unbound(bound)).toEqual(volume(AT('/x'), {}))
    const { uid: _, ...named } = claimRef
    expect(unbound(volume({ claimRef, ...AT('/x') })).spec).toEqual({ claimRef: named, ...AT('/x') })
  })
})
