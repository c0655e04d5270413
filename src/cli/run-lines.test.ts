import { describe, expect, it } from 'vitest'
import { runCli } from './cli.ts'

/** What people type to make Pods, and to make some of what a file has. */

const FILES = `spec:
  imagesPresent: true
  until: 60s
  workstation:
    files:
      two.yaml: |
        {apiVersion: v1, kind: Pod, metadata: {name: a, labels: {app: a}}, spec: {containers: [{name: c, image: "nginx:1.27"}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: b, labels: {app: b}}, spec: {containers: [{name: c, image: "nginx:1.27"}]}}
`

function typed(line: string) {
  let json = ''
  runCli(['run', '-', '-o', 'json'], {
    stdout: (piece) => {
      json += piece
    },
    stderr: () => undefined,
    read: () =>
      `apiVersion: podlapse.dev/v1\nkind: Scenario\n${FILES}  steps: [{at: 1s, run: ${JSON.stringify(line)}}]\n`,
  })
  const { stdout, stderr, exitCode } = JSON.parse(json).commands[0]
  return [exitCode, stdout, stderr]
}

describe('-f with -l', () => {
  it.each([
    ['kubectl apply -f two.yaml -l app=b', 0, 'pod/b created\n', ''],
    ['kubectl create -f two.yaml -l app!=b', 0, 'pod/a created\n', ''],
    ['kubectl apply -f two.yaml -l app=c', 1, '', 'error: no objects passed to apply\n'],
    ['kubectl create -f two.yaml -l app=c', 1, '', 'error: no objects passed to create\n'],
    [
      'kubectl apply -f two.yaml >/dev/null; kubectl delete --force -f two.yaml -l app=a 2>/dev/null; kubectl get pods -o name',
      0,
      'pod "a" force deleted from default namespace\npod/b\n',
      '',
    ],
  ])('%s', (line, ...expected) => expect(typed(line)).toEqual(expected))
})

describe('kubectl run --dry-run=client -o yaml', () => {
  const pod = (namespace: string, more = '') => `apiVersion: v1
kind: Pod
metadata:
  labels:
    run: web
  name: web
${namespace}spec:
  containers:
  - ${more}image: nginx
    name: web
    resources: {}
  dnsPolicy: ClusterFirst
  restartPolicy: Always
status: {}
`
  it.each([
    ['', pod('')],
    [' -n shop', pod('  namespace: shop\n')],
    [' --command -- sleep 5', pod('', 'command:\n    - sleep\n    - "5"\n    ')],
    [' -- sleep 5', pod('', 'args:\n    - sleep\n    - "5"\n    ')],
  ])('%s', (flags, expected) => {
    expect(typed(`kubectl run web --image=nginx --dry-run=client -o yaml${flags}`)).toEqual([0, expected, ''])
  })
})
