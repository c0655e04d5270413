import { expect, test } from 'vitest'
import type { Pod } from '../../manifest/pod/pod.ts'
import { Run } from '../testing/run.ts'

test('SYNC-1: a status is what it was when its write began; a probe that succeeds meanwhile is told by the next write', () => {
  const run = new Run(`apiVersion: v1
kind: Pod
metadata: {name: p, labels: {app: p}}
spec:
  containers: [{name: c, image: "podlapse/app:1", args: [http], readinessProbe: {httpGet: {port: 8080}, periodSeconds: 1}}]
---
apiVersion: v1
kind: Service
metadata: {name: p}
spec: {selector: {app: p}, ports: [{port: 80, targetPort: 8080}]}
---
{apiVersion: podlapse.dev/v1, kind: Scenario, spec: {until: 10s, imagesPresent: true}}
`)
  const versions = run.trace.objects.get('Pod/default/p') ?? []
  const told = versions.flatMap(({ object }) => {
    const { status } = object as Pod
    return status.phase === 'Running' ? [status.containerStatuses?.[0]?.ready] : []
  })
  expect(told).toEqual([false, true])
})
