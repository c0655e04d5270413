import { expect, test } from 'vitest'
import { Run } from '../../testing/run.ts'

const TEXT = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: c, image: podlapse/app, args: [run]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec:
  until: 60s
  imagesPresent: true
  steps:
`

/** How many endpoints each version of the slice has, without repetitions. */
function endpointsAfter(...lines: string[]): number[] {
  const steps = lines.map((line, index) => `    - {at: ${20 + 10 * index}s, run: kubectl label pod web ${line}}\n`)
  const { trace } = new Run(TEXT + steps.join(''))
  return trace.entries
    .flatMap((entry) =>
      entry.kind === 'object' && entry.objectKind === 'EndpointSlice'
        ? [(entry.object as { endpoints?: unknown[] }).endpoints?.length ?? 0]
        : [],
    )
    .filter((count, index, all) => count !== all[index - 1])
}

test('[ENDPOINT-1] a Pod that loses its label leaves the Service at once, and comes back with it', () => {
  expect(endpointsAfter('app-')).toEqual([0, 1, 0])
  expect(endpointsAfter('app=other --overwrite', 'app=web --overwrite')).toEqual([0, 1, 0, 1])
})

test('[ENDPOINT-1] another label of its changes nothing', () => {
  expect(endpointsAfter('tier=front')).toEqual([0, 1])
})
