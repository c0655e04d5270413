import { expect, test } from 'vitest'
import { Run } from '../testing/run.ts'

function ready(spec: string, probe: string): boolean | undefined {
  const run = new Run(`apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  ${spec}
  containers: [{name: c, image: "nginx:1.27", readinessProbe: {${probe}, periodSeconds: 5}}]
`)
  return run.pod().status.containerStatuses?.[0]?.ready
}

test.each([['httpGet: {host: 127.0.0.1, port: 80}'], ['tcpSocket: {host: localhost, port: 80}']])(
  'the kubelet and a Pod on its node’s network share the loopback: %s',
  (probe) => {
    expect(ready('hostNetwork: true', probe)).toBe(true)
    expect(ready('', probe)).toBe(false)
  },
)

test('so do two Pods of one node, and its kubelet; a port is only there once', () => {
  const pod = (name: string, script: string) =>
    `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, spec: {hostNetwork: true, nodeName: node-1, restartPolicy: Never, containers: [{name: c, image: "nginx:1.27", command: [sh, -c, "${script}"]}]}}`
  const run = new Run(
    [
      pod('p', "nginx -g 'daemon off;'"),
      pod('q', "sleep 5; curl -s localhost | head -1; curl -s localhost:10248/healthz; nginx -g 'daemon off;'"),
    ].join('\n---\n'),
  )
  expect(run.logs('c', 'q')[0]).toBe('<!DOCTYPE html>')
  expect(run.logs('c', 'q').join('\n')).toMatch(/^ok/m)
  expect(run.logs('c', 'q').join()).toMatch(/Address already in use/)
})
