import { expect, test } from 'vitest'
import type { Container } from '../../manifest/pod/container.ts'
import type { ResourceRequirements } from '../../manifest/pod/resources.ts'
import { container, pod } from '../testing/pod.ts'
import { instance } from '../testing/runtime-status.ts'
import { type ContainerResize, computePodResizeAction } from './compute-pod-resize-action.ts'

const had = { requests: { cpu: '100m' }, limits: { memory: '64Mi' } }
const restartsFor = (resourceName: string): Container['resizePolicy'] => [
  { resourceName, restartPolicy: 'RestartContainer' },
]

test.each<[string, ResourceRequirements, Container['resizePolicy'], ContainerResize | undefined]>([
  ['nothing has changed', { requests: { cpu: '0.1' }, limits: { memory: '64Mi' } }, undefined, undefined],
  ['memory has', { ...had, limits: { memory: '1Gi' } }, undefined, { memory: true, cpu: false, restart: false }],
  ['CPU has', { ...had, requests: { cpu: '1' } }, undefined, { memory: false, cpu: true, restart: false }],
  [
    'memory has, which takes a restart',
    { ...had, limits: { memory: '1Gi' } },
    restartsFor('memory'),
    { memory: true, cpu: false, restart: true },
  ],
  [
    'only the other one takes a restart',
    { ...had, requests: { cpu: '1' } },
    restartsFor('memory'),
    { memory: false, cpu: true, restart: false },
  ],
])('[RESIZE-3] %s', (_situation, resources, resizePolicy, expected) => {
  const subject = container('c', { resources, ...(resizePolicy ? { resizePolicy } : {}) })
  const running = instance('c', { resources: had })
  expect(computePodResizeAction(pod({ containers: [subject] }), subject, running)).toEqual(expected)
})

test('[RESIZE-3] the limit of the Pod is that of a container without one', () => {
  const subject = container('c', { resources: {} })
  const owner = pod({ containers: [subject], resources: { limits: { memory: '128Mi' } } })
  const given = (memory: string) => instance('c', { resources: {}, podResources: { limits: { memory } } })
  expect(computePodResizeAction(owner, subject, given('128Mi'))).toBeUndefined()
  expect(computePodResizeAction(owner, subject, given('64Mi'))?.memory).toBe(true)
})

test('[RESIZE-3] what does not run gets its resources when it starts', () => {
  const subject = container('c', { resources: { limits: { memory: '1Gi' } } })
  const ended = instance('c', { state: 'exited', resources: had })
  expect(computePodResizeAction(pod({ containers: [subject] }), subject, ended)).toBeUndefined()
})
