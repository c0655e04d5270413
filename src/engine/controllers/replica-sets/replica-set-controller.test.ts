import { describe, expect, test } from 'vitest'
import type { ReplicaSetStatus } from '../../../manifest/object/replica-set.ts'
import { PROGRAMS } from '../../../programs/programs.ts'
import { compile } from '../../../scenario/compile.ts'
import { assembleTrace } from '../../../trace/assemble.ts'
import type { Trace } from '../../../trace/trace.ts'
import { simulate } from '../../simulate.ts'

const CONTAINER = { name: 'c', image: 'nginx:1.27' }

function replicaSet(spec: object = {}, podSpec: object = {}): object {
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [CONTAINER], ...podSpec } }
  const selector = { matchLabels: { app: 'web' } }
  return { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'web' }, spec: { selector, template, ...spec } }
}

function barePod(name: string, labels: object = { app: 'web' }): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, labels }, spec: { containers: [CONTAINER] } }
}

function traceOf(objects: readonly object[], steps: readonly object[] = [], until = '60s'): Trace {
  const scenario = { apiVersion: 'podlapse.dev/v1', kind: 'Scenario', spec: { until, imagesPresent: true, steps } }
  const { scenario: compiled, refusal } = compile(
    [...objects, scenario].map((each) => JSON.stringify(each)).join('\n---\n'),
  )
  if (!compiled) throw new Error(refusal)
  return assembleTrace([...simulate(compiled, PROGRAMS)])
}

/** "20 SuccessfulDelete Deleted pod: P2": Pods are P1, P2 … in the order of their creation. */
function eventsOf(trace: Trace): string[] {
  const names = [...new Set(writesOf(trace, 'Pod').map(({ name }) => name))]
  return trace.entries.flatMap((entry) => {
    if (entry.kind !== 'event' || entry.regarding.kind === 'Pod') return []
    const message = names.reduce((text, name, index) => text.replaceAll(name, `P${index + 1}`), entry.message)
    return [`${Math.floor(entry.at / 1000)} ${entry.reason} ${message}`]
  })
}

function writesOf(trace: Trace, kind: string) {
  return trace.entries.flatMap((entry) => (entry.kind === 'object' && entry.objectKind === kind ? [entry] : []))
}

function lastStatus(trace: Trace, kind = 'ReplicaSet'): ReplicaSetStatus {
  return writesOf(trace, kind).at(-1)?.object.status as ReplicaSetStatus
}

function podsLeft(trace: Trace): number {
  const writes = writesOf(trace, 'Pod')
  return new Set(writes.map(({ name }) => name)).size - writes.filter(({ change }) => change === 'DELETED').length
}

describe('a ReplicaSet', () => {
  test('RS-1 RS-4 makes its Pods and counts them', () => {
    const trace = traceOf([replicaSet({ replicas: 3 })])
    expect(eventsOf(trace)).toEqual([1, 2, 3].map((number) => `0 SuccessfulCreate Created pod: P${number}`))
    expect(lastStatus(trace)).toEqual({
      replicas: 3,
      fullyLabeledReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      terminatingReplicas: 0,
      observedGeneration: 1,
    })
  })

  test('RS-1 replaces a Pod as soon as it is being deleted', () => {
    const steps = [{ at: '20s', run: 'kubectl delete pod -l app=web --wait=false' }]
    const trace = traceOf([replicaSet()], steps)
    expect(eventsOf(trace)).toEqual(['0 SuccessfulCreate Created pod: P1', '20 SuccessfulCreate Created pod: P2'])
    expect(podsLeft(trace)).toBe(1)
  })

  test('RS-2 deletes what is too much, and tells so', () => {
    const trace = traceOf([replicaSet({ replicas: 2 })], [{ at: '20s', run: 'kubectl scale rs/web --replicas=0' }])
    expect(eventsOf(trace).slice(2).toSorted()).toEqual([
      '20 SuccessfulDelete Deleted pod: P1',
      '20 SuccessfulDelete Deleted pod: P2',
    ])
    expect(lastStatus(trace)).toEqual({ replicas: 0, terminatingReplicas: 0, observedGeneration: 2 })
  })

  test('RS-3 adopts the Pods that are there, and makes what is lacking', () => {
    const trace = traceOf([barePod('bare'), replicaSet({ replicas: 2 })])
    expect(eventsOf(trace)).toEqual(['0 SuccessfulCreate Created pod: P2'])
  })

  test('RS-3 deletes what it has adopted too much', () => {
    const trace = traceOf([barePod('a'), barePod('b'), replicaSet({ replicas: 1 })])
    expect(eventsOf(trace).map((event) => event.replace(/P\d/, 'P'))).toEqual(['0 SuccessfulDelete Deleted pod: P'])
    expect(podsLeft(trace)).toBe(1)
  })

  test('RS-3 lets go a Pod whose label is changed, and makes another', () => {
    const steps = [{ at: '20s', run: 'kubectl label pod -l app=web app=away --overwrite' }]
    const trace = traceOf([replicaSet()], steps)
    expect(eventsOf(trace)).toEqual(['0 SuccessfulCreate Created pod: P1', '20 SuccessfulCreate Created pod: P2'])
    const released = writesOf(trace, 'Pod').findLast(({ object }) => object.metadata.labels?.app === 'away')
    expect(released?.object.metadata.ownerReferences).toBeUndefined()
    expect(podsLeft(trace)).toBe(2)
  })

  test('RS-4 counts a Pod as available after minReadySeconds', () => {
    const trace = traceOf([replicaSet({ minReadySeconds: 10 })])
    const at = (field: keyof ReplicaSetStatus) =>
      writesOf(trace, 'ReplicaSet').find(({ object }) => (object.status as ReplicaSetStatus)[field] === 1)?.at ?? 0
    expect(at('readyReplicas')).toBeLessThan(1000)
    expect(at('availableReplicas')).toBe(10_000)
  })

  test('says why Pods cannot be made, and tries again later and later', () => {
    const trace = traceOf([replicaSet({}, { serviceAccountName: 'nobody' })])
    const message =
      'pods "web-" is forbidden: error looking up service account default/nobody: serviceaccount "nobody" not found'
    expect(lastStatus(trace).conditions).toMatchObject([
      { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message },
    ])
    const counts = trace.entries.flatMap((entry) => (entry.kind === 'event' ? [entry.count] : []))
    expect(counts.length).toBeGreaterThan(10)
    expect(counts).toEqual(counts.map((_count, index) => index + 1))
  })

  test('a ReplicationController does the same, by labels', () => {
    const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [CONTAINER] } }
    const metadata = { name: 'old' }
    const trace = traceOf([
      { apiVersion: 'v1', kind: 'ReplicationController', metadata, spec: { replicas: 2, template } },
    ])
    expect(eventsOf(trace)).toEqual([1, 2].map((number) => `0 SuccessfulCreate Created pod: P${number}`))
    expect(lastStatus(trace, 'ReplicationController')).toMatchObject({ replicas: 2, readyReplicas: 2 })
  })
})
