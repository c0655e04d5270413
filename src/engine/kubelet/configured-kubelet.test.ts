import { describe, expect, test } from 'vitest'
import type { Node } from '../../manifest/object/node.ts'
import { Run } from '../testing/run.ts'

function run(pods: readonly string[], kubelet: string, more = '', until = '2m'): Run {
  const scenario = `{apiVersion: podlapse.dev/v1, kind: Scenario, spec: {until: ${until}, nodes: [{name: one, cpu: "2", memory: 2Gi, kubelet: {${kubelet}}}], ${more}}}`
  return new Run([...pods, scenario].join('\n---\n'))
}

function pod(name: string, container: string, spec = ''): string {
  return `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, spec: {${spec} containers: [{name: c, ${container}}]}}`
}

const SLEEP = 'image: "busybox:1.36", command: [sleep, "1000"]'
const leak = (mi: number) => `image: podlapse/app:1, args: [leak, --from, ${mi}Mi, --to, ${mi}Mi, --over, "1"]`

function nodeOf(of: Run): Node {
  return of.trace.objects.get('Node//one')?.at(-1)?.object as Node
}

test('allowedUnsafeSysctls', () => {
  const spec =
    'securityContext: {sysctls: [{name: net.core.somaxconn, value: "1024"}, {name: kernel.msgmax, value: "65536"}]},'
  const container = 'image: "busybox:1.36", command: [sh, -c, "cat /proc/sys/net/core/somaxconn; sleep 1000"]'
  const allowed = run([pod('p', container, spec)], 'allowedUnsafeSysctls: ["kernel.msg*", net.core.somaxconn]')
  expect(allowed.logs()).toEqual(['1024'])
  expect(run([pod('p', container, spec)], 'allowedUnsafeSysctls: ["kernel.msg*"]').told('SysctlForbidden')).toEqual([
    'forbidden sysctl: "net.core.somaxconn" not allowlisted',
  ])
})

test.each([
  ['maxPods: 3', '3'],
  ['podsPerCore: 10', '20'],
  ['podsPerCore: 10, maxPods: 15', '15'],
  ['', '110'],
])('{%s}: Pods of a node', (kubelet, expected) => {
  expect(nodeOf(run([], kubelet)).status.allocatable?.pods).toBe(expected)
})

test('what is reserved, and what must be left, is not for Pods', () => {
  const kubelet =
    'systemReserved: {cpu: 200m, memory: 256Mi}, kubeReserved: {cpu: 300m, memory: 256Mi}, evictionHard: {memory.available: "25%"}'
  expect(nodeOf(run([], kubelet)).status.allocatable).toMatchObject({ cpu: '1500m', memory: '1Gi' })
  const too = run([pod('p', `${SLEEP}, resources: {requests: {memory: 1100Mi}}`)], kubelet)
  expect(too.told('FailedScheduling')[0]).toMatch(/Insufficient memory/)
})

test('crashLoopBackOff.maxContainerRestartPeriod', () => {
  const container = 'image: "busybox:1.36", command: ["false"]'
  const restarts = (kubelet: string) =>
    run([pod('p', container)], kubelet).pod().status.containerStatuses?.[0]?.restartCount ?? 0
  expect(restarts('')).toBeLessThan(6)
  expect(restarts('crashLoopBackOff: {maxContainerRestartPeriod: 5s}')).toBeGreaterThan(14)
})

describe('eviction', () => {
  test('evictionHard says when, and is all there is', () => {
    const pods = [pod('p', leak(1000))]
    expect(run(pods, '').told('Evicted')).toEqual([])
    expect(run(pods, 'evictionHard: {memory.available: 1Gi}').told('Evicted')[0]).toMatch(
      /^The node was low on resource: memory\. Threshold quantity: 1Gi, available: /,
    )
  })

  test('evictionSoft waits for its grace period, and gives the Pod one', () => {
    const deaf = 'image: podlapse/app:1, args: [leak, --from, 1000Mi, --to, 1000Mi, --over, "1", --ignore-term]'
    const kubelet =
      'evictionSoft: {memory.available: 1Gi}, evictionSoftGracePeriod: {memory.available: 30s}, evictionMaxPodGracePeriod: 12'
    const of = run([pod('p', deaf)], kubelet)
    const [evicted] = of.trace.events.filter(({ reason }) => reason === 'Evicted')
    expect(evicted?.at).toBeGreaterThan(30_000)
    expect(evicted?.at).toBeLessThan(50_000)
    const grace = of.trace.spans.find(({ detail }) => detail.kind === 'grace')
    expect(grace?.detail).toMatchObject({ graceMs: 12_000 })
  })

  test('evictionPressureTransitionPeriod', () => {
    const kubelet = 'evictionHard: {memory.available: 1Gi}, evictionPressureTransitionPeriod: 30s'
    const of = run([pod('p', leak(1000))], kubelet)
    const last = nodeOf(of).status.conditions?.find(({ type }) => type === 'MemoryPressure')
    expect(last?.status).toBe('False')
    expect(of.told('Evicted')).toHaveLength(1)
  })
})

test('podPidsLimit bounds the processes of a Pod together', () => {
  const container =
    'image: "busybox:1.36", command: [sh, -c, "for i in 1 2 3 4 5 6 7 8 9; do sleep 100 & done; sleep 100"]'
  const of = run([pod('p', container)], 'podPidsLimit: 6')
  expect(of.logs().join()).toMatch(/can't fork|Resource temporarily unavailable/)
  expect(run([pod('p', container)], '').logs()).toEqual([])
})

test.each([
  ['', 2],
  ['serializeImagePulls: false', 0],
  ['serializeImagePulls: false, maxParallelImagePulls: 2', 1],
])('{%s}: pulls at once', (kubelet, waits) => {
  const pods = ['a', 'b', 'c'].map((name) => pod(name, `image: "registry.example.com/${name}:1"`))
  const images = ['a', 'b', 'c'].map((name) => `{name: "registry.example.com/${name}:1", pullTime: 5s}`)
  const of = run(pods, kubelet, `images: [${images}]`)
  const longest = Math.max(...of.told('Pulled').map((text) => Number(/\((\d+)\.?\d*s including/.exec(text)?.[1] ?? 0)))
  expect(Math.floor(longest / 5) - 1).toBe(waits)
})

test.each([
  ['', 0],
  ['containerLogMaxSize: 100Ki', 3],
  ['containerLogMaxSize: 100Ki, containerLogMonitorInterval: 1m', 1],
  ['containerLogMaxSize: "-1"', 0],
])('{%s}: a log of 300Ki in a minute is rotated %i times', (kubelet, expected) => {
  const writes = 'i=0; while [ $i -lt 30 ]; do printf %10240s x; echo; sleep 2; i=$((i+1)); done; sleep 1000'
  const of = run([pod('p', `image: "busybox:1.36", command: [sh, -c, '${writes}']`)], kubelet)
  const rotations = of.trace.entries.filter((entry) => entry.kind === 'decision' && entry.decision === 'logRotation')
  expect(rotations).toHaveLength(expected)
})

test('containerLogMaxFiles: so many full logs are kept on the disk', () => {
  const writes = 'while :; do printf %102400s x; echo; sleep 1; done'
  const limits = 'resources: {limits: {ephemeral-storage: 400Ki}}'
  const evicted = (kubelet: string) =>
    run([pod('p', `image: "busybox:1.36", command: [sh, -c, '${writes}'], ${limits}`)], kubelet).told('Evicted').length
  expect(evicted('containerLogMaxSize: 100Ki, containerLogMaxFiles: 2')).toBe(0)
  expect(evicted('containerLogMaxSize: 100Ki, containerLogMaxFiles: 8')).toBe(1)
})
