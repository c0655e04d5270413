import { describe, expect, test } from 'vitest'
import type { PodSecurityContext, SecurityContext } from '../../manifest/pod/security-context.ts'
import { container, pod } from '../testing/pod.ts'
import { instance } from '../testing/runtime-status.ts'
import { containerStatusDetails, podResourcesStatus } from './container-status-details.ts'
import { userAndGroups } from './run-as-user.ts'

const asked = { limits: { memory: '64Mi' }, requests: { cpu: '50m', memory: '64Mi' } }
const inForce = { limits: { memory: '32Mi' }, requests: { cpu: '50m', memory: '32Mi' } }
const limited = container('c', { resources: asked })

describe('containerStatusDetails', () => {
  test('[RESIZE-4] nothing is given before there is an instance', () => {
    expect(containerStatusDetails(limited, undefined)).toEqual({})
  })

  test('[RESIZE-4] while it runs, what is in force; what is allocated beside it', () => {
    const running = instance('c', { state: 'running', resources: inForce })
    expect(containerStatusDetails(limited, running)).toEqual({
      allocatedResources: { cpu: '50m', memory: '64Mi' },
      resources: inForce,
    })
  })

  test('[RESIZE-4] after its end, what the next run will get', () => {
    const ended = instance('c', { state: 'exited', resources: inForce })
    expect(containerStatusDetails(limited, ended).resources).toEqual(asked)
  })

  test('BestEffort has empty resources and no allocation', () => {
    const running = instance('c', { state: 'running', resources: {} })
    expect(containerStatusDetails(container('c', { resources: {} }), running)).toEqual({ resources: {} })
  })

  test('mounts are listed from the start; those that are only read say how', () => {
    const volumeMounts = [
      { name: 'v', mountPath: '/v' },
      { name: 't', mountPath: '/t', readOnly: true, subPath: 'a' },
    ]
    expect(containerStatusDetails(container('c', { volumeMounts }), undefined)).toEqual({
      volumeMounts: [
        { name: 'v', mountPath: '/v' },
        { name: 't', mountPath: '/t', readOnly: true, recursiveReadOnly: 'Disabled' },
      ],
    })
  })
})

describe('podResourcesStatus', () => {
  test('is what the containers have together, from the first status on', () => {
    expect(podResourcesStatus(pod({ containers: [limited, limited] }))).toEqual({
      allocatedResources: { cpu: '100m', memory: '128Mi' },
      resources: { limits: { memory: '128Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
    })
    expect(podResourcesStatus(pod())).toEqual({ resources: {} })
  })
})

describe('userAndGroups', () => {
  const all = { runAsUser: 1001, runAsGroup: 1001, supplementalGroups: [1002, 1003], fsGroup: 2000 }
  test.each<[string, PodSecurityContext, SecurityContext, string, number, [number, number[]]]>([
    ['root', {}, {}, '', 0, [0, [0]]],
    ['an id that is no user of the image', { runAsUser: 1234 }, {}, '', 1234, [0, [0]]],
    ['a group for the Pod', all, {}, '', 1001, [1001, [1001, 1002, 1003, 2000]]],
    ['a group for the container', all, { runAsGroup: 7 }, '', 1001, [7, [7, 1002, 1003, 2000]]],
    ['an id of the image brings no group with it', {}, {}, '1000:1000', 1000, [0, [0]]],
    ['a user by name', {}, {}, 'nginx', 101, [101, [101]]],
  ])('%s', (_situation, podContext, own, imageUser, uid, [gid, supplementalGroups]) => {
    const subject = container('c', { securityContext: own })
    const owner = pod({ containers: [subject], securityContext: podContext })
    expect(userAndGroups(owner, subject, imageUser, uid)).toEqual({ uid, gid, supplementalGroups })
  })
})
