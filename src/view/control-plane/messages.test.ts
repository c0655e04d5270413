import { describe, expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import type { Trace } from '../../trace/trace.ts'
import { runText } from '../explain/testing/run-text.ts'
import { historiesOf } from '../history/histories.ts'
import { conversationsOf } from './conversations.ts'
import type { Message } from './message.ts'
import { messagesOf } from './messages.ts'
import { labelOf, sayParty } from './say-message.ts'
import { CONTROL_PLANE_EN } from './words-en.ts'

function run(name: string): Trace {
  return runText(GALLERY.find((item) => item.name === name)!.text)
}

/** "kubectl → API server: POST pods"; with ~ before what is not recorded as such. */
function line({ from, to, saying, inferred }: Message): string {
  const who = [from, to].flatMap((each) => (each === undefined ? [] : [sayParty(each, CONTROL_PLANE_EN)]))
  return `${inferred ? '~' : ''}${who.join(' → ')}: ${labelOf(saying, CONTROL_PLANE_EN)}`
}

/** Of the conversation that contains an instant, or of the first. */
function talk(trace: Trace, pod = 0, at = 0): readonly string[] {
  const { uid } = historiesOf(trace)[pod]!.ref
  const messages = messagesOf(trace, uid).filter(({ minor }) => !minor)
  const conversation = conversationsOf(trace, uid, messages).find(({ to }) => to >= at)!
  return conversation.messages.map(line)
}

/** An image that is there already, no Service and no probe. */
const PLAIN = `apiVersion: v1
kind: Pod
metadata: {name: nginx}
spec:
  containers: [{name: nginx, image: nginx}]
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {until: 5s, imagesPresent: true}
`

const CREATION = [
  'kubectl → API server: POST pods',
  'API server → etcd: write',
  '~API server → scheduler: watch: new Pod',
  'scheduler → API server: bind to node-1',
  '~API server → kubelet: watch: bound',
  'kubelet → API server: PATCH status',
  'kubelet → containerd: RunPodSandbox',
  'containerd → Pod sandbox: network is up',
]

describe('messages', () => {
  test('a plain Pod comes into being', () => {
    expect(talk(runText(PLAIN.replace('image: nginx', 'image: nginx, imagePullPolicy: IfNotPresent')))).toEqual([
      ...CREATION,
      'kubelet → containerd: CreateContainer',
      'kubelet → API server: PATCH status',
      '~kubelet → containerd: StartContainer',
      'containerd → nginx: fork, exec',
      'kubelet → API server: PATCH status',
    ])
  })

  test.each<[string, string, number, number, readonly string[]]>([
    [
      'a Pod is deleted with a grace period',
      'graceful-delete',
      ...([0, 30_000] as [number, number]),
      [
        'kubectl → API server: DELETE pods',
        '~API server → endpoint slices: watch: deletion',
        '~API server → kubelet: watch: deletion',
        'endpoint slices → API server: PATCH endpointslices',
        'kubelet: preStop',
        'kubelet → API server: PATCH status',
        'kubelet → containerd: StopContainer',
        'containerd → server: SIGTERM',
        'server → containerd: exit 0',
        'kubelet → API server: PATCH status',
        '~API server → endpoint slices: watch: Pod changed',
        'endpoint slices → API server: PATCH endpointslices',
        '~kubelet → containerd: StopPodSandbox',
        'kubelet → API server: PATCH status',
        'kubelet → API server: DELETE pods',
        'API server → etcd: remove',
      ],
    ],
    [
      'failures in a row lead to a kill and a restart: one conversation',
      'liveness-file',
      ...([0, 35_000] as [number, number]),
      [
        'kubelet → containerd: liveness 1/3',
        'kubelet → containerd: liveness 2/3',
        'kubelet → containerd: liveness 3/3',
        'kubelet → containerd: StopContainer',
        'containerd → lamp: SIGTERM',
        'containerd → lamp: SIGKILL',
        'lamp → containerd: exit 137',
        'kubelet → containerd: CreateContainer',
        '~kubelet → containerd: StartContainer',
        'containerd → lamp: fork, exec',
        'kubelet → API server: PATCH status',
      ],
    ],
    [
      'no node fits',
      'node-selector-then-label',
      ...([0, 0] as [number, number]),
      [
        'kubectl → API server: POST pods',
        'API server → etcd: write',
        '~API server → scheduler: watch: new Pod',
        'scheduler: no node fits',
        'scheduler → API server: PATCH status',
      ],
    ],
    [
      'a label lets it in: the scheduler heard of the node',
      'node-selector-then-label',
      ...([0, 30_000] as [number, number]),
      [
        'kubectl → API server: PATCH nodes',
        '~API server → scheduler: watch: Node changed',
        'scheduler → API server: bind to cellar',
        ...CREATION.slice(4),
        'kubelet → containerd: PullImage',
        'kubelet → API server: PATCH status',
        'containerd: image is there',
        'kubelet → containerd: CreateContainer',
        '~kubelet → containerd: StartContainer',
        'containerd → shelf: fork, exec',
        'kubelet → API server: PATCH status',
      ],
    ],
    [
      'a static Pod: the kubelet comes first, and tells the API server of it',
      'static-pod',
      ...([1, 5_000] as [number, number]),
      [
        'node: writeStaticPod on node node-1',
        'kubelet → API server: POST pods',
        'API server → etcd: write',
        'kubelet → API server: PATCH status',
        'kubelet → containerd: RunPodSandbox',
        'containerd → Pod sandbox: network is up',
        'kubelet → containerd: CreateContainer',
        'kubelet → API server: PATCH status',
        '~kubelet → containerd: StartContainer',
        'containerd → app: fork, exec',
        'kubelet → API server: PATCH status',
      ],
    ],
    [
      'an eviction is one request, whatever is written for it',
      'evicted-by-api',
      ...([0, 15_000] as [number, number]),
      [
        'kubectl → API server: POST eviction',
        '~API server → kubelet: watch: deletion',
        'kubelet → API server: PATCH status',
        'kubelet → containerd: StopContainer',
        'containerd → room: SIGTERM',
        'room → containerd: exit 0',
        'kubelet → API server: PATCH status',
        '~kubelet → containerd: StopPodSandbox',
        'kubelet → API server: PATCH status',
        'kubelet → API server: DELETE pods',
        'API server → etcd: remove',
      ],
    ],
    [
      'a lost node says nothing any more; others write for it',
      'node-lost',
      ...([0, 63_000] as [number, number]),
      [
        'node lifecycle → API server: PATCH status',
        '~API server → endpoint slices: watch: Pod changed',
        'node lifecycle → API server: PATCH nodes/status',
        '~API server → taint eviction: watch: Node changed',
        'endpoint slices → API server: PATCH endpointslices',
      ],
    ],
  ])('%s', (_, name, pod, at, lines) => {
    expect(talk(run(name), pod, at)).toEqual(lines)
  })

  test('a Job makes its Pod, and hears how it ended', () => {
    const lines = talk(run('job-retries'))
    expect(lines.slice(0, 7)).toEqual([
      'kubectl → API server: POST jobs',
      'API server → etcd: write',
      '~API server → Job: watch: new Job',
      'Job → API server: POST pods',
      'API server → etcd: write',
      '~API server → scheduler: watch: new Pod',
      'scheduler → API server: bind to node-1',
    ])
    const exit = lines.indexOf('counter → containerd: exit 1')
    expect(lines.slice(exit, exit + 5)).toEqual([
      'counter → containerd: exit 1',
      '~containerd → kubelet: container ended',
      'kubelet → API server: PATCH status',
      '~API server → Job: watch: Pod changed',
      'Job → API server: PATCH jobs/status',
    ])
  })

  test('nobody hears of anything before it happened, and each message has its own number', () => {
    for (const name of ['crash-loop', 'preemption', 'drain-and-budget', 'sidecar-order', 'oom', 'restart-policies']) {
      const trace = run(name)
      for (const { ref } of historiesOf(trace)) {
        const messages = messagesOf(trace, ref.uid)
        expect(new Set(messages.map(({ id }) => id)).size, name).toBe(messages.length)
        for (const { id, at, cause, seq } of messages) {
          expect(cause === undefined || cause <= seq, `${name} ${id}`).toBe(true)
          expect(at).toBeLessThanOrEqual(trace.endMs)
        }
      }
    }
  })

  test('Events are there for who asks', () => {
    const trace = run('healthy')
    const minor = messagesOf(trace, historiesOf(trace)[0]!.ref.uid).filter((each) => each.minor)
    expect(minor.map(line)).toContain('kubelet → API server: Event Pulled')
    expect(minor.map(line)).toContain('scheduler → API server: Event Scheduled')
  })
})
