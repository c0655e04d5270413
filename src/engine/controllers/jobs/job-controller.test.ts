import { describe, expect, test } from 'vitest'
import type { Job, JobSpec } from '../../../manifest/object/job.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { PROGRAMS } from '../../../programs/programs.ts'
import { compile } from '../../../scenario/compile.ts'
import { assembleTrace } from '../../../trace/assemble.ts'
import type { Trace } from '../../../trace/trace.ts'
import { simulate } from '../../simulate.ts'

interface Doings {
  readonly beside?: readonly object[]
  readonly steps?: readonly object[]
  readonly until?: string
}

/** A Job whose Pods run a shell script. */
function job(script: string, spec: object = {}, podSpec: object = {}): object {
  const container = { name: 'c', image: 'busybox:1.36', command: ['sh', '-c', script] }
  const template = { spec: { restartPolicy: 'Never', containers: [container], ...podSpec } }
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'sum' }, spec: { template, ...spec } }
}

function traceOf(given: object, { beside = [], steps = [], until = '120s' }: Doings = {}): Trace {
  const scenario = { apiVersion: 'podlapse.dev/v1', kind: 'Scenario', spec: { until, imagesPresent: true, steps } }
  const { scenario: compiled, refusal } = compile(
    [...beside, given, scenario].map((each) => JSON.stringify(each)).join('\n---\n'),
  )
  if (!compiled) throw new Error(refusal)
  return assembleTrace([...simulate(compiled, PROGRAMS)])
}

/** "4 SuccessfulCreate Created pod: P1", at whole seconds; Pods are P1, P2 … in the order of their creation. */
function eventsOf(trace: Trace): string[] {
  const names = podNames(trace)
  return trace.entries.flatMap((entry) => {
    if (entry.kind !== 'event' || entry.regarding.kind !== 'Job') return []
    const message = names.reduce((text, name, index) => text.replaceAll(name, `P${index + 1}`), entry.message)
    return [`${Math.round(entry.at / 1000)} ${entry.reason} ${message}`]
  })
}

function written<T extends KubeObject>(trace: Trace, kind: string): { at: number; change: string; object: T }[] {
  return trace.entries.flatMap((entry) =>
    entry.kind === 'object' && entry.objectKind === kind
      ? [{ at: entry.at, change: entry.change, object: entry.object as T }]
      : [],
  )
}

function podNames(trace: Trace): string[] {
  return [...new Set(written<Pod>(trace, 'Pod').map(({ object }) => object.metadata.name))]
}

function lastJob(trace: Trace): Job {
  return written<Job>(trace, 'Job').at(-1)?.object as Job
}

function conditionsOf(trace: Trace): string[] {
  return (lastJob(trace).status.conditions ?? []).map(({ type, status, reason }) => `${type} ${status} ${reason}`)
}

function lastPods(trace: Trace): Pod[] {
  return podNames(trace).map(
    (name) => written<Pod>(trace, 'Pod').findLast(({ object }) => object.metadata.name === name)?.object as Pod,
  )
}

describe('a Job', () => {
  test('JOB-1 JOB-5 makes no more Pods than successes are missing, and is complete', () => {
    const trace = traceOf(job('sleep 2', { completions: 3, parallelism: 2 }))
    expect(eventsOf(trace)).toEqual([
      '0 SuccessfulCreate Created pod: P1',
      '0 SuccessfulCreate Created pod: P2',
      '5 SuccessfulCreate Created pod: P3',
      '10 Completed Job completed',
    ])
    expect(lastJob(trace).status).toMatchObject({ succeeded: 3, ready: 0, terminating: 0, uncountedTerminatedPods: {} })
    expect(conditionsOf(trace)).toEqual([
      'SuccessCriteriaMet True CompletionsReached',
      'Complete True CompletionsReached',
    ])
  })

  test('JOB-1 JOB-5 without completions replaces nobody after the first success, and ends with the last that runs', () => {
    const trace = traceOf(job('sleep 2', { parallelism: 2 }))
    expect(podNames(trace)).toHaveLength(2)
    expect(lastJob(trace).status.succeeded).toBe(2)
    expect(conditionsOf(trace)).toContain('Complete True CompletionsReached')
  })

  test('JOB-2 waits twice as long after each failure, from the last end', () => {
    const trace = traceOf(job('exit 3', { backoffLimit: 3 }), { until: '5m' })
    expect(eventsOf(trace)).toEqual([
      '0 SuccessfulCreate Created pod: P1',
      '10 SuccessfulCreate Created pod: P2',
      '30 SuccessfulCreate Created pod: P3',
      '70 SuccessfulCreate Created pod: P4',
      expect.stringMatching(/^7\d BackoffLimitExceeded Job has reached the specified backoff limit$/),
    ])
    expect(conditionsOf(trace)).toEqual(['FailureTarget True BackoffLimitExceeded', 'Failed True BackoffLimitExceeded'])
  })

  test('JOB-3 with restartPolicy OnFailure counts restarts, and deletes the Pod', () => {
    const trace = traceOf(job('exit 3', { backoffLimit: 2 }, { restartPolicy: 'OnFailure' }))
    expect(eventsOf(trace).map((each) => each.replace(/^\d+ /, ''))).toEqual([
      'SuccessfulCreate Created pod: P1',
      'SuccessfulDelete Deleted pod: P1',
      'BackoffLimitExceeded Job has reached the specified backoff limit',
    ])
    expect(written<Pod>(trace, 'Pod').at(-1)?.change).toBe('DELETED')
  })

  test('JOB-3 is stopped at its deadline', () => {
    const trace = traceOf(
      job('sleep 600', { activeDeadlineSeconds: 20, parallelism: 2 }, { terminationGracePeriodSeconds: 3 }),
    )
    const [, , ...rest] = eventsOf(trace)
    expect(rest.slice(0, 2)).toEqual(['20 SuccessfulDelete Deleted pod: P1', '20 SuccessfulDelete Deleted pod: P2'])
    expect(rest.at(-1)).toMatch(/^2[45] DeadlineExceeded Job was active longer than specified deadline$/)
    expect(lastJob(trace).status.failed).toBe(2)
  })

  test('JOB-3 fails at once for an exit code that its podFailurePolicy names', () => {
    const rules = [{ action: 'FailJob', onExitCodes: { containerName: 'c', operator: 'In', values: [42] } }]
    const trace = traceOf(job('exit 42', { podFailurePolicy: { rules } }))
    expect(podNames(trace)).toHaveLength(1)
    expect(eventsOf(trace).at(-1)).toMatch(
      /PodFailurePolicy Container c for pod default\/P1 failed with exit code 42 matching FailJob rule at index 0$/,
    )
  })

  test('JOB-3 does not count a failure that its podFailurePolicy ignores', () => {
    const rules = [{ action: 'Ignore', onExitCodes: { operator: 'In', values: [7] } }]
    const trace = traceOf(job('exit 7', { podFailurePolicy: { rules }, backoffLimit: 0 }), { until: '25s' })
    expect(podNames(trace)).toHaveLength(2)
    expect(lastJob(trace).status.failed).toBeUndefined()
  })

  test('JOB-4 holds each Pod by a finalizer until it is counted', () => {
    const trace = traceOf(job('exit 0'))
    const [name = ''] = podNames(trace)
    const finalizers = written<Pod>(trace, 'Pod')
      .filter(({ object }) => object.metadata.name === name)
      .map(({ object }) => object.metadata.finalizers?.length ?? 0)
    expect(finalizers.at(0)).toBe(1)
    expect(finalizers.at(-1)).toBe(0)
    const jobs = written<Job>(trace, 'Job')
    const uncounted = jobs.find(({ object }) => object.status.uncountedTerminatedPods?.succeeded?.length === 1)
    expect(uncounted?.object.status.succeeded).toBeUndefined()
    expect(jobs.at(-1)?.object.status.succeeded).toBe(1)
  })

  test('JOB-5 ends with the indexes that its successPolicy names', () => {
    const spec = {
      completionMode: 'Indexed',
      completions: 3,
      parallelism: 3,
      successPolicy: { rules: [{ succeededIndexes: '0' }] },
    }
    const trace = traceOf(
      job('[ "$JOB_COMPLETION_INDEX" = 0 ] || sleep 600', spec, { terminationGracePeriodSeconds: 1 }),
    )
    expect(conditionsOf(trace)).toEqual(['SuccessCriteriaMet True SuccessPolicy', 'Complete True SuccessPolicy'])
    expect(lastJob(trace).status).toMatchObject({ completedIndexes: '0', succeeded: 1 })
    expect(eventsOf(trace).filter((each) => each.includes('SuccessfulDelete'))).toHaveLength(2)
  })

  test('an Indexed one gives each Pod its index: in its name, its host name, a label and a variable', () => {
    const trace = traceOf(
      job('hostname; echo $JOB_COMPLETION_INDEX', { completionMode: 'Indexed', completions: 2, parallelism: 2 }),
    )
    expect(lastPods(trace).map(({ metadata }) => metadata.name.slice(0, -5))).toEqual(['sum-0-', 'sum-1-'])
    const logs = trace.entries.flatMap((entry) => (entry.kind === 'log' ? [entry.line] : []))
    expect(logs.toSorted()).toEqual(['0', '1', 'sum-0', 'sum-1'])
    expect(lastJob(trace).status.completedIndexes).toBe('0,1')
  })

  test('an Indexed one with a limit per index goes on with the others, and fails in the end', () => {
    const trace = traceOf(
      job('[ "$JOB_COMPLETION_INDEX" != 1 ]', {
        completionMode: 'Indexed',
        completions: 3,
        parallelism: 3,
        backoffLimitPerIndex: 1,
      }),
    )
    expect(podNames(trace)).toHaveLength(4)
    const { annotations } = lastPods(trace).at(-1)?.metadata ?? {}
    expect(annotations).toMatchObject({ 'batch.kubernetes.io/job-index-failure-count': '1' })
    expect(lastJob(trace).status).toMatchObject({
      completedIndexes: '0,2',
      failedIndexes: '1',
      succeeded: 2,
      failed: 2,
    })
    expect(conditionsOf(trace)).toContain('Failed True FailedIndexes')
  })

  test('JOB-6 has no Pods while it is suspended', () => {
    const trace = traceOf(job('sleep 600', { suspend: true }, { terminationGracePeriodSeconds: 1 }), {
      steps: [
        { at: '5s', run: `kubectl patch job sum -p '{"spec":{"suspend":false}}'` },
        { at: '10s', run: `kubectl patch job sum -p '{"spec":{"suspend":true}}'` },
      ],
    })
    expect(eventsOf(trace)).toEqual([
      '0 Suspended Job suspended',
      '5 SuccessfulCreate Created pod: P1',
      '5 Resumed Job resumed',
      '10 SuccessfulDelete Deleted pod: P1',
      '10 Suspended Job suspended',
    ])
    expect(lastJob(trace).status.startTime).toBeUndefined()
    expect(lastJob(trace).status.failed).toBeUndefined()
  })

  test('JOB-7 GC-2 goes with its Pods when its time is over', () => {
    const trace = traceOf(job('exit 0', { ttlSecondsAfterFinished: 8 }))
    const gone = [...written(trace, 'Pod'), ...written(trace, 'Job')].filter(({ change }) => change === 'DELETED')
    expect(gone.map(({ object }) => object.kind)).toEqual(['Pod', 'Job'])
    const done = written<Job>(trace, 'Job').find(({ object }) => object.status?.completionTime)?.at ?? 0
    // Kubernetes writes the end in whole seconds.
    expect(gone.map(({ at }) => Math.floor(at / 1000))).toEqual([8, 8].map((ttl) => Math.floor(done / 1000) + ttl))
  })

  test('GC-2 takes its Pods along when it is deleted, with their grace', () => {
    const trace = traceOf(job('sleep 600', {}, { terminationGracePeriodSeconds: 4 }), {
      steps: [{ at: '10s', run: 'kubectl delete job sum' }],
    })
    const said = trace.entries.flatMap((entry) => (entry.kind === 'stepOutput' ? [entry.text] : []))
    expect(said).toEqual(['job.batch "sum" deleted from default namespace'])
    const pods = written<Pod>(trace, 'Pod')
    const marked = pods.find(({ object }) => object.metadata.deletionTimestamp !== undefined)
    expect(marked?.object.metadata.deletionGracePeriodSeconds).toBe(4)
    expect(Math.floor((marked?.at ?? 0) / 1000)).toBe(10)
    expect(pods.at(-1)?.change).toBe('DELETED')
    expect(podNames(trace)).toHaveLength(1)
  })

  test.each<[string, readonly string[]]>([
    ['background', ['Job', 'Pod']],
    ['foreground', ['Pod', 'Job']],
    ['orphan', ['Job']],
  ])('GC-2 --cascade=%s', (cascade, gone) => {
    const trace = traceOf(job('sleep 600', {}, { terminationGracePeriodSeconds: 4 }), {
      steps: [{ at: '10s', run: `kubectl delete job sum --cascade=${cascade}` }],
      until: '40s',
    })
    const deleted = trace.entries.flatMap((entry) =>
      entry.kind === 'object' && entry.change === 'DELETED' ? [entry.objectKind] : [],
    )
    expect(deleted).toEqual(gone)
    const pod = written<Pod>(trace, 'Pod').at(-1)?.object
    if (cascade === 'orphan') expect(pod?.metadata).not.toHaveProperty('ownerReferences')
    // Nobody counts the Pod any more.
    expect(pod?.metadata).not.toHaveProperty('finalizers')
  })

  test('JOB-1 makes another Pod for one that is deleted, at once or when it has ended', () => {
    const madeAt = (podReplacementPolicy: JobSpec['podReplacementPolicy']) => {
      const spec = { podReplacementPolicy }
      const given = job('sleep 600', spec, { terminationGracePeriodSeconds: 20 })
      const [first = ''] = podNames(traceOf(given, { until: '5s' }))
      const trace = traceOf(given, { steps: [{ at: '10s', run: `kubectl delete pod ${first}` }] })
      return Number(eventsOf(trace)[1]?.split(' ')[0])
    }
    expect(madeAt('TerminatingOrFailed')).toBeLessThan(25)
    expect(madeAt('Failed')).toBeGreaterThanOrEqual(30)
  })

  test('says what the API server refuses, and tries again later', () => {
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'q' },
      spec: { hard: { pods: '1' } },
    }
    const trace = traceOf(job('sleep 5', { completions: 2, parallelism: 2 }), { beside: [quota] })
    const [first, second] = eventsOf(trace)
    expect(first).toBe('0 SuccessfulCreate Created pod: P1')
    expect(second).toMatch(
      /^0 FailedCreate Error creating: pods "sum-\w{5}" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1$/,
    )
    expect(lastJob(trace).status.succeeded).toBe(2)
  })

  test('the same text gives the same names', () => {
    const given = job('exit 1', { backoffLimit: 1 })
    expect(podNames(traceOf(given))).toEqual(podNames(traceOf(given)))
  })
})

describe('the fields of a Job', () => {
  test.each<[string, object, object, string]>([
    [
      'Indexed needs completions',
      { completionMode: 'Indexed', parallelism: 2 },
      {},
      'spec.completions: Required value',
    ],
    ['a limit per index needs indexes', { backoffLimitPerIndex: 1 }, {}, 'spec.backoffLimitPerIndex: Invalid value'],
    ['a selector of its own has to be there', { manualSelector: true }, {}, 'spec.selector: Required value'],
    [
      'a selector of its own selects its Pods',
      { manualSelector: true, selector: { matchLabels: { a: 'b' } } },
      {},
      'spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`',
    ],
    ['numbers are not negative', { parallelism: -1 }, {}, 'spec.parallelism: Invalid value: -1'],
    [
      'a podFailurePolicy needs Pods that are never restarted',
      { podFailurePolicy: { rules: [] } },
      { restartPolicy: 'OnFailure' },
      'only "Never" is supported when podFailurePolicy is specified',
    ],
  ])('%s', (_rule, spec, podSpec, message) => {
    expect(() => traceOf(job('exit 0', spec, podSpec))).toThrow(message)
  })
})
