import { describe, expect, test } from 'vitest'
import type { DeploymentStatus } from '../../../manifest/object/deployment.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { PROGRAMS } from '../../../programs/programs.ts'
import { compile } from '../../../scenario/compile.ts'
import { assembleTrace } from '../../../trace/assemble.ts'
import type { ObjectWritten } from '../../../trace/entry.ts'
import type { Trace } from '../../../trace/trace.ts'
import { simulate } from '../../simulate.ts'

const READY = { readinessProbe: { httpGet: { port: 80, path: '/' }, periodSeconds: 1 } }

function deployment(spec: object = {}, container: object = {}, metadata: object = {}): object {
  const containers = [{ name: 'c', image: 'nginx:1.27', ...container }]
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers } }
  const selector = { matchLabels: { app: 'web' } }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', ...metadata },
    spec: { replicas: 3, selector, template, ...spec },
  }
}

function traceOf(
  objects: readonly object[],
  lines: readonly (readonly [at: number, run: string])[],
  until = 60,
): Trace {
  const steps = lines.map(([at, run]) => ({ at: `${at}s`, run }))
  const spec = { until: `${until}s`, imagesPresent: true, steps }
  const scenario = { apiVersion: 'podlapse.dev/v1', kind: 'Scenario', spec }
  const { scenario: compiled, refusal } = compile(
    [...objects, scenario].map((each) => JSON.stringify(each)).join('\n---\n'),
  )
  if (!compiled) throw new Error(refusal)
  return assembleTrace([...simulate(compiled, PROGRAMS)])
}

function writesOf(trace: Trace, kind: string): ObjectWritten[] {
  return trace.entries.flatMap((entry) => (entry.kind === 'object' && entry.objectKind === kind ? [entry] : []))
}

/** ReplicaSets are A, B … in the order of their creation. */
function letters(trace: Trace): (text: string) => string {
  const names = [...new Set(writesOf(trace, 'ReplicaSet').map(({ name }) => name))]
  return (text) => names.reduce((said, name, index) => said.replaceAll(name, String.fromCharCode(65 + index)), text)
}

/** "A 0 3": which ReplicaSet, from, to. */
function scalings(trace: Trace, from = 0): string[] {
  const short = letters(trace)
  return trace.entries.flatMap((entry) => {
    if (entry.kind !== 'event' || entry.reason !== 'ScalingReplicaSet' || entry.at < from * 1000) return []
    return [short(entry.message).replace(/^Scaled \w+ replica set (\S+) from (\d+) to (\d+)$/, '$1 $2 $3')]
  })
}

function last(trace: Trace, kind: string, name?: string): KubeObject {
  return writesOf(trace, kind).findLast((each) => name === undefined || each.name === name)?.object as KubeObject
}

function statusOf(trace: Trace): DeploymentStatus {
  return last(trace, 'Deployment').status as DeploymentStatus
}

function conditions(trace: Trace): string[] {
  return (statusOf(trace).conditions ?? []).map(({ type, status, reason }) => `${type} ${status} ${reason}`)
}

/** Every reason of Progressing, in order. */
function progress(trace: Trace): string[] {
  const reasons = writesOf(trace, 'Deployment').flatMap(({ object }) => {
    const { conditions: all = [] } = (object.status ?? {}) as DeploymentStatus
    return all.filter(({ type }) => type === 'Progressing').map(({ reason = '' }) => reason)
  })
  return reasons.filter((reason, index) => reason !== reasons[index - 1])
}

const NEXT = 'kubectl set image deploy/web c=nginx:1.28'

describe('a Deployment', () => {
  test('DEPLOY-1 DEPLOY-6 makes a ReplicaSet, and tells when all is there', () => {
    const trace = traceOf([deployment()], [])
    expect(scalings(trace)).toEqual(['A 0 3'])
    expect(progress(trace)).toEqual(['NewReplicaSetCreated', 'ReplicaSetUpdated', 'NewReplicaSetAvailable'])
    expect(conditions(trace)).toEqual([
      'Available True MinimumReplicasAvailable',
      'Progressing True NewReplicaSetAvailable',
    ])
    expect(statusOf(trace)).toMatchObject({
      observedGeneration: 1,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      terminatingReplicas: 0,
    })
    const { metadata, spec } = last(trace, 'ReplicaSet')
    const { 'pod-template-hash': hash = '' } = metadata.labels ?? {}
    expect(hash).toMatch(/^[4-9bcdf]{8,10}$/)
    expect(metadata.name).toBe(`web-${hash}`)
    expect(spec).toMatchObject({ selector: { matchLabels: { app: 'web', 'pod-template-hash': hash } } })
    expect(last(trace, 'Pod').metadata.name).toMatch(new RegExp(`^web-${hash}-[bcdfghjklmnpqrstvwxz2456789]{5}$`))
  })

  const surge = (maxSurge: number | string, maxUnavailable: number | string) => ({
    strategy: { rollingUpdate: { maxSurge, maxUnavailable } },
  })

  test.each<[string, object, string[]]>([
    ['25% of 3: one more, none less', {}, ['B 0 1', 'A 3 2', 'B 1 2', 'A 2 1', 'B 2 3', 'A 1 0']],
    ['none more, one less', surge(0, 1), ['A 3 2', 'B 0 1', 'A 2 1', 'B 1 2', 'A 1 0', 'B 2 3']],
    ['all at once', surge('100%', 0), ['B 0 3', 'A 3 0']],
    ['Recreate', { strategy: { type: 'Recreate' } }, ['A 3 0', 'B 0 3']],
    [
      'none more, none less is none more, one less',
      surge('0%', '1%'),
      ['A 3 2', 'B 0 1', 'A 2 1', 'B 1 2', 'A 1 0', 'B 2 3'],
    ],
  ])('DEPLOY-1 DEPLOY-2 DEPLOY-3 a new template with %s', (_name, spec, expected) => {
    // Pods that get ready one by one.
    const trace = traceOf([deployment({ minReadySeconds: 2, ...spec })], [[20, NEXT]], 90)
    expect(scalings(trace, 20)).toEqual(expected)
    expect(conditions(trace)).toContain('Progressing True NewReplicaSetAvailable')
  })

  test('DEPLOY-3 makes none before the last has ended', () => {
    const trace = traceOf(
      [deployment({ strategy: { type: 'Recreate' } }, { lifecycle: { preStop: { sleep: { seconds: 5 } } } })],
      [[10, NEXT]],
    )
    const made = writesOf(trace, 'Pod').filter(({ change, at }) => change === 'ADDED' && at > 10_000)
    expect(made).toHaveLength(3)
    expect(Math.min(...made.map(({ at }) => at))).toBeGreaterThan(15_000)
  })

  test('DEPLOY-2 a stuck rollout keeps the old Pods; DEPLOY-6 says so after the deadline; DEPLOY-4 undo takes the old ReplicaSet', () => {
    const trace = traceOf(
      [deployment({ progressDeadlineSeconds: 15 })],
      [
        [10, 'kubectl set image deploy/web c=nginx:nope'],
        [40, 'kubectl rollout undo deploy/web'],
      ],
    )
    expect(scalings(trace, 10)).toEqual(['B 0 1', 'B 1 0'])
    expect(progress(trace).slice(3)).toEqual([
      'NewReplicaSetCreated',
      'ReplicaSetUpdated',
      'ProgressDeadlineExceeded',
      'ReplicaSetUpdated',
      'NewReplicaSetAvailable',
    ])
    const [first] = new Set(writesOf(trace, 'ReplicaSet').map(({ name }) => name))
    expect(last(trace, 'ReplicaSet', first).metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '3',
      'deployment.kubernetes.io/revision-history': '1',
    })
    expect(last(trace, 'Deployment').metadata.annotations).toMatchObject({ 'deployment.kubernetes.io/revision': '3' })
  })

  test('DEPLOY-8 what is changed while it is paused is one rollout when it is resumed', () => {
    const trace = traceOf(
      [deployment()],
      [
        [10, 'kubectl rollout pause deploy/web'],
        [12, NEXT],
        [14, 'kubectl set env deploy/web A=1'],
        [16, 'kubectl scale deploy/web --replicas=4'],
        [20, 'kubectl rollout resume deploy/web'],
      ],
    )
    expect(scalings(trace, 10)[0]).toBe('A 3 4')
    expect(new Set(writesOf(trace, 'ReplicaSet').map(({ name }) => name)).size).toBe(2)
    expect(progress(trace).slice(3)).toEqual([
      'DeploymentPaused',
      'DeploymentResumed',
      'NewReplicaSetCreated',
      'ReplicaSetUpdated',
      'NewReplicaSetAvailable',
    ])
  })

  test('DEPLOY-5 scaled during a rollout, old and new grow in proportion', () => {
    const spec = { replicas: 10, strategy: { rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } } }
    const trace = traceOf(
      [deployment(spec)],
      [
        [10, 'kubectl set image deploy/web c=nginx:nope'],
        [15, 'kubectl scale deploy/web --replicas=15'],
      ],
    )
    expect(scalings(trace, 10)).toEqual(['B 0 3', 'A 10 8', 'B 3 5', 'A 8 11', 'B 5 7'])
  })

  test('DEPLOY-4 keeps as many old ReplicaSets as revisionHistoryLimit says', () => {
    const trace = traceOf(
      [deployment({ revisionHistoryLimit: 1 })],
      [26, 27, 28].map((minor, index) => [10 * (index + 1), `kubectl set image deploy/web c=nginx:1.${minor}`]),
    )
    const gone = writesOf(trace, 'ReplicaSet').filter(({ change }) => change === 'DELETED')
    expect(gone.map(({ name }) => letters(trace)(name))).toEqual(['B'])
  })

  test('DEPLOY-7 a ReplicaSet that was let go is adopted by a Deployment of the same template', () => {
    const text = JSON.stringify(deployment())
    const trace = traceOf(
      [deployment()],
      [
        [10, 'kubectl delete deploy web --cascade=orphan'],
        [20, `echo '${text}' | kubectl apply -f -`],
      ],
    )
    expect(scalings(trace)).toEqual(['A 0 3'])
    expect(progress(trace).slice(3)).toEqual(['FoundNewReplicaSet', 'NewReplicaSetAvailable'])
    expect(writesOf(trace, 'Pod').filter(({ change }) => change === 'ADDED')).toHaveLength(3)
  })

  test('a name that is taken makes it look for another', () => {
    const template = { metadata: { labels: { app: 'other' } }, spec: { containers: [{ name: 'c', image: 'nginx:1' }] } }
    const name = last(traceOf([deployment()], []), 'ReplicaSet').metadata.name
    const selector = { matchLabels: { app: 'other' } }
    const taken = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name },
      spec: { replicas: 0, selector, template },
    }
    const trace = traceOf([taken, deployment()], [])
    expect(statusOf(trace)).toMatchObject({ collisionCount: 1, availableReplicas: 3 })
  })

  test('why Pods cannot be made is said of the Deployment, too', () => {
    const quota = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'q' }, spec: { hard: { pods: '2' } } }
    const trace = traceOf([quota, deployment()], [])
    expect(conditions(trace)).toContain('ReplicaFailure True FailedCreate')
    expect(statusOf(trace)).toMatchObject({ replicas: 2, unavailableReplicas: 1 })
  })

  test.each([
    ['background', 'kubectl delete deploy web --wait=false'],
    ['foreground', 'kubectl delete deploy web --cascade=foreground --wait=false'],
  ])('is deleted with all that it has made: %s', (_name, line) => {
    const trace = traceOf([deployment()], [[10, line]])
    const gone = trace.entries.flatMap((entry) =>
      entry.kind === 'object' &&
      entry.change === 'DELETED' &&
      ['Deployment', 'ReplicaSet', 'Pod'].includes(entry.objectKind)
        ? [entry.objectKind]
        : [],
    )
    const owners = ['Deployment', 'ReplicaSet']
    const pods = ['Pod', 'Pod', 'Pod']
    expect(gone).toEqual(line.includes('foreground') ? [...pods, ...owners.toReversed()] : [...owners, ...pods])
  })

  test('a Pod that is ready late is waited for', () => {
    const trace = traceOf([deployment({ replicas: 1 }, READY)], [[10, NEXT]])
    const deleted = writesOf(trace, 'Pod').find(({ object }) => object.metadata.deletionTimestamp !== undefined)
    const ready = writesOf(trace, 'Deployment').find(
      ({ object, at }) => at > 10_000 && (object.status as DeploymentStatus).readyReplicas === 2,
    )
    expect(ready?.at).toBeLessThan(deleted?.at ?? 0)
  })
})
