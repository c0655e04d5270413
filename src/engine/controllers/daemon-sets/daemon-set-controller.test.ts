import { describe, expect, test } from 'vitest'
import { WorkloadRun, type WorkloadRunOptions } from '../../testing/workload-run.ts'

const READY = {
  name: 'c',
  image: 'podlapse/app:1',
  args: ['http', '--port', '80', '--start-delay', '3', '--term-delay', '2'],
  readinessProbe: { httpGet: { path: '/', port: 80 }, periodSeconds: 1 },
}
const NODES = ['a', 'b', 'c', 'd'].map((name) => ({ name, labels: { disk: name < 'c' ? 'ssd' : 'hdd' } }))

function set(spec: object = {}, podSpec: object = {}): object {
  const template = { metadata: { labels: { app: 'd' } }, spec: { containers: [READY], ...podSpec } }
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'd' },
    spec: { selector: { matchLabels: { app: 'd' } }, template, ...spec },
  }
}

function run(spec: object = {}, options: WorkloadRunOptions = {}, podSpec: object = {}): WorkloadRun {
  return new WorkloadRun([set(spec, podSpec)], { nodes: NODES, ...options })
}

/** "a 0-22": when there was a Pod for each node. */
function lives(of: WorkloadRun): string[] {
  const all: string[] = []
  const open = new Map<string, number>()
  for (const { name, change, at, object } of of.writes('Pod')) {
    const second = Math.floor(at / 1000)
    if (change === 'ADDED') open.set(name, all.push(`${targetOf(object)} ${second}-`) - 1)
    if (change === 'DELETED') all[open.get(name) ?? 0] += `${second}`
  }
  return all.toSorted()
}

function targetOf({ spec }: { spec?: unknown }): string {
  const text = JSON.stringify(spec)
  return /"key":"metadata.name","operator":"In","values":\["(\w+)"\]/.exec(text)?.[1] ?? ''
}

function numbers(of: WorkloadRun): object {
  const { observedGeneration: _, ...status } = of.last('DaemonSet', 'd')!.status as { observedGeneration?: number }
  return status
}

const SURGE = { updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } }

describe('a DaemonSet', () => {
  test('DS-1 has a Pod on each node', () => {
    const of = run()
    expect(lives(of)).toEqual(['a 0-', 'b 0-', 'c 0-', 'd 0-'])
    expect(numbers(of)).toEqual({
      currentNumberScheduled: 4,
      desiredNumberScheduled: 4,
      numberMisscheduled: 0,
      numberReady: 4,
      numberAvailable: 4,
      updatedNumberScheduled: 4,
    })
    expect(of.told('DaemonSet')).toEqual([1, 2, 3, 4].map((n) => `0 SuccessfulCreate Created pod: P${n}`))
    expect(of.writes('Pod').some(({ object }) => JSON.stringify(object).includes('FailedScheduling'))).toBe(false)
  })

  test.each<[string, object, string[]]>([
    ['a selector', { nodeSelector: { disk: 'ssd' } }, ['a 0-', 'b 0-']],
    [
      'an affinity',
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'NotIn', values: ['ssd'] }] }],
            },
          },
        },
      },
      ['c 0-', 'd 0-'],
    ],
    ['a name', { nodeName: 'c' }, ['c 0-']],
  ])('DS-1 only on nodes of %s', (_, podSpec, expected) => {
    expect(lives(run({}, {}, podSpec))).toEqual(expected)
  })

  test('DS-3 follows the labels of nodes', () => {
    const steps = [
      ['10s', 'kubectl label node c disk=ssd --overwrite'],
      ['20s', 'kubectl label node a disk=hdd --overwrite'],
    ] as const
    expect(lives(run({}, { steps }, { nodeSelector: { disk: 'ssd' } }))).toEqual(['a 0-22', 'b 0-', 'c 10-'])
  })

  test('DS-3 a NoSchedule taint lets its Pod stay until it ends, NoExecute does not', () => {
    const steps = [
      ['10s', 'kubectl taint node a k=v:NoSchedule; kubectl taint node b k=v:NoExecute'],
      ['20s', 'kubectl delete pod -l app=d --field-selector spec.nodeName=a --wait=false'],
      ['30s', 'kubectl get ds'],
      ['40s', 'kubectl taint node a k-'],
    ] as const
    const of = run({}, { steps })
    expect(lives(of)).toEqual(['a 0-22', 'a 40-', 'b 0-12', 'c 0-', 'd 0-'])
    expect(of.printed().some((text) => /^d +2 +2 +2 +2 +2 /m.test(text))).toBe(true)
  })

  test('DS-2 tolerates a cordoned node, and one that is down', () => {
    const steps = [['5s', 'kubectl cordon a b c d; kubectl delete pod -l app=d --wait=false']] as const
    expect(lives(run({}, { steps })).filter((life) => life.endsWith('-'))).toEqual(['a 7-', 'b 7-', 'c 7-', 'd 7-'])
    const down = run({}, { until: '10m', more: [{ at: '10s', node: 'a', do: 'stopKubelet' }] })
    expect(lives(down)).toEqual(['a 0-', 'b 0-', 'c 0-', 'd 0-'])
  })

  test('DS-5 replaces its Pods one node after the other', () => {
    const of = run({}, { steps: [['10s', 'kubectl set env ds/d V=2']], until: '60s' })
    const came = of
      .comings()
      .filter((line) => line.includes('ADDED'))
      .slice(4)
    expect(came.map((line) => Number(line.split(' ')[0]))).toEqual([12, 18, 24, 30])
    expect(of.there('ControllerRevision')).toHaveLength(2)
    expect(of.last('DaemonSet', 'd')?.metadata.annotations).toMatchObject({
      'deprecated.daemonset.template.generation': '2',
    })
  })

  test('DS-5 with maxUnavailable two at a time', () => {
    const strategy = { updateStrategy: { rollingUpdate: { maxUnavailable: '50%' } } }
    const of = run(strategy, { steps: [['10s', 'kubectl set env ds/d V=2']] })
    const came = of
      .comings()
      .filter((line) => line.includes('ADDED'))
      .slice(4)
    expect(came.map((line) => Number(line.split(' ')[0]))).toEqual([12, 12, 18, 18])
  })

  test('DS-5 with maxSurge the old Pod goes when the new one is available', () => {
    const of = run(SURGE, { nodes: [{ name: 'a' }], steps: [['10s', 'kubectl set env ds/d V=2']] })
    expect(lives(of)).toEqual(['a 0-17', 'a 10-'])
  })

  test('DS-5 an update to what does not run stops at the first node, and can be undone', () => {
    const steps = [
      ['10s', 'kubectl set image ds/d c=nginx:nope'],
      ['30s', 'kubectl rollout undo ds/d'],
    ] as const
    const of = run({}, { steps })
    expect(lives(of).filter((life) => life.endsWith('-'))).toHaveLength(4)
    expect(of.writes('Pod').filter(({ change }) => change === 'ADDED')).toHaveLength(6)
  })

  test('with OnDelete only what somebody deletes is updated', () => {
    const steps = [
      ['10s', 'kubectl set env ds/d V=2'],
      ['20s', 'kubectl delete pod -l app=d --field-selector spec.nodeName=a --wait=false'],
    ] as const
    const of = run({ updateStrategy: { type: 'OnDelete' } }, { steps })
    expect(lives(of)).toEqual(['a 0-22', 'a 22-', 'b 0-', 'c 0-', 'd 0-'])
    expect(numbers(of)).toMatchObject({ updatedNumberScheduled: 1 })
  })

  test('DS-4 a Pod that has failed is deleted, and the next waits longer each time', () => {
    const refused = {
      containers: [{ ...READY, securityContext: {} }],
      securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] },
    }
    const of = run({}, { nodes: [{ name: 'a' }], until: '20s' }, refused)
    const deleted = of.events('DaemonSet').filter(({ reason }) => reason === 'FailedDaemonPod')
    expect(deleted[0]?.message).toMatch(/^Found failed daemon pod default\/d-\w{5} on node a, will try to kill it$/)
    const seconds = deleted.map(({ at }) => at / 1000)
    const gaps = seconds.slice(1).map((second, index) => Math.round(second - (seconds[index] ?? 0)))
    expect(gaps).toEqual([1, 2, 4, 8].slice(0, gaps.length))
    expect(gaps.length).toBeGreaterThan(2)
  })

  test('is deleted with its Pods, or without them', () => {
    expect(run({}, { steps: [['10s', 'kubectl delete ds d']] }).there('Pod')).toEqual([])
    const orphaned = run({}, { steps: [['10s', 'kubectl delete ds d --cascade=orphan']] })
    expect(orphaned.there('Pod')).toHaveLength(4)
  })
})
