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

describe('kubectl run', () => {
  const asked =
    "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n"
  const noTerminal = 'Unable to use a TTY - input is not a terminal or the right kind of file\n'
  it.each([
    ['web --image=nginx:1.27', 0, 'pod/web created\n', ''],
    [
      'web --image=nginx:1.27 --port=80 --expose; kubectl get svc web -o jsonpath={.spec.selector.run}',
      0,
      'service/web created\npod/web created\nweb',
      '',
    ],
    [
      't --image=busybox:1.36 --restart=Never --rm -it -- sh -c "sleep 1; echo hi"',
      0,
      'hi\npod "t" deleted from default namespace\n',
      noTerminal + asked,
    ],
    [
      't --image=busybox:1.36 --restart=Never --rm -i -- sh -c "sleep 1; echo hi; exit 3"',
      3,
      'hi\npod "t" deleted from default namespace\n',
      `${asked}pod default/t terminated (Error)\n`,
    ],
    [
      't --image=busybox:1.36 --restart=Never --attach -- echo hi; kubectl get pod t -o jsonpath={.status.phase}',
      0,
      'hi\nSucceeded',
      `${asked}warning: couldn't attach to pod/t, falling back to streaming logs: unable to upgrade connection: container t not found in pod t_default\n`,
    ],
    [
      `t --image=busybox:1.36 --overrides='{"spec":{"nodeName":"node-2"}}' -- sleep 9; kubectl get pod t -o jsonpath={.spec.nodeName}`,
      0,
      'pod/t created\nnode-2',
      '',
    ],
    ["t --image=busybox:1.36 --overrides='{x'", 1, '', 'error: Invalid JSON Patch\n'],
    ['t --image=busybox:1.36 --rm', 1, '', 'error: --rm should only be used for attached containers\n'],
  ])('%s', (line, ...expected) => expect(typed(`kubectl run ${line}`)).toEqual(expected))

  it('what comes through a pipe goes to the container', () => {
    const line =
      'printf "echo from \\$HOSTNAME\\n" | kubectl run t --image=busybox:1.36 --restart=Never --rm -i -q -- sh'
    expect(typed(line)).toEqual([0, 'from t\n', ''])
  })

  it('an image that cannot be pulled is not waited for longer than a minute', () => {
    const line = 'kubectl run t --image=busybox:nope --restart=Never -i --pod-running-timeout=10s -- true'
    expect(typed(line)).toEqual([1, '', 'error: timed out waiting for the condition\n'])
  })
})

it('a file that nobody has given is not there', () => {
  let json = ''
  runCli(['run', '-', '-o', 'json'], {
    stdout: (piece) => {
      json += piece
    },
    stderr: () => undefined,
    read: () =>
      'apiVersion: podlapse.dev/v1\nkind: Scenario\nspec: {steps: [{at: 1s, run: kubectl apply -f web.yaml}]}\n',
  })
  expect(JSON.parse(json).commands[0]).toMatchObject({
    exitCode: 1,
    stderr: 'error: the path "web.yaml" does not exist\n',
  })
})
