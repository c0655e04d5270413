import { describe, expect, it } from 'vitest'
import { Run } from '../engine/testing/run.ts'
import type { PersistentVolumeClaimSpec } from '../manifest/object/storage.ts'
import { compile } from './compile.ts'

const claim = (spec = '', metadata = '') =>
  `{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: shelf${metadata}}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi}}${spec}}}`
const volume = (size: string, spec = '') =>
  `{apiVersion: v1, kind: PersistentVolume, metadata: {name: room}, spec: {capacity: {storage: ${size}}, accessModes: [ReadWriteOnce], hostPath: {path: /srv}${spec}}}`
const scenario = (spec: string) => `{apiVersion: podlapse.dev/v1, kind: Scenario, spec: {${spec}}}`
const OWN = '{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: own}, provisioner: ebs.csi.aws.com}'
const stateful = (spec: string) =>
  `{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}, spec: {serviceName: db, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: nginx}]}}, volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi}}${spec}}}]}}`
const POD = `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers: [{name: c, image: podlapse/app:1, args: [run], volumeMounts: [{name: v, mountPath: /v}]}]
  volumes: [{name: v, persistentVolumeClaim: {claimName: shelf}}]`

describe('a default StorageClass is assumed', () => {
  it.each<[string, boolean, readonly string[]]>([
    ['where a claim says nothing of a class', true, [claim()]],
    ['not where no claim needs it', false, [POD]],
    ['not for a claim that wants none', false, [claim(', storageClassName: ""')]],
    ['not for a claim with a class', false, [claim(', storageClassName: fast')]],
    [
      'not for a claim with a class in its annotation',
      false,
      [claim('', ', annotations: {volume.beta.kubernetes.io/storage-class: fast}')],
    ],
    ['not beside a class of the text', false, [claim(), OWN]],
    ['not beside a volume that would do', false, [claim(), volume('2Gi')]],
    [
      'not beside a volume that comes later and would do',
      false,
      [claim(), scenario(`steps: [{at: 9s, apply: ${volume('3Gi')}}]`)],
    ],
    ['beside a volume that is too small', true, [claim(), volume('1Gi')]],
    ['beside a volume of another class', true, [claim(), volume('2Gi', ', storageClassName: manual')]],
    [
      'beside a volume that is kept for another claim',
      true,
      [claim(), volume('2Gi', ', claimRef: {namespace: default, name: x}')],
    ],
    [
      'not beside a volume that is kept for this claim',
      false,
      [claim(), volume('2Gi', ', claimRef: {namespace: default, name: shelf}')],
    ],
    [
      'not where the Scenario says that there is none',
      false,
      [claim(), scenario('assumptions: {defaultStorageClass: false}')],
    ],
    ['for the claims of a StatefulSet', true, [stateful('')]],
    ['not for claims of a StatefulSet with a class', false, [stateful(', storageClassName: fast')]],
    ['for a claim of a step', true, [scenario(`steps: [{at: 9s, apply: ${claim()}}]`)]],
  ])('%s', (_, assumed, documents) => {
    const { scenario, problems } = compile(documents.join('\n---\n'))
    expect(scenario?.objects.filter((each) => each.assumed).map(({ object }) => object.kind)).toEqual(
      assumed ? ['StorageClass'] : [],
    )
    expect(problems.filter(({ note }) => note?.kind === 'defaultStorageClass').length).toBe(assumed ? 1 : 0)
  })

  it('is said at the claim', () => {
    const [note] = compile(`${POD}\n---\n${claim()}`).problems
    expect(note).toMatchObject({ severity: 'info', document: 1, path: 'spec' })
  })

  it('makes a volume on the node of the Pod, there and nowhere else', () => {
    const run = new Run(`${claim()}\n---\n${POD}`, '1m')
    const pod = run.pod()
    expect(pod.status.phase).toBe('Running')
    const { objects } = run.trace
    const spec = objects.get('PersistentVolumeClaim/default/shelf')?.at(-1)?.object.spec as PersistentVolumeClaimSpec
    expect(spec.storageClassName).toBe('standard')
    const made = objects.get(`PersistentVolume//${spec.volumeName}`)?.at(-1)?.object
    expect(JSON.stringify(made?.spec)).toContain(`"values":["${pod.spec.nodeName}"]`)
  })

  it('serves a claim that a step makes', () => {
    const made = scenario(`until: 1m, steps: [{at: 9s, apply: ${claim()}}]`)
    expect(new Run(`${POD}\n---\n${made}`).pod().status.phase).toBe('Running')
  })

  it('leaves a claim waiting where there is none', () => {
    const none = scenario('until: 1m, assumptions: {defaultStorageClass: false}')
    expect(new Run(`${POD}\n---\n${claim()}\n---\n${none}`).pod().status.phase).toBe('Pending')
  })
})
