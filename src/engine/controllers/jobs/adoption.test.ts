import { expect, test } from 'vitest'
import type { Job } from '../../../manifest/object/job.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { Run } from '../../testing/run.ts'

const JOB = `apiVersion: batch/v1
kind: Job
metadata: {name: sum}
spec:
  template:
    spec:
      restartPolicy: Never
      terminationGracePeriodSeconds: 1
      containers: [{name: c, image: 'busybox:1.36', command: [sleep, '600']}]
`

function run(text: string, ...steps: [at: string, run: string][]): Run {
  const spec = JSON.stringify({
    until: '40s',
    imagesPresent: true,
    steps: steps.map(([at, line]) => ({ at, run: line })),
  })
  return new Run(`${text}---\napiVersion: podlapse.dev/v1\nkind: Scenario\nspec: ${spec}\n`)
}

/** The last version of each object of a kind, by name in the order of their creation. */
function last<T>({ trace }: Run, kind: string): Map<string, T> {
  const found = new Map<string, T>()
  for (const entry of trace.entries) {
    if (entry.kind === 'object' && entry.objectKind === kind) found.set(entry.name, entry.object as T)
  }
  return found
}

const pods = (from: Run) => [...last<Pod>(from, 'Pod').values()]
const job = (from: Run) => last<Job>(from, 'Job').get('sum') as Job
const uidLabel = 'batch.kubernetes.io/controller-uid'
const name = pods(run(JOB))[0]?.metadata.name ?? ''
const ofJob = ({ metadata }: Pod) => metadata.ownerReferences?.some(({ controller }) => controller) ?? false

test('JOB-8 a Pod that has lost its label is let go, and another one made', () => {
  const [first, second, ...others] = pods(run(JOB, ['10s', `kubectl label pod ${name} ${uidLabel}-`]))
  expect(others).toEqual([])
  expect(first?.metadata.name).toBe(name)
  expect(first?.metadata).not.toHaveProperty('ownerReferences')
  expect(first?.metadata).not.toHaveProperty('finalizers')
  expect(second && ofJob(second)).toBe(true)
})

test('JOB-8 a Pod that gets its label back is taken back, and one of the two has to go', () => {
  const uid = job(run(JOB)).metadata.uid
  const after = run(
    JOB,
    ['10s', `kubectl label pod ${name} ${uidLabel}-`],
    ['20s', `kubectl label pod ${name} ${uidLabel}=${uid}`],
  )
  expect(after.told('SuccessfulDelete')).toHaveLength(1)
  expect(job(after).status.active).toBe(1)
  const [first] = pods(after)
  expect(first && ofJob(first)).toBe(true)
  expect(first?.metadata.finalizers ?? []).toHaveLength(first?.metadata.deletionTimestamp ? 0 : 1)
})

test('JOB-8 a Pod that has lost its owner is adopted again', () => {
  const patch = `kubectl patch pod ${name} --type=json -p '[{"op":"remove","path":"/metadata/ownerReferences"}]'`
  const after = run(JOB, ['10s', patch])
  const [first, ...others] = pods(after)
  expect(others).toEqual([])
  expect(first && ofJob(first)).toBe(true)
  expect(first?.metadata.finalizers).toEqual(['batch.kubernetes.io/job-tracking'])
  expect(job(after).status.active).toBe(1)
})

test('JOB-8 a Job with a selector of its own adopts what was there before, and no more', () => {
  const pod = (of: string, more = '') => `apiVersion: v1
kind: Pod
metadata: {name: ${of}, labels: {task: sum}${more}}
spec: {restartPolicy: Never, containers: [{name: c, image: 'busybox:1.36', command: [sleep, '600']}]}
---
`
  const manual = JOB.replace(
    'spec:\n',
    'spec:\n  manualSelector: true\n  selector: {matchLabels: {task: sum}}\n',
  ).replace('template:\n', 'template:\n    metadata: {labels: {task: sum}}\n')
  const owner = ', ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: r, uid: u, controller: true}]'
  const after = run(pod('mine') + pod('theirs', owner) + manual)
  const found = last<Pod>(after, 'Pod')
  expect(found.size).toBe(2)
  expect(found.get('mine')?.metadata.ownerReferences?.map(({ kind }) => kind)).toEqual(['Job'])
  expect(found.get('theirs')?.metadata.ownerReferences?.map(({ kind }) => kind)).toEqual(['ReplicaSet'])
  expect(job(after).status.active).toBe(1)
})
