import { describe, expect, test } from 'vitest'
import { Run } from '../../testing/run.ts'

const STATIC = 'cpuManagerPolicy: static, systemReserved: {cpu: 500m}'

interface Options {
  readonly kubelet?: string
  readonly cgroup?: 'v1' | 'v2'
  readonly steps?: string
}

function run(pods: readonly string[], { kubelet = STATIC, cgroup = 'v2', steps = '' }: Options = {}): Run {
  const scenario = `{apiVersion: podlapse.dev/v1, kind: Scenario, spec: {until: 1m, nodes: [{name: one, cpu: "4", memory: 4Gi, cgroup: ${cgroup}, kubelet: {${kubelet}}}], steps: [${steps}]}}`
  return new Run([...pods, scenario].join('\n---\n'))
}

function pod(name: string, command: string, cpu: string | undefined, spec = ''): string {
  return `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, spec: {restartPolicy: Never, ${spec} containers: [${container('c', command, cpu)}]}}`
}

function container(name: string, command: string, cpu: string | undefined): string {
  const resources = cpu === undefined ? '' : `, resources: {limits: {cpu: ${cpu}, memory: 64Mi}}`
  return `{name: ${name}, image: "busybox:1.36", command: [sh, -c, '${command}']${resources}}`
}

const LOOK = 'grep Cpus_allowed_list /proc/self/status | cut -f2; nproc'
const V2 = 'cat /sys/fs/cgroup/cpuset.cpus /sys/fs/cgroup/cpuset.cpus.effective /sys/fs/cgroup/cpu.max'

describe('[RES-7] a container sees', () => {
  test.each([
    ['two CPUs of its own, and no quota', STATIC, '"2"', ['1-2', '2', '1-2', '1-2', 'max 100000']],
    [
      'all that are left, where it asks for less than a whole',
      STATIC,
      '500m',
      ['0-3', '4', '0-3', '0-3', '50000 100000'],
    ],
    ['all that are left, without a request', STATIC, undefined, ['0-3', '4', '0-3', '0-3', 'max 100000']],
    ['all, without the policy', '', '"2"', ['0-3', '4', '', '0-3', '200000 100000']],
    [
      'those beside the reserved ones',
      'cpuManagerPolicy: static, reservedSystemCPUs: "1,3"',
      '"2"',
      ['0,2', '2', '0,2', '0,2', 'max 100000'],
    ],
  ])('%s', (_, kubelet, cpu, expected) => {
    expect(run([pod('p', `${LOOK}; ${V2}`, cpu)], { kubelet }).logs()).toEqual(expected)
  })

  test('the same with cgroup v1', () => {
    const looks = pod('p', 'cat /sys/fs/cgroup/cpuset/cpuset.cpus /sys/fs/cgroup/cpu/cpu.cfs_quota_us', '"1"')
    expect(run([looks], { cgroup: 'v1' }).logs()).toEqual(['1', '-1'])
  })

  test('what others leave, from the next look of the kubelet on, until their Pod is over', () => {
    const watcher = pod('watcher', 'for i in 1 2 3 4; do sleep 12; nproc; done', undefined)
    const steps = `{at: 15s, apply: ${pod('greedy', 'sleep 15', '"2"')}}`
    expect(run([watcher], { steps }).logs('c', 'watcher')).toEqual(['4', '2', '2', '4'])
  })

  test('what an init container had, when it comes after it', () => {
    const spec = `initContainers: [${container('first', LOOK, '"3"')}],`
    const of = run([pod('p', LOOK, '"2"', spec)])
    expect([of.logs('first'), of.logs()]).toEqual([
      ['1-3', '3'],
      ['1-2', '2'],
    ])
  })

  test('its own again after a restart of the kubelet', () => {
    const steps = ['{at: 20s, node: one, do: stopKubelet}', '{at: 30s, node: one, do: startKubelet}'].join(', ')
    const pods = [pod('a', 'sleep 50; nproc', '"1"'), pod('b', 'sleep 50; nproc', '"2"')]
    const of = run(pods, { steps })
    expect([of.logs('c', 'a'), of.logs('c', 'b')]).toEqual([['1'], ['2']])
  })
})

test('[RES-7] Pods one after the other get the same CPUs; at once they get different ones', () => {
  const steps = `{at: 20s, apply: ${pod('later', LOOK, '"3"')}}`
  const of = run([pod('a', LOOK, '"1"'), pod('b', LOOK, '"2"')], { steps })
  expect(['a', 'b', 'later'].map((name) => of.logs('c', name))).toEqual([
    ['1', '1'],
    ['2-3', '2'],
    ['1-3', '3'],
  ])
})

test('[RES-7] more than are free is refused', () => {
  const bound = (name: string) => pod(name, 'sleep 100', '"2"', 'nodeName: one,')
  expect(run([bound('a'), bound('b')]).told('UnexpectedAdmissionError')).toEqual([
    'Allocate failed due to not enough cpus available to satisfy request: requested=2, available=1, which is unexpected',
  ])
})

test('[RES-7] who has CPUs for himself is not slowed down by others', () => {
  const work = 'i=0; while [ $i -lt 3000 ]; do i=$((i+1)); done'
  const busy = 'while :; do :; done & while :; do :; done & while :; do :; done & while :; do :; done & wait'
  const finished = (kubelet: string) => {
    const of = run([pod('mine', work, '"1"'), pod('others', busy, undefined)], { kubelet })
    return of.pod('mine').status.phase
  }
  expect(finished(STATIC)).toBe('Succeeded')
})
