import { describe, expect, test } from 'vitest'
import type { Pod } from '../../manifest/pod/pod.ts'
import { PROGRAMS } from '../../programs/programs.ts'
import { compile } from '../../scenario/compile.ts'
import { assembleTrace } from '../../trace/assemble.ts'
import { schedulingDecisionOf } from '../../trace/scheduling.ts'
import type { Trace } from '../../trace/trace.ts'
import { simulate } from '../simulate.ts'

function run(objects: readonly string[], scenario: string, until = '120s'): Trace {
  const text = [...objects, `apiVersion: podlapse.dev/v1\nkind: Scenario\nspec: {until: ${until}, ${scenario}}`].join(
    '\n---\n',
  )
  const { scenario: compiled, refusal, problems } = compile(text)
  if (!compiled) throw new Error(refusal ?? JSON.stringify(problems))
  return assembleTrace(simulate(compiled, PROGRAMS))
}

const pod = (name: string, spec = '', cpu = '100m', metadata = '') => `apiVersion: v1
kind: Pod
metadata: {name: ${name}${metadata === '' ? '' : `, ${metadata}`}}
spec:
  containers: [{name: c, image: podlapse/app:1, args: [run], resources: {requests: {cpu: ${cpu}}}}]
  ${spec}`

const events = (trace: Trace, reason: string): string[] =>
  trace.events
    .filter((event) => event.reason === reason)
    .map(({ at, message }) => `${Math.floor(at / 1000)} ${message}`)
const versions = (trace: Trace, name: string): Pod[] =>
  (trace.objects.get(`Pod/default/${name}`) ?? []).map(({ object }) => object as Pod)
const assigned = (name: string, node: string) => `Successfully assigned default/${name} to ${node}`

const ONE_NODE = 'nodes: [{name: solo, cpu: "2"}]'
const PVC = `{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 1Gi}}}}`
const classOf = (mode: string) =>
  `{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: fast}, provisioner: ebs.csi.aws.com, volumeBindingMode: ${mode}}`

describe('a Pod that fits nowhere is tried again', () => {
  test.each<[string, readonly string[], string, number]>([
    [
      'when a node gets the label',
      [pod('p', 'nodeSelector: {disk: ssd}')],
      `${ONE_NODE}, steps: [{at: 20s, run: kubectl label node solo disk=ssd}]`,
      20,
    ],
    [
      'when the taint goes',
      [pod('p')],
      'nodes: [{name: solo, taints: [{key: k, effect: NoSchedule}]}], steps: [{at: 20s, run: kubectl taint node solo k-}]',
      20,
    ],
    [
      'when the node is uncordoned',
      [pod('p')],
      'nodes: [{name: solo, unschedulable: true}], steps: [{at: 20s, run: kubectl uncordon solo}]',
      20,
    ],
    [
      'when a node joins',
      [pod('p', '', '3')],
      `${ONE_NODE}, steps: [{at: 20s, apply: {apiVersion: v1, kind: Node, metadata: {name: big}, status: {capacity: {cpu: "8"}}}}]`,
      20,
    ],
    [
      'when the Pod that it wants to be near is there',
      [
        pod(
          'p',
          'affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: db}}}]}}',
        ),
      ],
      `${ONE_NODE}, steps: [{at: 20s, run: kubectl run db --image=podlapse/app:1 --labels=app=db}]`,
      20,
    ],
    [
      'when its last gate is gone',
      [pod('p', 'schedulingGates: [{name: example.com/wait}]')],
      `${ONE_NODE}, steps: [{at: 20s, run: "kubectl patch pod p --type=merge -p '{\\"spec\\":{\\"schedulingGates\\":null}}'"}]`,
      20,
    ],
    [
      'when its claim is there and bound',
      [pod('p', 'volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]'), classOf('Immediate')],
      `${ONE_NODE}, steps: [{at: 20s, apply: ${PVC}}], assumptions: {provisionTime: 3s}`,
      23,
    ],
  ])('[SCHED-4] %s', (_situation, objects, scenario, second) => {
    const trace = run(objects, scenario)
    const scheduled = events(trace, 'Scheduled').filter((text) => text.includes('default/p '))
    expect(scheduled).toHaveLength(1)
    expect(scheduled[0]).toMatch(new RegExp(`^${second} `))
  })

  test('[SCHED-4] and again after five minutes in which nothing happened', () => {
    const trace = run([pod('p', 'nodeSelector: {disk: ssd}')], ONE_NODE, '700s')
    expect(events(trace, 'FailedScheduling').map((text) => text.split(' ')[0])).toEqual(['0', '330', '660'])
  })
})

describe('the scheduler', () => {
  test('[SCHED-3] spreads Pods over nodes with as much room', () => {
    const trace = run([pod('a'), pod('b'), pod('c')], 'nodes: [{name: n1}, {name: n2}, {name: n3}]')
    expect(events(trace, 'Scheduled').map((text) => text.slice(2))).toEqual([
      assigned('a', 'n1'),
      assigned('b', 'n2'),
      assigned('c', 'n3'),
    ])
  })

  test('[SCHED-3] goes by preference where there is one', () => {
    const preference = `affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 10, preference: {matchExpressions: [{key: disk, operator: In, values: [ssd]}]}}]}}`
    const trace = run([pod('p', preference)], 'nodes: [{name: n1}, {name: n2, labels: {disk: ssd}}]')
    const decision = trace.entries.map(schedulingDecisionOf).find((each) => each !== undefined)
    expect(decision).toMatchObject({ kind: 'bind', node: 'n2', feasible: 2, rejected: [] })
    expect(decision?.kind === 'bind' && decision.scores.map(({ node, by }) => [node, by.NodeAffinity])).toEqual([
      ['n2', 200],
      ['n1', 0],
    ])
  })

  test('[SCHED-2] tells of each node who rejected it, the same together', () => {
    const trace = run(
      [pod('p', 'nodeSelector: {disk: ssd}', '3')],
      'nodes: [{name: a}, {name: b}, {name: c, cpu: "2", labels: {disk: ssd}}, {name: d, taints: [{key: k, effect: NoSchedule}]}]',
    )
    expect(trace.entries.map(schedulingDecisionOf).find((each) => each !== undefined)).toMatchObject({
      kind: 'unschedulable',
      nodeCount: 4,
      rejected: [
        { plugin: 'NodeAffinity', count: 2, nodes: ['a', 'b'], unresolvable: true },
        { plugin: 'NodeResourcesFit', reasons: ['Insufficient cpu'], nodes: ['c'] },
        { plugin: 'TaintToleration', nodes: ['d'] },
      ],
      preemption: { kind: 'none', rejected: [{ count: 4 }] },
    })
  })

  test('leaves a Pod to the scheduler that it names', () => {
    const trace = run([pod('p', 'schedulerName: mine')], ONE_NODE)
    expect(trace.events).toEqual([])
    expect(versions(trace, 'p')).toHaveLength(1)
  })

  test('has no place for a Pod without nodes', () => {
    const trace = run([pod('p')], 'nodes: []')
    expect(events(trace, 'FailedScheduling')).toEqual(['0 no nodes available to schedule pods'])
  })

  test('names the node for a claim that waits for it, and binds the Pod when the claim is bound', () => {
    const volumes = 'volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]'
    const trace = run(
      [classOf('WaitForFirstConsumer'), PVC, pod('p', volumes)],
      `${ONE_NODE}, assumptions: {provisionTime: 5s}`,
    )
    expect(events(trace, 'Scheduled')).toEqual([`5 ${assigned('p', 'solo')}`])
    const claims = trace.objects.get('PersistentVolumeClaim/default/data') ?? []
    expect(claims.at(-1)?.object.metadata.annotations).toMatchObject({ 'volume.kubernetes.io/selected-node': 'solo' })
  })
})

describe('preemption', () => {
  const classes = `{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: high}, value: 1000}`
  const trace = run(
    [classes, pod('low', '', '1500m')],
    `${ONE_NODE}, steps: [{at: 20s, apply: ${JSON.stringify(`${pod('urgent', 'priorityClassName: high', '1500m')}`)}}]`,
  )

  test('[PREEMPT-1] the Pod is promised the node, and told why it has to wait', () => {
    expect(events(trace, 'FailedScheduling')).toEqual(['20 0/1 nodes are available: 1 Insufficient cpu.'])
    expect(versions(trace, 'urgent').map(({ status }) => status.nominatedNodeName)).toContain('solo')
    expect(trace.entries.map(schedulingDecisionOf)).toContainEqual(
      expect.objectContaining({
        preemption: {
          kind: 'nominated',
          node: 'solo',
          victims: [expect.objectContaining({ name: 'low' })],
          violations: 0,
        },
      }),
    )
  })

  test('[PREEMPT-2] the victim is told, and ends as with any deletion', () => {
    const uid = versions(trace, 'urgent')[0]?.metadata.uid
    expect(events(trace, 'Preempted')).toEqual([`20 Preempted by pod ${uid} on node solo`])
    const last = versions(trace, 'low').at(-1)
    expect(last?.status.conditions).toContainEqual(
      expect.objectContaining({ type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler' }),
    )
    expect(last?.metadata.deletionGracePeriodSeconds).toBe(0)
    expect(versions(trace, 'low').map(({ metadata }) => metadata.deletionGracePeriodSeconds)).toContain(30)
  })

  test('[PREEMPT-1] then it is bound, and the promise is gone', () => {
    expect(events(trace, 'Scheduled').at(-1)).toMatch(/default\/urgent to solo$/)
    expect(versions(trace, 'urgent').at(-1)?.status.nominatedNodeName).toBeUndefined()
  })
})
