import { describe, expect, test } from 'vitest'
import { NOTES_EN } from '../view/notes/notes-en.ts'
import { problemText } from '../view/notes/problem-text.ts'
import { compile } from './compile.ts'

function read(kubelet: string) {
  const text = `{apiVersion: podlapse.dev/v1, kind: Scenario, spec: {nodes: [{name: one, cpu: "4", kubelet: {${kubelet}}}]}}`
  return compile(text)
}

function said(kubelet: string): string[] {
  return read(kubelet).problems.map(
    (problem) => `${problem.severity}: ${problemText(problem, NOTES_EN).replace('spec.nodes[0].kubelet.', '')}`,
  )
}

test('options as KubeletConfiguration writes them', () => {
  const { scenario, problems } = read(
    'evictionSoft: {memory.available: 1Gi}, evictionSoftGracePeriod: {memory.available: 1m30s}, crashLoopBackOff: {maxContainerRestartPeriod: 60s}, podPidsLimit: -1, serializeImagePulls: false, maxParallelImagePulls: 3, kubeReserved: {cpu: 100m}',
  )
  expect(problems).toEqual([])
  expect(scenario?.nodes[0]?.kubelet).toEqual({
    evictionSoft: { 'memory.available': '1Gi' },
    evictionSoftGracePeriod: { 'memory.available': 90_000 },
    maxContainerRestartPeriod: 60_000,
    serializeImagePulls: false,
    maxParallelImagePulls: 3,
    kubeReserved: { cpu: '100m' },
  })
})

describe('what is wrong with them is said at the field', () => {
  test.each([
    ['maxPod: 3', 'error: unknown field "maxPod"'],
    [
      'evictionHard: {memory.free: 1Gi}',
      'error: evictionHard[memory.free]: must be one of memory.available, nodefs.available, imagefs.available, pid.available',
    ],
    [
      'evictionHard: {memory.available: lots}',
      'error: evictionHard[memory.available]: must be a quantity such as 500Mi, or a percentage such as 10%',
    ],
    [
      'evictionHard: {memory.available: "101%"}',
      'error: evictionHard[memory.available]: must be a quantity such as 500Mi, or a percentage such as 10%',
    ],
    [
      'evictionSoft: {memory.available: 1Gi}',
      'error: evictionSoft: memory.available needs a time in evictionSoftGracePeriod',
    ],
    [
      'crashLoopBackOff: {maxContainerRestartPeriod: 10m}',
      'error: crashLoopBackOff.maxContainerRestartPeriod: must be between 1s and 300s',
    ],
    [
      'maxParallelImagePulls: 3',
      'error: maxParallelImagePulls: can be more than 1 only with serializeImagePulls: false',
    ],
    ['containerLogMaxSize: big', 'error: containerLogMaxSize: must be a quantity such as 10Mi'],
    ['containerLogMaxFiles: 1', 'error: containerLogMaxFiles: must be a whole number, at least 2'],
    ['containerLogMonitorInterval: 1s', 'error: containerLogMonitorInterval: must be at least 3s'],
    ['systemReserved: {gpu: "1"}', 'error: systemReserved[gpu]: must be one of cpu, memory, ephemeral-storage, pid'],
    [
      'imageGCHighThresholdPercent: 80',
      'info: imageGCHighThresholdPercent: not simulated: images take nothing of a node’s disk and are never removed from it',
    ],
    [
      'evictionHard: {nodefs.inodesFree: "5%"}',
      'info: evictionHard[nodefs.inodesFree]: not simulated: files are not counted',
    ],
  ])('%s', (kubelet, expected) => expect(said(kubelet)).toEqual([expected]))
})

describe('the CPU manager', () => {
  test.each([
    ['cpuManagerPolicy: static, kubeReserved: {cpu: 1100m}', [0, 1], { cpu: '1100m' }, undefined],
    ['cpuManagerPolicy: static, reservedSystemCPUs: "0,2-3"', [0, 2, 3], {}, { cpu: '3' }],
    [
      'cpuManagerPolicy: static, reservedSystemCPUs: "3", kubeReserved: {cpu: 500m, memory: 1Gi}',
      [3],
      { memory: '1Gi' },
      { cpu: '1' },
    ],
  ])('{%s}', (kubelet, reserved, kubeReserved, systemReserved) => {
    const { scenario, problems } = read(kubelet)
    expect(problems.map(({ severity }) => severity)).toEqual(['info'])
    const options = scenario?.nodes[0]?.kubelet
    expect(options?.cpuManager).toEqual({ cpus: 4, reserved })
    expect(options?.kubeReserved).toEqual(kubeReserved)
    expect(options?.systemReserved).toEqual(systemReserved)
  })

  test.each([
    [
      'cpuManagerPolicy: static',
      'error: cpuManagerPolicy: the kubelet does not start: the static policy requires systemReserved.cpu + kubeReserved.cpu to be greater than zero, or reservedSystemCPUs',
    ],
    [
      'cpuManagerPolicy: static, systemReserved: {cpu: "5"}',
      'error: cpuManagerPolicy: the kubelet does not start: unable to reserve the required amount of CPUs: 5 of 4',
    ],
    ['cpuManagerPolicy: dynamic', 'error: cpuManagerPolicy: must be one of none, static'],
    ['reservedSystemCPUs: "2-4"', 'error: reservedSystemCPUs: must be CPUs of the node such as 0-1,3: it has 0-3'],
    ['cpuManagerPolicy: none', undefined],
  ])('{%s}', (kubelet, expected) => expect(said(kubelet)).toEqual(expected === undefined ? [] : [expected]))
})
