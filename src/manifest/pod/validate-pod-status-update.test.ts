import { describe, expect, test } from 'vitest'
import { fieldErrorText } from '../field-error.ts'
import type { Pod, PodSpec } from './pod.ts'
import type { ContainerStatus, PodStatus } from './status.ts'
import { validatePodStatusUpdate } from './validate-pod-status-update.ts'

function pod(status: Partial<PodStatus>, spec: Partial<PodSpec> = {}): Pod {
  const containers = [{ name: 'shop', image: 'podlapse/app:1' }]
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'shop', namespace: 'market' },
    spec: { containers, ...spec },
    status: { phase: 'Running', ...status },
  } as Pod
}

function shop(state: ContainerStatus['state'], more: Partial<ContainerStatus> = {}): ContainerStatus {
  const rest = { lastState: {}, ready: false, restartCount: 0, image: '', imageID: '' }
  return { name: 'shop', state, ...rest, ...more }
}

const running = shop({ running: { startedAt: '2026-01-01T00:00:00Z' } })
const ended = (exitCode: number) => shop({ terminated: { exitCode } })
const STAYS = 'status.containerStatuses[0].state: Forbidden: may not be transitioned to non-terminated state'

describe('what a written status may say', () => {
  test.each<[string, Partial<PodStatus>, Partial<PodStatus>, Partial<PodSpec>, string[]]>([
    ['the same again', { podIPs: [{ ip: '10.244.1.7' }] }, { podIPs: [{ ip: '10.244.1.7' }] }, {}, []],
    ['another address', { podIPs: [{ ip: '10.244.1.8' }] }, { podIPs: [{ ip: '10.244.1.7' }] }, {}, []],
    [
      'an address that is none',
      { podIPs: [{ ip: 'here' }] },
      {},
      {},
      ['status.podIPs[0]: Invalid value: "here": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'],
    ],
    [
      'two addresses of one family',
      { hostIPs: [{ ip: '10.0.0.1' }, { ip: '10.0.0.2' }] },
      {},
      {},
      [
        'status.hostIPs: Invalid value: [{"IP":"10.0.0.1"},{"IP":"10.0.0.2"}]: may specify no more than one IP for each IP family',
      ],
    ],
    [
      'a container that ended with 0 runs again',
      { containerStatuses: [running] },
      { containerStatuses: [ended(0)] },
      {},
      [],
    ],
    [
      '… where it never restarts',
      { containerStatuses: [running] },
      { containerStatuses: [ended(0)] },
      { restartPolicy: 'Never' },
      [STAYS],
    ],
    [
      '… where it restarts on failure',
      { containerStatuses: [running] },
      { containerStatuses: [ended(0)] },
      { restartPolicy: 'OnFailure' },
      [STAYS],
    ],
    [
      '… after a failure',
      { containerStatuses: [running] },
      { containerStatuses: [ended(3)] },
      { restartPolicy: 'OnFailure' },
      [],
    ],
    [
      'another class of service',
      { qosClass: 'Guaranteed' },
      { qosClass: 'BestEffort' },
      {},
      ['status.qosClass: Invalid value: "Guaranteed": field is immutable'],
    ],
    [
      'a node for one that has a node',
      { nominatedNodeName: 'node-2' },
      {},
      { nodeName: 'node-1' },
      ['status.nominatedNodeName: Forbidden: may not be set on pods that are already bound to a node'],
    ],
    [
      'a user below 0',
      { containerStatuses: [{ ...running, user: { linux: { uid: -7, gid: 0, supplementalGroups: [] } } }] },
      {},
      {},
      ['status.containerStatuses[0].user.linux.uid: Invalid value: -7: must be between 0 and 2147483647, inclusive'],
    ],
    [
      'a condition without a name',
      { conditions: [{ type: 'my gate', status: 'True' }] },
      {},
      {},
      [
        "status.conditions[0].Type: Invalid value: \"my gate\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
      ],
    ],
  ])('%s', (_, next, old, spec, said) => {
    expect(validatePodStatusUpdate(pod(next, spec), pod(old, spec)).map(fieldErrorText)).toEqual(said)
  })
})
