import { describe, expect, it } from 'vitest'
import { typed } from './testing/typed.ts'

/** kubectl port-forward: the workstation reaches a port within a Pod's own network. */

const CLUSTER = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  terminationGracePeriodSeconds: 1
  containers: [{name: c, image: nginx:1.27, ports: [{name: http, containerPort: 80}]}]
---
apiVersion: v1
kind: Service
metadata: {name: front}
spec: {selector: {app: web}, ports: [{name: www, port: 8080, targetPort: http}]}
---
apiVersion: v1
kind: Pod
metadata: {name: near}
spec: {containers: [{name: c, image: busybox:1.36, command: [sh, -c, "nc -l -s 127.0.0.1 -p 9000 -e echo near; sleep 99"]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: late}
spec: {nodeSelector: {disk: "no"}, containers: [{name: c, image: busybox:1.36}]}
`
const BOTH = (local: number, remote: number) =>
  `Forwarding from 127.0.0.1:${local} -> ${remote}\nForwarding from [::1]:${local} -> ${remote}\n`

function answered(line: string) {
  const [command] = typed([{ at: '5s', run: line }], { manifests: CLUSTER, until: '40s' })
  return [command?.stdout, command?.stderr, command?.exitCode]
}

describe('kubectl port-forward', () => {
  it.each<[string, string, string, number]>([
    [
      'kubectl port-forward web 8000:80 & sleep 1; curl -s localhost:8000 | grep -c "Welcome to nginx"; kill $!',
      `${BOTH(8000, 80)}Handling connection for 8000\n2\n`,
      '',
      0,
    ],
    [
      'kubectl port-forward svc/front 8080 & sleep 1; curl -s -o /dev/null -w "%{http_code}" localhost:8080; kill $!',
      `${BOTH(8080, 80)}Handling connection for 8080\n200`,
      '',
      0,
    ],
    ['timeout -s INT 1 kubectl port-forward svc/front 9999:www', BOTH(9999, 80), '', 124],
    ['timeout -s INT 1 kubectl port-forward web :http', BOTH(32_768, 80), '', 124],
    ['timeout -s INT 1 kubectl port-forward web 8080:80:90', BOTH(8080, 8080), '', 124],
    [
      'kubectl port-forward web 81 & sleep 1; curl -s localhost:81; wait $! 2> /dev/null; echo $?',
      `${BOTH(81, 81)}Handling connection for 81\n1\n`,
      'an error occurred forwarding 81 -> 81',
      0,
    ],
    [
      'kubectl port-forward web 8000:80 & sleep 1; kubectl delete pod web > /dev/null; wait $!; echo $?',
      `${BOTH(8000, 80)}1\n`,
      'error: lost connection to pod\n',
      0,
    ],
    ['kubectl port-forward web abc', '', "error: Pod 'web' does not have a named port 'abc'\n", 1],
    ['kubectl port-forward svc/front 81', '', 'error: Service front does not have a service port 81\n', 1],
    ['kubectl port-forward none 80', '', 'Error from server (NotFound): pods "none" not found\n', 1],
    [
      'kubectl port-forward late 80',
      '',
      'error: unable to forward port because pod is not running. Current status=Pending\n',
      1,
    ],
    [
      'kubectl port-forward web',
      '',
      "error: TYPE/NAME and list of ports are required for port-forward\nSee 'kubectl port-forward -h' for help and examples\n",
      1,
    ],
  ])('%s', (line, stdout, stderr, code) => {
    const [out, errors, exit] = answered(line)
    expect([out, exit]).toEqual([stdout, code])
    if (stderr === '') expect(errors).toBe('')
    else expect(errors).toContain(stderr)
  })

  it('reaches what listens on the loopback address of the Pod alone', () => {
    const [stdout] = answered(
      'kubectl port-forward near 9000 > /dev/null & sleep 1; nc 127.0.0.1 9000 < /dev/null; kill $!',
    )
    expect(stdout).toBe('near\n')
  })
})
