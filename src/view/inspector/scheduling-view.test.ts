import { describe, expect, test } from 'vitest'
import type { Trace } from '../../trace/trace.ts'
import { runText } from '../explain/testing/run-text.ts'
import { historiesOf } from '../history/histories.ts'
import { type SchedulingView, schedulingViewAt } from './scheduling-view.ts'

const pod = (name: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  containers: [{name: app, image: podlapse/app:1, args: [run]${name === 'big' ? ', resources: {requests: {cpu: 1500m}}' : ''}}]
${spec}
`

const run = (objects: string, spec: string) =>
  runText(`${objects}---
apiVersion: podlapse.dev/v1
kind: Scenario
spec:
  until: 30s
${spec}
`)

const nodes = (...names: string[]) => `  nodes: [${names.map((name) => `{name: ${name}}`).join(', ')}]\n`

function viewOf(trace: Trace, name: string, at: number): SchedulingView | undefined {
  const history = historiesOf(trace).find((each) => each.ref.name === name)
  if (!history) throw new Error(`no Pod ${name}`)
  return schedulingViewAt(trace, history.ref.uid, at)
}

describe('a Pod that asks for a label that no node has', () => {
  const trace = run(
    pod('archive', '  nodeSelector: {disk: ssd}'),
    `${nodes('attic', 'cellar')}  steps: [{at: 10s, run: kubectl label node cellar disk=ssd}]`,
  )

  test('is told what each node said, what preemption would help, and when it is tried again', () => {
    expect(viewOf(trace, 'archive', 5_000)).toMatchObject({
      kind: 'pending',
      attempts: 1,
      nodeCount: 2,
      rows: [
        {
          plugin: 'NodeAffinity',
          reasons: ["node(s) didn't match Pod's node affinity/selector"],
          nodes: ['attic', 'cellar'],
          more: 0,
        },
      ],
      preemption: { kind: 'none', reasons: [{ text: 'Preemption is not helpful for scheduling', count: 2 }] },
      next: { fits: true },
    })
    const { next } = viewOf(trace, 'archive', 5_000) as SchedulingView & { kind: 'pending' }
    expect((next as { at: number }).at).toBeGreaterThanOrEqual(10_000)
  })

  test('is scheduled from the moment on at which it is bound', () => {
    const view = viewOf(trace, 'archive', 20_000)
    expect(view).toMatchObject({ kind: 'scheduled', node: 'cellar', attempts: 2, asked: 2, feasible: 1, scores: [] })
    expect(view).toMatchObject({ rows: [{ plugin: 'NodeAffinity', nodes: ['attic'] }] })
  })

  test('has not been tried in its first milliseconds, and does not exist before them', () => {
    expect(viewOf(trace, 'archive', 0)).toEqual({ kind: 'notTried' })
    expect(viewOf(trace, 'archive', -1)).toBeUndefined()
  })
})

test('nobody is asked again where nothing happens', () => {
  const trace = run(pod('archive', '  nodeSelector: {disk: ssd}'), nodes('attic'))
  expect(viewOf(trace, 'archive', 5_000)).toMatchObject({ kind: 'pending', next: 'never' })
})

test('of many nodes with one reason a few are named, and the others counted', () => {
  const names = Array.from({ length: 30 }, (_, index) => `n${index}`)
  const trace = run(pod('archive', '  nodeSelector: {disk: ssd}'), nodes(...names))
  const { rows } = viewOf(trace, 'archive', 5_000) as SchedulingView & { kind: 'pending' }
  expect(rows.map(({ nodes: named, more }) => [named.length, more])).toEqual([[6, 24]])
})

test('whose place somebody has to give up, and where', () => {
  const priority = (name: string, value: number) =>
    `apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: ${name}}\nvalue: ${value}\n---\n`
  const trace = run(
    `${priority('high', 1000)}${pod('big')}`,
    `  nodes: [{name: only, cpu: "2"}]
  steps:
  - at: 10s
    apply:
      apiVersion: v1
      kind: Pod
      metadata: {name: siren}
      spec:
        priorityClassName: high
        containers: [{name: app, image: podlapse/app:1, args: [run], resources: {requests: {cpu: "1"}}}]`,
  )
  expect(viewOf(trace, 'siren', 10_020)).toMatchObject({
    kind: 'pending',
    rows: [{ plugin: 'NodeResourcesFit', reasons: ['Insufficient cpu'], nodes: ['only'] }],
    preemption: { kind: 'promised', node: 'only', victims: [{ name: 'big' }], violations: 0 },
    next: { fits: true },
  })
})

test('the best nodes come with what made the difference, and with nothing else', () => {
  const trace = run(pod('big'), '  nodes: [{name: small, cpu: "2"}, {name: large, cpu: "8"}]')
  const view = viewOf(trace, 'big', 5_000) as SchedulingView & { kind: 'scheduled' }
  expect(view).toMatchObject({ node: 'large', feasible: 2, rows: [] })
  expect(view.scores.map(({ node }) => node)).toEqual(['large', 'small'])
  const [best, second] = view.scores
  expect(best!.total).toBeGreaterThan(second!.total)
  expect(best!.by.map(([plugin]) => plugin)).toContain('NodeResourcesFit')
  for (const [index, [, score]] of best!.by.entries()) expect(second!.by[index]![1]).not.toBe(score)
})

test.each([
  [
    'gates hold it back',
    '  schedulingGates: [{name: example.com/wait}]',
    { kind: 'gated', gates: ['example.com/wait'] },
  ],
  ['it asks for another scheduler', '  schedulerName: other', { kind: 'otherScheduler', scheduler: 'other' }],
  ['its node is in its manifest', '  nodeName: attic', undefined],
] as const)('a Pod that is never tried: %s', (_, spec, view) => {
  expect(viewOf(run(pod('archive', spec), nodes('attic')), 'archive', 5_000)).toEqual(view)
})

test('a Pod with a node that waits for its claim', () => {
  const trace = run(
    `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: late}
provisioner: ebs.csi.aws.com
volumeBindingMode: WaitForFirstConsumer
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {storageClassName: late, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
${pod('archive', '  volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]')}`,
    nodes('attic'),
  )
  expect(viewOf(trace, 'archive', 11)).toEqual({ kind: 'binding', node: 'attic', claims: ['data'] })
  expect(viewOf(trace, 'archive', 20_000)).toMatchObject({ kind: 'scheduled', node: 'attic' })
})
