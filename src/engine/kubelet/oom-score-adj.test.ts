import { expect, test } from 'vitest'
import type { Container } from '../../manifest/pod/container.ts'
import { type PodShape, pod } from '../testing/pod.ts'
import { oomScoreAdj } from './oom-score-adj.ts'

const NODE = 8 * 1024 ** 3
const asking = (name: string, memory?: string, limit?: string): Container => ({
  name,
  image: 'i',
  resources: {
    ...(memory ? { requests: { memory } } : {}),
    ...(limit ? { limits: { memory: limit, cpu: '1' }, requests: { memory: limit, cpu: '1' } } : {}),
  },
})

test.each<[string, PodShape, string, number]>([
  ['BestEffort goes first', { containers: [asking('c')] }, 'c', 1000],
  ['Guaranteed goes last', { containers: [asking('c', undefined, '1Gi')] }, 'c', -997],
  ['Burstable by what it asks for', { containers: [asking('c', '4Gi')] }, 'c', 500],
  ['never below 3', { containers: [asking('c', '8Gi')] }, 'c', 3],
  ['never as high as BestEffort', { containers: [asking('c', '1Mi'), asking('d')] }, 'd', 999],
  [
    'a sidecar does not go before the containers it serves',
    { initContainers: [{ ...asking('s'), restartPolicy: 'Always' }], containers: [asking('c', '4Gi')] },
    's',
    500,
  ],
  [
    'what the Pod asks for beyond its containers is shared',
    { containers: [asking('c', '1Gi'), asking('d')], resources: { requests: { memory: '3Gi' } } },
    'd',
    875,
  ],
])('[RES-3] %s', (_situation, shape, name, expected) => {
  const subject = pod(shape)
  const all = [...subject.spec.containers, ...(subject.spec.initContainers ?? [])]
  expect(oomScoreAdj(subject, all.find((each) => each.name === name) as Container, NODE)).toBe(expected)
})
