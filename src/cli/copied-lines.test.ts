import { describe, expect, it } from 'vitest'
import { typed } from './testing/typed.ts'

/** Lines that copy files into containers and out of them, and Pods for looking into them. */

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  terminationGracePeriodSeconds: 1
  containers:
    - name: app
      image: busybox:1.36
      command: [sh, -c, "mkdir /data; echo one > /data/a; echo two > /data/b; sleep 1000"]
      livenessProbe: {exec: {command: [cat, /data/a]}, periodSeconds: 5}
    - {name: bare, image: registry.k8s.io/pause:3.10}
`
const FILES = { 'page.html': 'hello\n', 'conf/x.ini': 'x=1\n', 'conf/deep/y.ini': 'y=2\n' }

function answered(line: string) {
  const [command] = typed([{ at: '2s', run: line }], { manifests: POD, files: FILES })
  return [command?.stdout, command?.stderr, command?.exitCode]
}

describe('kubectl cp', () => {
  it.each<[string, string, string, number]>([
    ['kubectl cp -c app page.html web:/tmp/p.html; kubectl exec -c app web -- cat /tmp/p.html', 'hello\n', '', 0],
    ['kubectl cp -c app page.html web:/tmp; kubectl exec -c app web -- ls /tmp', 'page.html\n', '', 0],
    [
      'kubectl cp -c app conf web:/etc/conf; kubectl exec -c app web -- cat /etc/conf/x.ini /etc/conf/deep/y.ini',
      'x=1\ny=2\n',
      '',
      0,
    ],
    ['kubectl cp -c app web:/data/a here; cat here', 'one\n', "tar: removing leading '/' from member names\n", 0],
    [
      'kubectl cp -c app web:/data all; cat all/a all/b',
      'one\ntwo\n',
      "tar: removing leading '/' from member names\n",
      0,
    ],
    ['kubectl cp -c app default/web:data/b b 2>&1; cat b', 'two\n', '', 0],
    ['kubectl cp -c app nothing web:/tmp', '', "error: nothing doesn't exist in local filesystem\n", 1],
    ['kubectl cp web:/a other:/b', '', 'error: one of src or dest must be a local file specification\n', 1],
  ])('%s', (line, stdout, stderr, code) => {
    expect(answered(line)).toEqual([stdout, stderr, code])
  })

  it('needs tar in the container', () => {
    const [stdout, stderr, code] = answered('kubectl cp -c bare page.html web:/page.html')
    expect([stdout, code]).toEqual(['', 1])
    expect(stderr).toContain('exec: "tar": executable file not found in $PATH')
  })
})

const OF = (name: string, path: string) => `kubectl get pod ${name} -o jsonpath='${path}'`

describe('kubectl debug', () => {
  it.each<[string, string]>([
    [
      `kubectl debug web --image=busybox -c look --copy-to=copy -- sleep 9; ${OF('copy', '{.spec.containers[*].name} {.spec.shareProcessNamespace} {.metadata.labels} {.spec.containers[0].livenessProbe}')}`,
      'app bare look true  ',
    ],
    [
      `kubectl debug web --image=busybox:1.37 -c app --copy-to=copy -- sleep 7; ${OF('copy', '{.spec.containers[0].image} {.spec.containers[0].command}')}`,
      'busybox:1.37 ["sleep","7"]',
    ],
    [
      `kubectl debug web --copy-to=copy --set-image='*=busybox:1.37' --keep-labels --keep-liveness; ${OF('copy', '{.spec.containers[1].image} {.metadata.labels.app} {.spec.containers[0].livenessProbe.periodSeconds}')}`,
      'busybox:1.37 web 5',
    ],
    [
      `kubectl debug web --image=busybox -c x --copy-to=copy --replace -- true; sleep 9; ${OF('web', '{.metadata.name}')} 2>&1`,
      'Error from server (NotFound): pods "web" not found\n',
    ],
  ])('%s', (line, stdout) => {
    expect(answered(line)[0]).toBe(stdout)
  })

  it('makes a Pod on a node, with what the node has', () => {
    const [stdout] = answered(
      "kubectl debug node/node-1 --image=busybox -- sleep 9; kubectl get pods -l app.kubernetes.io/managed-by=kubectl-debug -o jsonpath='{.items[0].spec.hostPID} {.items[0].spec.nodeName} {.items[0].spec.volumes[0].hostPath.path}'",
    )
    expect(stdout).toMatch(
      /^Creating debugging pod node-debugger-node-1-[a-z0-9]{5} with container debugger on node node-1\.\ntrue node-1 \/$/,
    )
  })

  it('says which container it makes up a name for', () => {
    expect(answered('kubectl debug web --image=busybox -- true')[0]).toMatch(
      /^Defaulting debug container name to debugger-[a-z0-9]{5}\.\n$/,
    )
  })
})
