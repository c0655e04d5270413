import { expect, test } from 'vitest'
import { runText } from '../explain/testing/run-text.ts'
import { lanesOf } from './lanes.ts'
import { LANES_EN } from './words-en.ts'

const pod = (name: string, delay: number, port = 'web') => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: tea}}
spec:
  containers:
  - name: app
    image: podlapse/app:1
    args: [run]
    ports: [{name: ${port}, containerPort: 80}]
    readinessProbe: {exec: {command: [sh, -c, exit 0]}, initialDelaySeconds: ${delay}, periodSeconds: 1}
`
const service = (targetPort: string) => `apiVersion: v1
kind: Service
metadata: {name: tea}
spec: {selector: {app: tea}, ports: [{port: 80, targetPort: ${targetPort}}]}
`
const scenario =
  'apiVersion: podlapse.dev/v1\nkind: Scenario\nspec: {until: 60s, steps: [{at: 30s, run: kubectl delete pod cup}]}\n'
const endpoints = (...documents: readonly string[]) =>
  lanesOf(runText([...documents, scenario].join('---\n')), { words: LANES_EN }).filter(
    ({ name, kind }) => name === 'Endpoints' && (kind === 'endpoints' || kind === 'object'),
  )

test('a Service of several Pods counts them, over time', () => {
  const lane = endpoints(pod('cup', 2), pod('pot', 12), service('web')).find(({ kind }) => kind === 'object')
  const bars = (lane?.marks ?? []).flatMap((mark) =>
    mark.kind === 'bar' && mark.to - mark.from > 1_000 ? [`${mark.label} ${mark.tone}: ${mark.state}`] : [],
  )
  expect(bars).toEqual([
    '0/2 waiting: sends to none of 2',
    '1/2 notReady: sends to 1 of 2 Pods',
    '2/2 ready: sends to 2 of 2 Pods',
    '1/1 ready: sends to 1 of 1 Pod',
  ])
})

test('of one Pod it is told with the Pod, and nowhere else', () => {
  expect(endpoints(pod('cup', 2), service('web')).map(({ kind }) => kind)).toEqual(['endpoints'])
})

test('where no Pod has the port, the Service says so, and no Pod seems to get traffic', () => {
  const lanes = endpoints(pod('cup', 2), pod('pot', 2), service('admin'))
  expect(lanes.map(({ kind }) => kind)).toEqual(['object'])
  expect(lanes[0]?.marks).toMatchObject([{ label: expect.stringContaining('names port admin') }])
})
