import { describe, expect, test } from 'vitest'
import { Run } from '../../testing/run.ts'

const volume = (policy: string, source: string) =>
  `{apiVersion: v1, kind: PersistentVolume, metadata: {name: room}, spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], persistentVolumeReclaimPolicy: ${policy}, ${source}}}`
const CLAIM =
  '{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: shelf}, spec: {accessModes: [ReadWriteOnce], storageClassName: "", resources: {requests: {storage: 1Gi}}}}'

const text = (policy: string, source: string, steps: readonly string[]) =>
  [
    volume(policy, source),
    CLAIM,
    `{apiVersion: podlapse.dev/v1, kind: Scenario, spec: {until: 3m, nodes: [{name: node-1}], steps: [${steps.join(', ')}]}}`,
  ].join('\n---\n')

/** The phases that the volume has gone through, and "gone". */
function phases({ trace }: Run): string[] {
  const told = trace.entries.flatMap((entry) => {
    if (entry.kind !== 'object' || entry.objectKind !== 'PersistentVolume') return []
    return entry.change === 'DELETED' ? ['gone'] : [(entry.object.status as { phase?: string })?.phase ?? '']
  })
  return told.filter((phase, index) => phase !== told[index - 1] && phase !== '')
}

const HOST = 'hostPath: {path: /tmp/room}'
const CLAIM_GOES = '{at: 10s, run: kubectl delete pvc shelf}'

const PATCH = JSON.stringify({ spec: { persistentVolumeReclaimPolicy: 'Delete' } })
const POLICY_CHANGES = JSON.stringify({ at: '20s', run: `kubectl patch pv room -p '${PATCH}'` })

describe('CLAIM-4', () => {
  test.each([
    ['Retain', HOST, [CLAIM_GOES], ['Pending', 'Available', 'Bound', 'Released']],
    ['Delete', HOST, [CLAIM_GOES], ['Pending', 'Available', 'Bound', 'Released', 'gone']],
    ['Delete', 'hostPath: {path: /mnt/room}', [CLAIM_GOES], ['Pending', 'Available', 'Bound', 'Released', 'Failed']],
    ['Recycle', HOST, [CLAIM_GOES], ['Pending', 'Available', 'Bound', 'Released', 'Available']],
    ['Retain', HOST, [CLAIM_GOES, POLICY_CHANGES], ['Pending', 'Available', 'Bound', 'Released', 'gone']],
  ])('%s of %s, then %j: %j', (policy, source, steps, expected) =>
    expect(phases(new Run(text(policy, source, steps)))).toEqual(expected),
  )

  test('a volume that cannot be emptied in time has failed', () => {
    const image = '{name: "registry.k8s.io/build-image/debian-base:bookworm-v1.0.2", pull: notFound}'
    const given = text('Recycle', HOST, [CLAIM_GOES]).replace('until: 3m', `until: 3m, images: [${image}]`)
    const run = new Run(given)
    expect(phases(run)).toEqual(['Pending', 'Available', 'Bound', 'Released', 'Failed'])
    expect(run.told('VolumeFailedRecycle')).toEqual([
      'Recycler failed: Pod was active on the node longer than the specified deadline',
    ])
  })

  test('a volume that was emptied goes to the next claim', () => {
    const steps = [CLAIM_GOES, `{at: 60s, apply: ${CLAIM.replace('shelf', 'drawer')}}`]
    const run = new Run(text('Recycle', 'hostPath: {path: /tmp}', steps))
    expect(phases(run)).toEqual(['Pending', 'Available', 'Bound', 'Released', 'Available', 'Bound'])
    expect(run.told('VolumeRecycled')).toEqual(['Volume recycled'])
    expect(run.pod('recycler-for-room').status.phase).toBe('Succeeded')
  })
})
