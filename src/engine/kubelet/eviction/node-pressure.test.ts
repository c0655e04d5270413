import { describe, expect, test } from 'vitest'
import type { Node } from '../../../manifest/object/node.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { PROGRAMS } from '../../../programs/programs.ts'
import { compile } from '../../../scenario/compile.ts'
import { assembleTrace } from '../../../trace/assemble.ts'
import type { Trace } from '../../../trace/trace.ts'
import { simulate } from '../../simulate.ts'

/** A Pod that takes so much memory, Mi, from its first second on. */
function pod(name: string, mi: number, more = ''): string {
  const args = `[leak, --from, ${mi}Mi, --to, ${mi}Mi, --over, "1"]`
  return `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, spec: {${more} containers: [{name: c, image: podlapse/app:1, args: ${args}}]}}`
}

function traceOf(documents: readonly string[], steps: readonly string[], until = '60s', cgroup = 'v2'): Trace {
  const lines = steps.map((step) => `    - ${step}\n`).join('')
  const node = `{name: node-1, memory: 1Gi, resources: {ephemeral-storage: 200Mi}, cgroup: ${cgroup}}`
  const scenario = `apiVersion: podlapse.dev/v1\nkind: Scenario\nspec:\n  until: ${until}\n  nodes: [${node}]\n  steps:\n${lines}`
  const { scenario: compiled, refusal, problems } = compile([...documents, scenario].join('\n---\n'))
  if (!compiled) throw new Error(refusal ?? JSON.stringify(problems))
  return assembleTrace(simulate(compiled, PROGRAMS))
}

function told(trace: Trace, ...reasons: readonly string[]): [number, string, string][] {
  return trace.entries.flatMap((entry) =>
    entry.kind === 'event' && reasons.includes(entry.reason)
      ? [[entry.at, entry.regarding.name, entry.message] as [number, string, string]]
      : [],
  )
}

function objectAt<T>(trace: Trace, key: string, at = Number.POSITIVE_INFINITY): T | undefined {
  return trace.objects.get(key)?.findLast((version) => version.at <= at)?.object as T | undefined
}

function podOf(trace: Trace, name: string): Pod | undefined {
  const entry = [...trace.objects].find(([key]) => key.startsWith('Pod/') && key.includes(`/${name}`))
  return entry?.[1].at(-1)?.object as Pod | undefined
}

function pressures(trace: Trace, at: number): string[] {
  const node = objectAt<Node>(trace, 'Node//node-1', at)
  return (node?.status.conditions ?? []).flatMap(({ type, status }) =>
    status === 'True' && type !== 'Ready' ? [type] : [],
  )
}

const PRESS = '{at: 10s, node: node-1, do: memoryPressure}'

describe('node pressure', () => {
  test('[EVICT-2] one Pod after the other goes, until there is enough', () => {
    const trace = traceOf([pod('a', 30), pod('b', 40), pod('c', 20)], [PRESS])
    expect(told(trace, 'Evicted').map(([, name, message]) => [name, message])).toEqual([
      [
        'b',
        'The node was low on resource: memory. Threshold quantity: 100Mi, available: 50Mi. Container c was using 40Mi, request is 0, has larger consumption of memory. ',
      ],
      [
        'a',
        'The node was low on resource: memory. Threshold quantity: 100Mi, available: 90Mi. Container c was using 30Mi, request is 0, has larger consumption of memory. ',
      ],
    ])
  })

  test('[EVICT-2] the Pod has failed, and its condition says by whom', () => {
    const trace = traceOf([pod('a', 60)], [PRESS])
    const { phase, reason, message, conditions } = podOf(trace, 'a')?.status ?? {}
    expect([phase, reason]).toEqual(['Failed', 'Evicted'])
    expect(conditions?.[0]).toMatchObject({ type: 'DisruptionTarget', reason: 'TerminationByKubelet', message })
  })

  test('[EVICT-2] the node says so at the next report, and is tainted', () => {
    const trace = traceOf([pod('a', 60)], [PRESS])
    expect(pressures(trace, 14_700)).toEqual([])
    expect(pressures(trace, 15_150)).toEqual(['MemoryPressure'])
    expect(objectAt<Node>(trace, 'Node//node-1')?.spec.taints?.map(({ key }) => key)).toEqual([
      'node.kubernetes.io/memory-pressure',
    ])
  })

  test('[EVICT-2] nothing is looked at before anything is short', () => {
    const trace = traceOf([pod('a', 60)], [])
    expect(told(trace, 'EvictionThresholdMet')).toEqual([])
  })

  test('[EVICT-4] pressure that has gone is told five minutes later', () => {
    const trace = traceOf([], [PRESS, '{at: 62s, node: node-1, do: relieve}'], '8m')
    // Seen at 14.7 s and every ten seconds from then on, the last time at 54.7 s.
    expect(told(trace, 'EvictionThresholdMet').map(([at]) => at)).toEqual([14_700, 24_700, 34_700, 44_700, 54_700])
    expect(told(trace, 'NodeHasInsufficientMemory', 'NodeHasSufficientMemory').map(([at]) => at)).toEqual([
      15_150, 355_150,
    ])
  })

  test('[EVICT-5] a critical Pod stays whatever it takes', () => {
    const critical = pod('critical', 300, 'priorityClassName: system-node-critical,')
    const trace = traceOf(
      [critical.replace('{name: critical}', '{name: critical, namespace: kube-system}'), pod('a', 1)],
      [PRESS],
    )
    expect(told(trace, 'Evicted').map(([, name]) => name)).toEqual(['a'])
    expect(podOf(trace, 'critical')?.status.phase).toBe('Running')
  })

  test.each([
    ['memoryPressure', '', 'The node had condition: [MemoryPressure]. '],
    ['memoryPressure', 'tolerations: [{key: node.kubernetes.io/memory-pressure, operator: Exists}],', undefined],
    [
      'diskPressure',
      'tolerations: [{key: node.kubernetes.io/disk-pressure, operator: Exists}],',
      'The node had condition: [DiskPressure]. ',
    ],
    ['pidPressure', '', 'The node had condition: [PIDPressure]. '],
  ])('[ADMIT-2] under %s a Pod of no requests that comes by its nodeName with {%s}', (doing, more, message) => {
    const late = pod('late', 1, `nodeName: node-1, ${more}`)
    const steps = [
      `{at: 10s, node: node-1, do: ${doing}}`,
      '{at: 18s, node: node-1, do: relieve}',
      `{at: 20s, apply: ${late}}`,
    ]
    const trace = traceOf([], steps)
    expect(told(trace, 'Evicted').map(([, , said]) => said)).toEqual(message === undefined ? [] : [message])
    expect(podOf(trace, 'late')?.status.phase).toBe(message === undefined ? 'Running' : 'Failed')
  })

  test('[EVICT-2] what is written to the disk is given back with the Pod', () => {
    const writer =
      '{apiVersion: v1, kind: Pod, metadata: {name: writer}, spec: {volumes: [{name: v, emptyDir: {}}], containers: [{name: c, image: busybox, command: [sh, -c, "dd if=/dev/zero of=/v/f bs=1M count=60; sleep 600"], volumeMounts: [{name: v, mountPath: /v}]}]}}'
    const trace = traceOf([writer, pod('other', 1)], ['{at: 10s, node: node-1, do: diskPressure}'])
    expect(told(trace, 'Evicted').map(([, name]) => name)).toEqual(['writer'])
  })

  test('[EVICT-2] a disk that Pods fill', () => {
    const writer =
      '{apiVersion: v1, kind: Pod, metadata: {name: writer}, spec: {containers: [{name: c, image: busybox, command: [sh, -c, "sleep 5; dd if=/dev/zero of=/f bs=1M count=176; sleep 600"]}]}}'
    const trace = traceOf([writer], [])
    expect(told(trace, 'Evicted').map(([, , message]) => message)).toEqual([
      // The log of two lines takes a block, the empty layer nine.
      'The node was low on resource: ephemeral-storage. Threshold quantity: 31457281, available: 24572Ki. Container c was using 180264Ki, request is 0, has larger consumption of ephemeral-storage. ',
    ])
  })

  test('[EVICT-2] a kubelet that starts finds the pressure that is there', () => {
    const trace = traceOf(
      [pod('a', 60)],
      ['{at: 5s, node: node-1, do: stopKubelet}', PRESS, '{at: 30s, node: node-1, do: startKubelet}'],
    )
    expect(told(trace, 'Evicted').map(([at, name]) => [at, name])).toEqual([[34_700, 'a']])
  })
})

describe('[OOM-3] a node without any memory left', () => {
  const fast = pod('fast', 0).replace('--from, 0Mi, --to, 0Mi', '--from, 10Mi, --to, 2000Mi')
  const guaranteed = pod('quiet', 300).replace('}]}}', ', resources: {limits: {cpu: 100m, memory: 400Mi}}}]}}')

  test.each([
    ['v2', 'OOMKilled'],
    ['v1', 'Error'],
  ])('loses the process with the worst score, with cgroup %s', (cgroup, reason) => {
    const trace = traceOf([guaranteed, fast], [], '4s', cgroup)
    expect(told(trace, 'SystemOOM')[0]).toEqual([
      expect.any(Number),
      'node-1',
      'System OOM encountered, victim process: podlapse, pid: 1',
    ])
    const { state, lastState } = podOf(trace, 'fast')?.status.containerStatuses?.[0] ?? {}
    expect((state?.terminated ?? lastState?.terminated)?.reason).toBe(reason)
    expect(podOf(trace, 'quiet')?.status.containerStatuses?.[0]?.restartCount).toBe(0)
  })

  test('loses what is outside of Pods before a Pod that has what it asked for', () => {
    const late = guaranteed.replace('--from, 300Mi', '--from, 1Mi').replace('--over, "1"', '--over, "13"')
    const trace = traceOf([late], ['{at: 5s, node: node-1, do: memoryPressure}'], '14500ms')
    expect(told(trace, 'SystemOOM').map(([, , message]) => message)).toEqual([
      'System OOM encountered, victim process: outside, pid: 4242',
    ])
    expect(podOf(trace, 'quiet')?.status.phase).toBe('Running')
  })
})
