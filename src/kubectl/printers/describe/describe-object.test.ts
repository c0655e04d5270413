import { expect, test } from 'vitest'
import { ensure } from '../../../lib/assert.ts'
import { MINUTE, parseRfc3339, rfc3339 } from '../../../lib/time.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { parseManifest, readByKubectl } from '../../../manifest/text/parse.ts'
import { finished, MemoryReader } from '../../testing/memory-reader.ts'
import { describeObject } from './describe-object.ts'

const NOW = ensure(parseRfc3339('2024-02-29T12:00:00Z'), 'noon')

/** The first object of a text is described, the others are there beside it. */
function described(text: string, showEvents = false): string {
  const objects = readByKubectl(parseManifest(text)).map(({ value }) => value as KubeObject)
  const [first] = objects
  if (!first) throw new Error('nothing to describe')
  const reader = new MemoryReader(objects, NOW)
  return finished(describeObject(first, { reader, now: NOW, showEvents }))
}

/** Lines that begin with a word, and those that stand further in below them. */
function part(text: string, title: string): string {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.startsWith(title))
  const end = lines.findIndex((line, index) => index > start && !line.startsWith(' '))
  return lines.slice(start, end).join('\n')
}

test('a claim that is bound says by whom it is used, and how large it has become', () => {
  const text = described(`
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: store, namespace: shop, finalizers: [kubernetes.io/pvc-protection]}
spec: {storageClassName: fast, volumeName: pv-7, volumeMode: Filesystem, resources: {requests: {storage: 1Gi}}}
status: {phase: Bound, capacity: {storage: 2Gi}, accessModes: [ReadWriteMany, ReadWriteOnce]}
---
apiVersion: v1
kind: Pod
metadata: {name: reader, namespace: shop}
spec: {volumes: [{name: data, persistentVolumeClaim: {claimName: store}}]}
---
apiVersion: v1
kind: Pod
metadata: {name: stranger, namespace: other}
spec: {volumes: [{name: data, persistentVolumeClaim: {claimName: store}}]}
`)
  expect(text).toBe(`Name:          store
Namespace:     shop
StorageClass:  fast
Status:        Bound
Volume:        pv-7
Labels:        <none>
Annotations:   <none>
Finalizers:    [kubernetes.io/pvc-protection]
Capacity:      2Gi
Access Modes:  RWO,RWX
VolumeMode:    Filesystem
Used By:       reader
`)
})

test('a volume says where it is and on which nodes', () => {
  const text = described(`
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv-7}
spec:
  storageClassName: fast
  accessModes: [ReadWriteOnce]
  persistentVolumeReclaimPolicy: Retain
  capacity: {storage: 0.5Gi}
  claimRef: {namespace: shop, name: store}
  local: {path: /mnt/a}
  nodeAffinity:
    required: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [n1, n2]}]}]}
status: {phase: Bound}
`)
  expect(text).toBe(`Name:              pv-7
Labels:            <none>
Annotations:       <none>
Finalizers:        []
StorageClass:      fast
Status:            Bound
Claim:             shop/store
Reclaim Policy:    Retain
Access Modes:      RWO
Capacity:          512Mi
Node Affinity:     
  Required Terms:  
    Term 0:        kubernetes.io/hostname in [n1, n2]
Message:           
Source:
    Type:  LocalVolume (a persistent volume backed by local storage on a node)
    Path:  /mnt/a
`)
})

test('a daemon set counts nodes, and its own Pods alone', () => {
  const text = described(`
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: ops, uid: u1}
spec: {selector: {matchLabels: {app: agent}}, template: {spec: {nodeSelector: {disk: ssd}, containers: []}}}
status: {desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 1, numberAvailable: 1}
---
apiVersion: v1
kind: Pod
metadata: {name: agent-a, namespace: ops, labels: {app: agent}, ownerReferences: [{kind: DaemonSet, name: agent, uid: u1, controller: true}]}
status: {phase: Running}
---
apiVersion: v1
kind: Pod
metadata: {name: agent-b, namespace: ops, labels: {app: agent}}
status: {phase: Running}
`)
  expect(text).toContain('Node-Selector:  disk=ssd\n')
  expect(text).toContain('Desired Number of Nodes Scheduled: 2\n')
  expect(text).toContain('Number of Nodes Scheduled with Up-to-date Pods: 1\n')
  expect(text).toContain('Pods Status:  1 Running / 0 Waiting / 0 Succeeded / 0 Failed\n')
})

test('a Deployment tells the ReplicaSet of its template from older ones', () => {
  const replicaSet = (name: string, image: string, created: string, replicas: number) => `
---
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: ${name}
  creationTimestamp: "${created}"
  labels: {app: web}
  ownerReferences: [{kind: Deployment, name: web, uid: d1, controller: true}]
spec: {replicas: ${replicas}, template: {metadata: {labels: {app: web, pod-template-hash: ${name}}}, spec: {containers: [{name: c, image: ${image}}]}}}
status: {replicas: ${replicas}}`
  const text = described(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, uid: d1}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: "app:2"}]}}
${replicaSet('web-a', 'app:1', '2024-02-29T10:00:00Z', 1)}
${replicaSet('web-b', 'app:2', '2024-02-29T11:00:00Z', 2)}
`)
  expect(text).toContain('RollingUpdateStrategy:  0 max unavailable, 1 max surge\n')
  expect(text).toContain('OldReplicaSets:    web-a (1/1 replicas created)\n')
  expect(text).toContain('NewReplicaSet:     web-b (2/2 replicas created)\n')
})

test('the fields of a kind that nobody knows are named in words', () => {
  const text = described(`
apiVersion: shop.example/v1
kind: Order
metadata: {name: one, generation: 2}
spec:
  maxURLLength: 5
  openAPIV3Schema: {type: object}
  with_underline: 1
  items: [{itemName: cup, count: 2}, plain]
  nothing: null
`)
  expect(text).toBe(`Name:         one
Namespace:    
Labels:       <none>
Annotations:  <none>
API Version:  shop.example/v1
Kind:         Order
Metadata:
  Generation:  2
Spec:
  Items:
    Count:      2
    Item Name:  cup
    plain
  Max URLLength:  5
  Nothing:        <nil>
  openAPIV3Schema:
    Type:          object
  with_underline:  1
`)
})

test('a role is taken apart into resources and put together again', () => {
  const text = described(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: mixed}
rules:
- {apiGroups: ["", apps], resources: [pods/log, deployments], verbs: [get]}
- {apiGroups: [apps], resources: [deployments], verbs: [list, get]}
- {nonResourceURLs: [/healthz], verbs: [get]}
- {apiGroups: [""], resources: [secrets], resourceNames: [a, b], verbs: [get]}
`)
  expect(part(text, 'PolicyRule:')).toBe(`PolicyRule:
  Resources         Non-Resource URLs  Resource Names  Verbs
  ---------         -----------------  --------------  -----
  deployments.apps  []                 []              [get list]
                    [/healthz]         []              [get]
  deployments       []                 []              [get]
  pods/log          []                 []              [get]
  secrets           []                 [a]             [get]
  secrets           []                 [b]             [get]
  pods.apps/log     []                 []              [get]`)
})

test('Events come by when they were last seen, with the part of the Pod that they are about', () => {
  const event = (name: string, more: string) => `
---
apiVersion: v1
kind: Event
metadata: {name: ${name}, namespace: shop}
involvedObject: {kind: Pod, namespace: shop, name: web, uid: p1, fieldPath: "spec.containers{c}"}
type: Warning
${more}`
  const text = described(
    `
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, uid: p1}
${event('web.1', 'reason: Late\nmessage: "twice "\ncount: 2\nfirstTimestamp: "2024-02-29T11:50:00Z"\nlastTimestamp: "2024-02-29T11:59:30Z"\nsource: {component: kubelet}')}
${event('web.2', 'reason: Soon\nmessage: once\ncount: 1\nfirstTimestamp: "2024-02-29T11:55:00Z"\nlastTimestamp: "2024-02-29T11:55:00Z"\nsource: {component: kubelet}')}
${event('web.3', 'reason: New\nmessage: seen\neventTime: "2024-02-29T11:58:00.5Z"\nreportingComponent: scheduler')}
`,
    true,
  )
  expect(text.slice(text.indexOf('Events:'))).toBe(`Events:
  Type     Reason  Age                From       Message
  ----     ------  ----               ----       -------
  Warning  New     119s               scheduler  spec.containers{c}: seen
  Warning  Soon    5m                 kubelet    spec.containers{c}: once
  Warning  Late    30s (x2 over 10m)  kubelet    spec.containers{c}: twice
`)
})

test('probes are told as addresses; what would mean something in one is written otherwise', () => {
  const probe = (handler: string) =>
    described(`
apiVersion: v1
kind: Pod
metadata: {name: p}
spec: {containers: [{name: c, livenessProbe: {${handler}, periodSeconds: 5, timeoutSeconds: 1, successThreshold: 1, failureThreshold: 3}}]}
`)
      .split('\n')
      .find((line) => line.includes('Liveness:'))
      ?.replace(/ +/g, ' ')
      .trim()
  const numbers = 'delay=0s timeout=1s period=5s #success=1 #failure=3'
  expect(probe('httpGet: {port: web, path: "ok?deep=1", scheme: HTTPS, host: "::1"}')).toBe(
    `Liveness: http-get https://[::1]:web/ok%3Fdeep=1 ${numbers}`,
  )
  expect(probe('exec: {command: [cat, /tmp/a b]}')).toBe(`Liveness: exec [cat /tmp/a b] ${numbers}`)
  expect(probe('tcpSocket: {port: 5432}')).toBe(`Liveness: tcp-socket :5432 ${numbers}`)
})

test('a Pod that is being deleted says for how long', () => {
  const text = described(`
apiVersion: v1
kind: Pod
metadata: {name: old, deletionTimestamp: "${rfc3339(NOW - 3 * MINUTE)}", deletionGracePeriodSeconds: 30}
status: {phase: Running}
`)
  expect(text).toContain('Status:                    Terminating (lasts 3m)\n')
  expect(text).toContain('Termination Grace Period:  30s\n')
})

test.each([
  ['2024-02-29T00:00:00Z', 'Thu, 29 Feb 2024 00:00:00 +0000'],
  ['2023-01-01T23:59:59Z', 'Sun, 01 Jan 2023 23:59:59 +0000'],
  ['1999-12-31T10:00:00Z', 'Fri, 31 Dec 1999 10:00:00 +0000'],
])('the time %s stands as %s', (given, wanted) => {
  const text = described(`{apiVersion: v1, kind: Node, metadata: {name: n, creationTimestamp: "${given}"}}`)
  expect(text).toContain(`CreationTimestamp:  ${wanted}\n`)
})

test('devices of a node are counted pool by pool, ten at most by name', () => {
  const slices = Array.from(
    { length: 11 },
    (_, index) => `---
{apiVersion: resource.k8s.io/v1, kind: ResourceSlice, metadata: {name: s${index}}, spec: {nodeName: n, driver: d${index}, pool: {name: p}, devices: [{}, {}]}}
`,
  ).join('')
  const text = part(described(`{apiVersion: v1, kind: Node, metadata: {name: n}}\n${slices}`), 'Node-Local')
  expect(text.split('\n').slice(0, 4)).toEqual([
    'Node-Local ResourceSlices:',
    '  Driver  Pool  Slices  Devices',
    '  ------  ----  ------  -------',
    '  d0      p     1       2',
  ])
  expect(text).toMatch(/\n {2}\.\.\.and 1 more pools$/)
})
