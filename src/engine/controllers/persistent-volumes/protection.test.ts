import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { pod } from '../../testing/pod.ts'
import { Run } from '../../testing/run.ts'
import { isInUse } from './protection.ts'

const CLAIM: KubeObject = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'shelf' } }
const using = (claimName: string, nodeName?: string, phase: Pod['status']['phase'] = 'Running') =>
  pod({
    volumes: [{ name: 'v', persistentVolumeClaim: { claimName } }],
    status: { phase },
    ...(nodeName ? { nodeName } : {}),
  })

describe('isInUse (CLAIM-3)', () => {
  it.each([
    ['by a Pod that runs', [using('shelf', 'n')], true],
    ['by a Pod that is over', [using('shelf', 'n', 'Succeeded')], true],
    ['not by a Pod without a node', [using('shelf', undefined, 'Pending')], false],
    ['not by a Pod with another claim', [using('drawer', 'n')], false],
    ['by nobody', [], false],
  ])('%s', (_, pods, used) => expect(isInUse(CLAIM, pods)).toBe(used))
})

const text = (policy: string, steps: readonly string[]) => `
{apiVersion: v1, kind: PersistentVolume, metadata: {name: room}, spec: {capacity: {storage: 2Gi}, accessModes: [ReadWriteOnce], persistentVolumeReclaimPolicy: ${policy}, hostPath: {path: /tmp/room}}}
---
{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: shelf}, spec: {accessModes: [ReadWriteOnce], storageClassName: "", resources: {requests: {storage: 1Gi}}}}
---
apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  terminationGracePeriodSeconds: 2
  containers: [{name: c, image: podlapse/app:1, args: [run], volumeMounts: [{name: v, mountPath: /v}]}]
  volumes: [{name: v, persistentVolumeClaim: {claimName: shelf}}]
---
{apiVersion: podlapse.dev/v1, kind: Scenario, spec: {until: 60s, steps: [${steps.join(', ')}]}}`

/** Until when an object was there, in whole seconds. */
function goneAt({ trace }: Run, key: string): number | undefined {
  const last = trace.entries.findLast((entry) => entry.kind === 'object' && `${entry.objectKind}/${entry.name}` === key)
  return last?.kind === 'object' && last.change === 'DELETED' ? Math.floor(last.at / 1000) : undefined
}

describe('what is deleted while it is used', () => {
  const claimGoes = '{at: 20s, run: kubectl delete pvc shelf}'
  const volumeGoes = '{at: 10s, run: kubectl delete pv room}'
  const podGoes = '{at: 30s, run: kubectl delete pod p --now}'
  it.each<[string, string, readonly string[], boolean, boolean]>([
    ['stays as long as the Pod', 'Delete', [claimGoes, volumeGoes], false, false],
    ['goes behind the Pod, and the volume with it', 'Delete', [claimGoes, podGoes], true, true],
    ['goes, while the volume is kept', 'Retain', [claimGoes, podGoes], true, false],
    ['goes, and the volume that was deleted before', 'Retain', [claimGoes, volumeGoes, podGoes], true, true],
    ['is not the volume as long as the claim is there', 'Delete', [volumeGoes, podGoes], false, false],
  ])('%s', (_, policy, steps, claimGone, volumeGone) => {
    const run = new Run(text(policy, steps))
    const [claim, volume] = [goneAt(run, 'PersistentVolumeClaim/shelf'), goneAt(run, 'PersistentVolume/room')]
    expect([claim !== undefined, volume !== undefined]).toEqual([claimGone, volumeGone])
    if (claim !== undefined) expect(claim).toBeGreaterThanOrEqual(30)
    if (volume !== undefined) expect(volume).toBeGreaterThanOrEqual(30)
  })
})
