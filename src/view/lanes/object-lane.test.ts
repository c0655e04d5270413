import { describe, expect, test } from 'vitest'
import { runText } from '../explain/testing/run-text.ts'
import type { ObjectLane } from './lane.ts'
import { lanesOf } from './lanes.ts'
import { sentenceOf } from './sentence.ts'
import { LANES_EN } from './words-en.ts'

/** What the lanes of objects say: name, note, and each bar in words. */
function told(text: string): readonly string[] {
  const lanes = lanesOf(runText(text), { words: LANES_EN })
  return lanes
    .filter((lane): lane is ObjectLane => lane.kind === 'object')
    .flatMap((lane) => [
      `${lane.name} ${lane.note}`,
      ...lane.marks.map((mark) => sentenceOf(lane, mark, LANES_EN).replace(/ from (\d+:\d+)\.\d for .*/, ' at $1')),
    ])
}

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers: [{name: app, image: podlapse/app:1, args: [run]}]
`

describe('lanes of objects', () => {
  test('a claim that is to be deleted stays while a Pod uses it', () => {
    const pod = POD.replace('spec:\n', 'spec:\n  volumes: [{name: v, persistentVolumeClaim: {claimName: pages}}]\n')
    const said = told(`apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: pages}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Mi}}}
---
${pod}---
apiVersion: podlapse.dev/v1
kind: Scenario
spec:
  until: 40s
  steps:
    - {at: 20s, run: kubectl delete pvc pages}
    - {at: 30s, run: kubectl delete pod web}
`)
    expect(said).toContain('PersistentVolumeClaim pages is Terminating, at 0:20')
  })

  test('a claim waits until a volume comes', () => {
    expect(
      told(`apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: pages}
spec: {accessModes: [ReadWriteOnce], storageClassName: "", resources: {requests: {storage: 10Mi}}}
---
${POD}---
apiVersion: podlapse.dev/v1
kind: Scenario
spec:
  until: 40s
  steps:
    - at: 20s
      apply:
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: shelf}
        spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], hostPath: {path: /srv}}
`),
    ).toEqual([
      'pvc pages',
      'PersistentVolumeClaim pages is Pending, at 0:00',
      'PersistentVolumeClaim pages is Bound, at 0:20',
    ])
  })

  test('a Job counts its completions and ends', () => {
    expect(
      told(`apiVersion: batch/v1
kind: Job
metadata: {name: books}
spec:
  completions: 2
  template:
    spec:
      restartPolicy: Never
      containers: [{name: c, image: busybox, command: [sleep, "5"]}]
`).map((line) => line.replace(/ at .*/, '')),
    ).toEqual(['job books', 'Job books is Running 0/2,', 'Job books is Running 1/2,', 'Job books is Complete 2/2,'])
  })

  test('a budget lets nobody go while its Pod is not ready', () => {
    const lines = told(`apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: keep}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: one}
spec: {minAvailable: 0, selector: {matchLabels: {app: web}}}
---
${POD}`)
    expect(lines).toContain('PodDisruptionBudget one is ALLOWED DISRUPTIONS 1, at 0:00')
  })

  test('what is deleted and comes again begins anew', () => {
    const job = `apiVersion: batch/v1
kind: Job
metadata: {name: books}
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{name: c, image: busybox, command: [sleep, "60"]}]
`
    const again = job.replaceAll(/^/gm, '        ')
    const lines = told(`${job}---
apiVersion: podlapse.dev/v1
kind: Scenario
spec:
  until: 40s
  steps:
    - {at: 10s, run: kubectl delete job books}
    - at: 20s
      apply:
${again}`)
    expect(lines).toEqual(['job books', 'Job books is Running 0/1, at 0:00', 'Job books is Running 0/1, at 0:20'])
  })

  test('what stands as it stood has no lane', () => {
    expect(
      told(`apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: pages}
spec: {accessModes: [ReadWriteOnce], storageClassName: "", resources: {requests: {storage: 10Mi}}}
---
${POD}`),
    ).toEqual([])
  })

  test('a rollout is told by how many are ready and how many are new', () => {
    const said = told(`apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: podlapse/app:1, args: [run, --term-code, "0"]}]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec:
  until: 60s
  steps:
    - {at: 20s, run: kubectl set env deploy/web A=b}
    - {at: 40s, run: kubectl scale deploy web --replicas=0}
`)
    const ofDeployment = said.slice(said.indexOf('deploy web') + 1).filter((each) => each.startsWith('Deployment web'))
    expect(ofDeployment[0]).toContain('Deployment web is 0/2')
    expect(ofDeployment.some((each) => each.includes('is 2/2 UP-TO-DATE 1,'))).toBe(true)
    expect(ofDeployment.at(-1)).toContain('Deployment web is 0/0, at 0:40')
    // The ReplicaSets are the Deployment's own affair.
    expect(said.filter((each) => each.startsWith('rs '))).toEqual([])
  })
})
