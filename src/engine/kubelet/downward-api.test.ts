import { expect, test } from 'vitest'
import { Run } from '../testing/run.ts'

function run(container: string, spec: string, refs: readonly string[]): string[] {
  const env = refs.map((ref, index) => `{name: V${index}, valueFrom: {resourceFieldRef: {${ref}}}}`)
  const items = refs.map((ref, index) => `{path: f${index}, resourceFieldRef: {containerName: c, ${ref}}}`)
  const all = refs.map((_, index) => `echo $V${index} $(cat /d/f${index})`).join('; ')
  return new Run(`apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  ${spec}
  restartPolicy: Never
  containers:
  - {name: c, image: "busybox:1.36", command: [sh, -c, "${all}"], ${container} env: [${env}], volumeMounts: [{name: d, mountPath: /d}]}
  volumes: [{name: d, downwardAPI: {items: [${items}]}}]
---
{apiVersion: podlapse.dev/v1, kind: Scenario, spec: {nodes: [{name: one, cpu: "2", memory: 1Gi}]}}
`).logs()
}

const CPU = 'resource: limits.cpu'
const MEMORY = 'resource: limits.memory'

test.each([
  [
    'all of what the node has for Pods',
    '',
    '',
    [CPU, `${CPU}, divisor: 1m`, MEMORY, `${MEMORY}, divisor: 1Mi`],
    ['2', '2000', '968884224', '924'],
  ],
  [
    'its own',
    'resources: {limits: {cpu: 250m, memory: 64Mi}},',
    '',
    [CPU, `${CPU}, divisor: 1m`, MEMORY],
    ['1', '250', '67108864'],
  ],
  [
    'the Pod’s',
    'resources: {requests: {cpu: 10m}},',
    'resources: {limits: {cpu: "1", memory: 128Mi}}',
    [CPU, `${MEMORY}, divisor: 1Mi`],
    ['1', '128'],
  ],
  ['no request', '', '', ['resource: requests.cpu', 'resource: requests.memory'], ['0', '0']],
])('a container is told %s', (_, container, spec, refs, expected) => {
  expect(run(container, spec, refs)).toEqual(expected.map((value) => `${value} ${value}`))
})
