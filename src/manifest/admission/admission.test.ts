import { describe, expect, it } from 'vitest'
import { compile } from '../../scenario/compile.ts'
import type { KubeObject } from '../object/meta.ts'
import type { Toleration } from '../pod/pod.ts'
import { mergeTolerations } from './runtime-class.ts'

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: app, image: nginx}]\n'

/** The last object of a text. */
function last(text: string): KubeObject {
  const { scenario, refusal } = compile(text)
  expect(refusal).toBeUndefined()
  return scenario!.objects.at(-1)!.object
}

/** What is said of a Pod, without the words before. */
function refused(text: string): string | undefined {
  return compile(text).refusal?.replace('Error from server (Forbidden): error when creating "STDIN": ', '')
}

function pod(lines: string): string {
  return POD + lines.replace(/^/gm, '  ')
}

function priorityClass(name: string, value: number, more = ''): string {
  return `apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: ${name}}\nvalue: ${value}\n${more}---\n`
}

describe('a PriorityClass', () => {
  it('that is the default is every Pod’s', () => {
    expect(last(priorityClass('usual', 7, 'globalDefault: true\npreemptionPolicy: Never\n') + POD).spec).toMatchObject({
      priorityClassName: 'usual',
      priority: 7,
      preemptionPolicy: 'Never',
    })
  })

  it('leaves no word to the Pod', () => {
    const text = priorityClass('calm', 7, 'preemptionPolicy: Never\n')
    expect(refused(text + pod('priorityClassName: calm\npreemptionPolicy: PreemptLowerPriority\n'))).toBe(
      'pods "web" is forbidden: the string value of PreemptionPolicy (PreemptLowerPriority) must not be provided in pod spec; priority admission controller computed Never from the given PriorityClass name',
    )
  })

  it('is the only default', () => {
    const both = priorityClass('a', 1, 'globalDefault: true\n') + priorityClass('b', 2, 'globalDefault: true\n')
    expect(refused(both)).toBe(
      'priorityclasses.scheduling.k8s.io "b" is forbidden: PriorityClass a is already marked as default. Only one default can exist',
    )
  })

  it('is not as high as the system’s', () => {
    expect(compile(priorityClass('top', 1_000_000_001)).refusal).toBe(
      'The PriorityClass "top" is invalid: value: Forbidden: maximum allowed value of a user defined priority is 1000000000',
    )
  })
})

describe('a RuntimeClass', () => {
  const CLASS = `apiVersion: node.k8s.io/v1
kind: RuntimeClass
metadata: {name: deep}
handler: deep
overhead: {podFixed: {cpu: 100m}}
scheduling: {nodeSelector: {deep: "yes"}, tolerations: [{key: deep, operator: Exists}]}
---
`

  it('gives its overhead and says where it runs', () => {
    const { spec } = last(CLASS + pod('runtimeClassName: deep\nnodeSelector: {zone: a}\n'))
    expect(spec).toMatchObject({ overhead: { cpu: '100m' }, nodeSelector: { zone: 'a', deep: 'yes' } })
    expect((spec as { tolerations: Toleration[] }).tolerations.map(({ key }) => key)).toContain('deep')
  })

  it.each([
    ['runtimeClassName: flat\n', 'pod rejected: RuntimeClass "flat" not found'],
    [
      'runtimeClassName: deep\nnodeSelector: {deep: "no"}\n',
      'conflict: runtimeClass.scheduling.nodeSelector[deep] = yes; pod.spec.nodeSelector[deep] = no',
    ],
    [
      'runtimeClassName: deep\noverhead: {cpu: 1}\n',
      "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead",
    ],
    ['overhead: {cpu: 1}\n', 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead'],
  ])('is refused with %j', (lines, message) => {
    expect(refused(CLASS + pod(lines))).toBe(`pods "web" is forbidden: ${message}`)
  })

  it.each<[string, Toleration[], Toleration[], Toleration[]]>([
    ['the same twice', [{ key: 'a' }], [{ key: 'a' }], [{ key: 'a' }]],
    ['a wider one later', [{ key: 'a', value: 'x' }], [{ operator: 'Exists' }], [{ operator: 'Exists' }]],
    [
      'a shorter one later',
      [{ key: 'a', operator: 'Exists', effect: 'NoExecute' }],
      [{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }],
      [{ key: 'a', operator: 'Exists', effect: 'NoExecute' }],
    ],
    ['two', [{ key: 'a' }], [{ key: 'b' }], [{ key: 'a' }, { key: 'b' }]],
  ])('merges tolerations: %s', (_, first, second, merged) => {
    expect(mergeTolerations(first, second)).toEqual(merged)
  })
})

describe('a claim', () => {
  const DEFAULT = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: std, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}
provisioner: example.com/p
---
`
  const claim = (more: string) =>
    `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec:\n  accessModes: [ReadWriteOnce]\n  resources: {requests: {storage: 5Gi}}\n${more}`

  it('gets the default class unless it says that it wants none', () => {
    expect(last(DEFAULT + claim('')).spec).toMatchObject({ storageClassName: 'std' })
    expect(last(DEFAULT + claim('  storageClassName: ""\n')).spec).toMatchObject({ storageClassName: '' })
  })

  it('keeps to its range', () => {
    const range =
      'apiVersion: v1\nkind: LimitRange\nmetadata: {name: r}\nspec: {limits: [{type: PersistentVolumeClaim, max: {storage: 1Gi}}]}\n---\n'
    expect(refused(range + claim(''))).toBe(
      'persistentvolumeclaims "data" is forbidden: maximum storage usage per PersistentVolumeClaim is 1Gi, but request is 5Gi',
    )
  })
})

describe('a LimitRange', () => {
  it('says on the Pod what it gave', () => {
    const range =
      'apiVersion: v1\nkind: LimitRange\nmetadata: {name: r}\nspec: {limits: [{type: Container, default: {memory: 64Mi, cpu: 1}}]}\n---\n'
    expect(last(range + POD).metadata.annotations).toEqual({
      'kubernetes.io/limit-ranger':
        'LimitRanger plugin set: cpu, memory request for container app; cpu, memory limit for container app',
    })
  })

  it('whose default is below what a container requests makes the Pod invalid', () => {
    const range =
      'apiVersion: v1\nkind: LimitRange\nmetadata: {name: r}\nspec: {limits: [{type: Container, default: {cpu: 100m}}]}\n---\n'
    expect(compile(range + POD.replace('image: nginx', 'image: nginx, resources: {requests: {cpu: 1}}')).refusal).toBe(
      'The Pod "web" is invalid: spec.containers[0].resources.requests: Invalid value: "1": must be less than or equal to cpu limit of 100m',
    )
  })
})

describe('a namespace with Pod security', () => {
  const namespace = (labels: string) =>
    `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {${labels}}}\n---\n`
  const inside = (text: string) => text.replaceAll('metadata: {name: web}', 'metadata: {name: web, namespace: shop}')
  const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {hostNetwork: true, containers: [{name: app, image: nginx}]}
`

  it('refuses Pods', () => {
    const text = namespace('pod-security.kubernetes.io/enforce: baseline') + inside(pod('hostPID: true\n'))
    expect(refused(text)).toBe(
      'pods "web" is forbidden: violates PodSecurity "baseline:latest": host namespaces (hostPID=true)',
    )
  })

  it('warns of what makes Pods', () => {
    const { problems, refusal } = compile(
      namespace('pod-security.kubernetes.io/enforce: baseline') + inside(DEPLOYMENT),
    )
    expect(refusal).toBeUndefined()
    expect(problems.filter(({ severity }) => severity === 'warning').map(({ message }) => message)).toEqual([
      'would violate PodSecurity "baseline:latest": host namespaces (hostNetwork=true)',
    ])
  })

  it('has labels that mean something', () => {
    expect(compile(namespace('pod-security.kubernetes.io/enforce: strict')).refusal).toBe(
      'The Namespace "shop" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted',
    )
  })
})

it('a quota stands in the order of the text', () => {
  const quota = 'apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q}\nspec: {hard: {pods: 1}}\n---\n'
  expect(refused(`${POD}---\n${quota}${POD.replace('name: web', 'name: late')}`)).toBe(
    'pods "late" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1',
  )
  expect(refused(`${POD}---\n${POD.replace('name: web', 'name: early')}---\n${quota}`)).toBeUndefined()
})
