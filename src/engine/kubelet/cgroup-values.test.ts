import { describe, expect, test } from 'vitest'
import type { Container } from '../../manifest/pod/container.ts'
import type { ResourceRequirements } from '../../manifest/pod/resources.ts'
import type { CgroupValues } from '../runtime/cgroup.ts'
import { pod } from '../testing/pod.ts'
import { containerCgroup, cpuWeight, milliCPUToShares, podCgroup } from './cgroup-values.ts'

const MI = 1024 * 1024
const container = (resources: ResourceRequirements, name = 'c'): Container => ({ name, image: 'i', resources })

describe('containerCgroup', () => {
  test.each<[string, ResourceRequirements, ResourceRequirements, CgroupValues]>([
    ['nothing is asked for', {}, {}, { cpuShares: 2 }],
    ['CPU is requested', { requests: { cpu: '100m' } }, {}, { cpuShares: 102 }],
    [
      'CPU is only limited',
      { limits: { cpu: '500m' } },
      {},
      { cpuShares: 512, cpuQuotaUs: 50_000, cpuPeriodUs: 100_000 },
    ],
    ['a limit below 10m', { limits: { cpu: '1m' } }, {}, { cpuShares: 2, cpuQuotaUs: 1000, cpuPeriodUs: 100_000 }],
    ['memory is limited', { limits: { memory: '64Mi' } }, {}, { cpuShares: 2, memoryMax: 64 * MI }],
    ['only the Pod is limited', {}, { limits: { memory: '64Mi' } }, { cpuShares: 2, memoryMax: 64 * MI }],
    [
      'both are: its own limit counts',
      { limits: { memory: '32Mi' } },
      { limits: { memory: '64Mi' } },
      { cpuShares: 2, memoryMax: 32 * MI },
    ],
  ])('[RES-1] %s', (_situation, own, whole, expected) => {
    const only = container(own)
    expect(containerCgroup(pod({ containers: [only], resources: whole }), only)).toEqual(expected)
  })
})

describe('podCgroup', () => {
  const both = { limits: { cpu: '100m', memory: '64Mi' }, requests: { cpu: '50m', memory: '32Mi' } }
  test.each<[string, ResourceRequirements[], ResourceRequirements, CgroupValues]>([
    ['BestEffort', [{}], {}, { cpuShares: 2 }],
    [
      'every container is limited',
      [both, both],
      {},
      { cpuShares: 102, cpuQuotaUs: 20_000, cpuPeriodUs: 100_000, memoryMax: 128 * MI },
    ],
    ['one is not', [both, { requests: { cpu: '50m' } }], {}, { cpuShares: 102 }],
    ['one is not, but the Pod is', [both, {}], { limits: { memory: '80Mi' } }, { cpuShares: 51, memoryMax: 80 * MI }],
  ])('[RES-2] %s', (_situation, all, whole, expected) => {
    const containers = all.map((each, index) => container(each, `c${index}`))
    expect(podCgroup(pod({ containers, resources: whole }))).toEqual(expected)
  })
})

test('the weight that stands for shares with cgroup v2', () => {
  expect([100, 1000, 0].map((milliCPU) => cpuWeight(milliCPUToShares(milliCPU)))).toEqual([4, 39, 1])
})
