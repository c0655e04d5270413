import { expect, test } from 'vitest'
import { runText } from '../explain/testing/run-text.ts'
import type { EndpointsLane } from './lane.ts'
import { lanesOf } from './lanes.ts'
import { LANES_EN } from './words-en.ts'

const ENGLISH = { words: LANES_EN }

const PRESTOP = 'lifecycle: {preStop: {sleep: {seconds: 8}}}'
const NEVER_READY = 'readinessProbe: {exec: {command: [sh, -c, exit 1]}, periodSeconds: 1}'
const SLOW = 'readinessProbe: {exec: {command: [sh, -c, exit 0]}, initialDelaySeconds: 5}'

/** A Pod that is deleted at 20 s, behind a Service. */
function drawn(container: string, service = ''): readonly string[] {
  const trace = runText(`apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers: [{name: app, image: podlapse/app:1, args: [run], ${container}}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]${service}}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {until: 60s, steps: [{at: 20s, run: kubectl delete pod web}]}
`)
  const lane = lanesOf(trace, ENGLISH).find((each): each is EndpointsLane => each.kind === 'endpoints')
  return (lane?.marks ?? []).map((mark) =>
    mark.kind === 'bar'
      ? `${mark.pattern} ${Math.round((mark.to - mark.from) / 1000)} s`
      : `${mark.kind === 'gate' ? mark.text : mark.kind} ${Math.round(mark.from / 1000)}`,
  )
}

// Ready gets traffic; what serves while it terminates gets some where nothing else is ready; all else gets none.
test.each<[string, readonly string[], string, string?]>([
  ['ready until it is deleted', ['in 1', 'solid 19 s', 'out 20', 'stopping 0 s'], 'env: []'],
  ['serving while it terminates', ['in 1', 'solid 19 s', 'out 20', 'stopping 8 s'], PRESTOP],
  ['ready once its probe says so', ['in 11', 'solid 9 s', 'out 20', 'stopping 0 s'], SLOW],
  ['never ready', [], NEVER_READY],
  [
    'not ready, but published all the same',
    ['in 1', 'solid 19 s', 'out 20'],
    NEVER_READY,
    ', publishNotReadyAddresses: true',
  ],
])('%s', (_, marks, container, service) => {
  expect(drawn(container, service)).toEqual(marks)
})
