import { describe, expect, it } from 'vitest'
import type { Container } from './container.ts'
import type { PodSpec } from './pod.ts'
import { computePodQOS } from './qos.ts'
import { podLimits, podRequests } from './requests.ts'

function asking(cpu: string, more: Partial<Container> = {}): Container {
  return { name: 'c', image: 'i', resources: { requests: { cpu } }, ...more }
}

const SIDECAR = { restartPolicy: 'Always' } as const

describe('podRequests', () => {
  it.each<[string, PodSpec, string]>([
    ['containers add up', { containers: [asking('1'), asking('500m')] }, '1500m'],
    ['an init container runs alone', { containers: [asking('1')], initContainers: [asking('3')] }, '3'],
    ['init containers do not add up', { containers: [asking('2')], initContainers: [asking('1'), asking('1')] }, '2'],
    ['a sidecar stays', { containers: [asking('1')], initContainers: [asking('1', SIDECAR)] }, '2'],
    [
      'an init container beside the sidecars before it',
      { containers: [asking('1')], initContainers: [asking('2', SIDECAR), asking('3')] },
      '5',
    ],
    [
      'an init container before the sidecars',
      { containers: [asking('1')], initContainers: [asking('3'), asking('2', SIDECAR)] },
      '3',
    ],
    ['the Pod as a whole', { containers: [asking('1')], resources: { requests: { cpu: '4' } } }, '4'],
    ['overhead', { containers: [asking('1')], overhead: { cpu: '100m' } }, '1100m'],
  ])('%s', (_, spec, cpu) => {
    expect(podRequests(spec)).toEqual({ cpu })
  })

  it('overhead makes no limit', () => {
    expect(podLimits({ containers: [asking('1')], overhead: { cpu: '100m' } })).toEqual({})
  })
})

describe('computePodQOS', () => {
  const both = { cpu: '1', memory: '1Gi' }
  it.each<[string, Container['resources'], string]>([
    ['nothing', {}, 'BestEffort'],
    ['zeros', { requests: { cpu: '0' }, limits: { memory: '0' } }, 'BestEffort'],
    ['a request', { requests: { cpu: '1' } }, 'Burstable'],
    ['limits of both, requested in full', { requests: both, limits: both }, 'Guaranteed'],
    ['the same written otherwise', { requests: { cpu: '1000m', memory: '1024Mi' }, limits: both }, 'Guaranteed'],
    ['less requested than limited', { requests: { cpu: '1', memory: '1Mi' }, limits: both }, 'Burstable'],
    ['one of both', { requests: { cpu: '1' }, limits: { cpu: '1' } }, 'Burstable'],
  ])('%s', (_, resources, expected) => {
    expect(computePodQOS({ containers: [{ name: 'c', image: 'i', resources: resources ?? {} }] })).toBe(expected)
  })

  it('one container without limits spoils it', () => {
    const full = { name: 'a', image: 'i', resources: { requests: both, limits: both } }
    expect(computePodQOS({ containers: [full, { name: 'b', image: 'i' }] })).toBe('Burstable')
  })
})
