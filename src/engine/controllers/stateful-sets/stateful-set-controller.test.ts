import { describe, expect, test } from 'vitest'
import { WorkloadRun, type WorkloadRunOptions } from '../../testing/workload-run.ts'

const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 's' },
  spec: { clusterIP: 'None', selector: { app: 'w' }, ports: [{ port: 80 }] },
}

/** Ready three seconds after its start; its end takes two. */
const SLOW = {
  name: 'c',
  image: 'podlapse/app:1',
  args: ['http', '--port', '80', '--start-delay', '3', '--term-delay', '2'],
  readinessProbe: { httpGet: { path: '/', port: 80 }, periodSeconds: 1 },
}

function set(spec: object = {}, container: object = SLOW): object {
  const template = { metadata: { labels: { app: 'w' } }, spec: { containers: [container] } }
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'w' },
    spec: { serviceName: 's', replicas: 3, selector: { matchLabels: { app: 'w' } }, template, ...spec },
  }
}

function run(spec: object = {}, options: WorkloadRunOptions = {}, container: object = SLOW): WorkloadRun {
  return new WorkloadRun([SERVICE, set(spec, container)], options)
}

/** Between which seconds each Pod was there: "w-0 0-" has stayed. */
function lives(of: WorkloadRun): string[] {
  const open = new Map<string, number>()
  const all: string[] = []
  for (const { name, change, at } of of.writes('Pod')) {
    if (change === 'ADDED') open.set(name, all.push(`${name} ${Math.floor(at / 1000)}-`) - 1)
    if (change === 'DELETED') all[open.get(name) ?? 0] += `${Math.floor(at / 1000)}`
  }
  return all
}

const CLAIMS = {
  volumeClaimTemplates: [
    {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  ],
}

describe('a StatefulSet', () => {
  test('STS-1 makes its Pods one after the other, each when the one before is ready', () => {
    const of = run()
    expect(lives(of)).toEqual(['w-0 0-', 'w-1 4-', 'w-2 8-'])
    expect(of.told('StatefulSet')).toEqual([
      '0 SuccessfulCreate Create Pod w-0 in StatefulSet w successful',
      '4 SuccessfulCreate Create Pod w-1 in StatefulSet w successful',
      '8 SuccessfulCreate Create Pod w-2 in StatefulSet w successful',
    ])
    expect(of.last('StatefulSet', 'w')?.status).toMatchObject({ replicas: 3, readyReplicas: 3, updatedReplicas: 3 })
  })

  test('STS-1 says for whom it waits', () => {
    const waits = run().trace.entries.flatMap((entry) =>
      entry.kind === 'decision' && entry.decision === 'statefulSetWait' ? [[entry.pod.name, entry.value]] : [],
    )
    const value = { set: 'w', because: 'notReady', before: 'next' }
    expect(waits).toEqual([
      ['w-0', value],
      ['w-1', value],
    ])
  })

  test('STS-1 waits for minReadySeconds, too', () => {
    expect(lives(run({ replicas: 2, minReadySeconds: 5 }))).toEqual(['w-0 0-', 'w-1 9-'])
  })

  test('STS-1 with Parallel waits for nobody', () => {
    const of = run({ podManagementPolicy: 'Parallel' }, { steps: [['20s', 'kubectl scale sts w --replicas=0']] })
    expect(lives(of)).toEqual(['w-0 0-22', 'w-1 0-22', 'w-2 0-22'])
  })

  test('STS-2 deletes the last first, and the next when that one is gone', () => {
    const of = run({}, { steps: [['20s', 'kubectl scale sts w --replicas=1']] })
    expect(lives(of)).toEqual(['w-0 0-', 'w-1 4-25', 'w-2 8-22'])
  })

  test('STS-3 a Pod comes again under its name, at its place, with its claim and what is in it', () => {
    const steps = [
      ['20s', 'kubectl exec w-1 -- sh -c "echo mine > /data/x"'],
      ['25s', 'kubectl delete pod w-1'],
      ['40s', 'kubectl exec w-1 -- sh -c "cat /data/x; hostname; hostname -f"'],
      ['41s', 'kubectl exec w-0 -- wget -qO- w-1.s:80'],
    ] as const
    const container = { ...SLOW, volumeMounts: [{ name: 'data', mountPath: '/data' }] }
    const of = run({ replicas: 2, ordinals: { start: 0 }, ...CLAIMS }, { steps }, container)
    expect(of.printed().slice(1)).toEqual(['mine', 'w-1', 'w-1.s.default.svc.cluster.local', 'ok'])
    expect(of.there('PersistentVolumeClaim')).toEqual(['data-w-0', 'data-w-1'])
    expect(of.last('Pod', 'w-1')).toMatchObject({
      metadata: {
        labels: {
          app: 'w',
          'statefulset.kubernetes.io/pod-name': 'w-1',
          'apps.kubernetes.io/pod-index': '1',
        },
      },
      spec: { hostname: 'w-1', subdomain: 's' },
    })
    expect(of.told('StatefulSet').slice(0, 2)).toEqual([
      '0 SuccessfulCreate Create Claim data-w-0 Pod w-0 in StatefulSet w success',
      '0 SuccessfulCreate Create Pod w-0 in StatefulSet w successful',
    ])
  })

  test('STS-3 a Pod that has failed is made anew', () => {
    const node = { name: 'n' }
    const evict = 'kubectl get pod w-0; kubectl delete pod w-0 --force --grace-period=0'
    const of = run({ replicas: 1 }, { nodes: [node], steps: [['10s', evict]] })
    expect(lives(of)).toEqual(['w-0 0-10', 'w-0 10-'])
  })

  test('counts from where it is told to', () => {
    expect(lives(run({ replicas: 2, ordinals: { start: 5 } }))).toEqual(['w-5 0-', 'w-6 4-'])
  })

  test('STS-4 updates from the last to the first, and down to the partition', () => {
    const steps = [
      ['20s', 'kubectl set env sts/w V=2'],
      ['50s', `kubectl patch sts w -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}'`],
    ] as const
    const of = run({ updateStrategy: { rollingUpdate: { partition: 1 } } }, { steps, until: '70s' })
    expect(lives(of)).toEqual(['w-0 0-52', 'w-1 4-29', 'w-2 8-22', 'w-2 22-', 'w-1 29-', 'w-0 52-'])
    const { status } = of.last('StatefulSet', 'w') as { status: Record<string, unknown> }
    expect(status.currentRevision).toBe(status.updateRevision)
    expect(of.there('ControllerRevision')).toHaveLength(2)
  })

  test('STS-4 a Pod that does not become ready stops an update, also one back', () => {
    const steps = [
      ['20s', 'kubectl set image sts/w c=nginx:nope'],
      ['40s', 'kubectl rollout undo sts/w'],
    ] as const
    const of = run({}, { steps, until: '80s' }, { ...SLOW, image: 'nginx:1.27', args: [] })
    expect(lives(of).filter((life) => life.endsWith('-'))).toHaveLength(3)
    // What is stuck has to be deleted by hand: the update back waits for it to be ready.
    expect(lives(of).some((life) => life.startsWith('w-1 2'))).toBe(false)
    expect(of.last('Pod', 'w-2')).toMatchObject({ spec: { containers: [{ image: 'nginx:nope' }] } })
  })

  test('with OnDelete only what somebody deletes is updated', () => {
    const steps = [
      ['20s', 'kubectl set env sts/w V=2'],
      ['30s', 'kubectl delete pod w-0'],
    ] as const
    const of = run({ updateStrategy: { type: 'OnDelete' } }, { steps })
    expect(lives(of)).toEqual(['w-0 0-32', 'w-1 4-', 'w-2 8-', 'w-0 32-'])
  })

  test.each<[string, object, string, string[]]>([
    ['stay', {}, 'kubectl scale sts w --replicas=1', ['data-w-0', 'data-w-1']],
    ['stay with the set', {}, 'kubectl delete sts w', ['data-w-0', 'data-w-1']],
    ['go with what is scaled away', { whenScaled: 'Delete' }, 'kubectl scale sts w --replicas=1', ['data-w-0']],
    ['stay where only scaling counts', { whenScaled: 'Delete' }, 'kubectl delete sts w', ['data-w-0', 'data-w-1']],
    ['go with the set', { whenDeleted: 'Delete' }, 'kubectl delete sts w', []],
    [
      'stay where only the set counts',
      { whenDeleted: 'Delete' },
      'kubectl scale sts w --replicas=0',
      ['data-w-0', 'data-w-1'],
    ],
  ])('STS-5 its claims %s', (_, persistentVolumeClaimRetentionPolicy, line, left) => {
    const spec = { replicas: 2, ...CLAIMS, persistentVolumeClaimRetentionPolicy }
    const of = run(spec, { steps: [['20s', line]] })
    expect(of.there('PersistentVolumeClaim')).toEqual(left)
  })

  test('REVISION-1 keeps no more revisions than it is told to', () => {
    const steps = [1, 2, 3, 4].map((n) => [`${20 * n}s`, `kubectl set env sts/w V=${n}`] as const)
    const of = run({ replicas: 1, revisionHistoryLimit: 1 }, { steps, until: '100s' })
    const revisions = of.there('ControllerRevision').map((name) => of.last('ControllerRevision', name)?.revision)
    expect(revisions).toEqual([4, 5])
  })

  test('a set that comes back takes its Pods and revisions over', () => {
    const steps = [['20s', 'kubectl delete sts w --cascade=orphan']] as const
    const of = run({ replicas: 2 }, { steps, more: [{ at: '30s', apply: JSON.stringify(set({ replicas: 2 })) }] })
    expect(lives(of)).toEqual(['w-0 0-', 'w-1 4-'])
    expect(of.there('ControllerRevision')).toHaveLength(1)
    const { uid } = of.last('StatefulSet', 'w')!.metadata
    expect(of.last('Pod', 'w-0')?.metadata.ownerReferences).toMatchObject([{ uid }])
  })
})
