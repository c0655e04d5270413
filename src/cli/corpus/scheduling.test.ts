import { expect } from 'vitest'
import { checkStories } from './manifests.ts'

const CONTROLLER =
  'k8s.gcr.io/ingress-nginx/controller:v1.1.0@sha256:f766669fdcf3dc26347ed273a55e754b427eb4411ee075a53f30718b4499076a'

checkStories('scheduling and images', [
  [
    '027',
    'no node has the label: Pending, and the Event says why',
    {},
    (life) => {
      expect(life.statuses()).toBe('Pending')
      expect(life.eventText(/^FailedScheduling/)).toMatch(
        /^0\/3 nodes are available: 3 node\(s\) didn't match Pod's node affinity\/selector\./,
      )
    },
  ],
  [
    '027',
    'a label on a node lets it run, and it stays when the label goes',
    { steps: ['30s kubectl label nodes node-2 disktype=ssd', '60s kubectl label nodes node-2 disktype-'] },
    (life) => {
      expect(life.statuses()).toBe('Pending > ContainerCreating > Running')
      expect(life.pod('40s').spec.nodeName).toBe('node-2')
      expect(life.row('4m')).toBe('1/1 Running 0')
    },
  ],
  [
    '716',
    'another label than asked for does not help',
    { steps: ['30s kubectl label nodes node-1 disktype=hdd'] },
    (life) => {
      expect(life.statuses()).toBe('Pending')
    },
  ],
  [
    '073',
    'required node affinity without such a node',
    {},
    (life) => {
      expect(life.eventText(/^FailedScheduling/)).toMatch(
        /^0\/3 nodes are available: 3 node\(s\) didn't match Pod's node affinity\/selector\./,
      )
    },
  ],
  [
    '079',
    'a claim that is not there',
    {},
    (life) => {
      expect(life.statuses()).toBe('Pending')
      expect(life.eventText(/^FailedScheduling/)).toContain('persistentvolumeclaim "task-pv-claim" not found')
    },
  ],
  [
    '084',
    'no Pod to be near',
    {},
    (life) => {
      expect(life.statuses()).toBe('Pending')
      expect(life.eventText(/^FailedScheduling/)).toContain("didn't match pod affinity rules")
    },
  ],
  [
    '075',
    'a name that is no image name',
    { scenario: { imagesPresent: false } },
    (life) => {
      expect(life.row('60s')).toBe('0/1 InvalidImageName 0')
    },
  ],
  [
    '086',
    'two containers, two images that nobody has: never ready',
    {
      scenario: {
        imagesPresent: false,
        images: [
          { name: 'images.my-company.example/app:v4', pull: 'notFound' },
          { name: 'images.my-company.example/log-aggregator:v6', pull: 'notFound' },
        ],
      },
    },
    (life) => {
      expect(life.statuses()).toMatch(/ErrImagePull > ImagePullBackOff/)
      expect(life.row('60s')).toMatch(/^0\/2 (ErrImagePull|ImagePullBackOff) 0$/)
      expect(life.pod('60s').status.qosClass).toBe('Burstable')
    },
  ],
  [
    '087',
    'a taint with NoExecute puts it out',
    {
      scenario: { nodes: [{ name: 'node-1', cpu: '4', memory: '8Gi' }] },
      steps: ['30s kubectl taint node node-1 other=x:NoExecute'],
    },
    (life) => {
      expect(life.eventCount(/^TaintManagerEviction: Marking for deletion Pod default\/nginx$/)).toBe(1)
      expect(life.goneAt()).toBeLessThan(70)
    },
  ],
  [
    '094',
    'a second one finds the port of the only node taken',
    {
      scenario: { nodes: [{ name: 'node-1', cpu: '4', memory: '8Gi' }] },
      beside: `apiVersion: v1
kind: Pod
metadata: {name: second}
spec:
  containers: [{name: web, image: nginx, ports: [{containerPort: 8080, hostPort: 9000}]}]`,
    },
    (life) => {
      expect(life.statuses('second')).toBe('Pending')
      expect(life.eventText(/^FailedScheduling/)).toMatch(
        /^0\/1 nodes are available: 1 node\(s\) didn't have free ports for the requested pod ports\./,
      )
    },
  ],
  [
    '721',
    'two Pods with one hostPort on one node',
    { scenario: { nodes: [{ name: 'node-1', cpu: '4', memory: '8Gi' }] } },
    (life) => {
      expect(life.statuses('kubia-hostport-2')).toBe('Pending')
      expect(life.eventText(/^FailedScheduling/)).toContain("didn't have free ports for the requested pod ports")
    },
  ],
  [
    '708',
    'more CPU than any node has',
    {},
    (life) => {
      expect(life.statuses()).toBe('Pending')
      expect(life.eventText(/^FailedScheduling/)).toMatch(
        /^0\/3 nodes are available: 3 Insufficient cpu\. no new claims to deallocate, preemption: 0\/3 nodes are available: 3 /,
      )
    },
  ],
  [
    '718',
    'requests equal to limits',
    {},
    (life) => {
      expect(life.pod('30s').status.qosClass).toBe('Guaranteed')
    },
  ],
  [
    '722',
    'one CPU for the init container is what counts',
    { scenario: { nodes: [{ name: 'node-1', cpu: '900m', memory: '8Gi' }] } },
    (life) => {
      expect(life.eventText(/^FailedScheduling/)).toContain('Insufficient cpu')
    },
  ],
  [
    '729',
    'pulls again and again, at last every five minutes and more',
    {
      until: '150m',
      scenario: {
        imagesPresent: false,
        images: [{ name: CONTROLLER, pull: 'unreachable' }],
      },
    },
    (life) => {
      const pulls = life.events(/^Pulling/)
      const waits = pulls.slice(1).map((at, index) => at - (pulls[index] ?? 0))
      expect(Math.round(waits.at(-1) ?? 0)).toBeGreaterThanOrEqual(300)
      expect(life.statuses()).toMatch(/ErrImagePull > ImagePullBackOff > ErrImagePull/)
    },
  ],
])
