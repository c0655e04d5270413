import { expect, it } from 'vitest'
import { PROGRAMS } from '../../programs/programs.ts'
import { compile } from '../../scenario/compile.ts'
import { assembleTrace } from '../../trace/assemble.ts'
import { simulate } from '../simulate.ts'

/** Each line of an access log once: who asked, and with what. */
function askers(spec: string): string[] {
  const { scenario, refusal, problems } = compile(`apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  ${spec}
  containers:
  - name: web
    image: nginx:1.27
    readinessProbe: {httpGet: {port: 80}}
  - {name: neighbour, image: busybox:1.36, command: [sh, -c, 'sleep 5; wget -qO- http://127.0.0.1/; sleep 99']}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {until: 20s}
`)
  if (!scenario) throw new Error(refusal ?? JSON.stringify(problems))
  const lines = assembleTrace(simulate(scenario, PROGRAMS)).logs.map(({ line }) => line)
  return [
    ...new Set(lines.flatMap((line) => /^([\d.]+) - - .*"(kube-probe|Wget)/.exec(line)?.slice(1).join(' ') ?? [])),
  ]
}

it.each([
  // As a node's access logs have it: 10.88.0.1, the bridge, where the Pods have 10.88.0.x.
  ['a Pod is asked by its node over the bridge', '', ['10.244.1.1 kube-probe', '127.0.0.1 Wget']],
  ['one in the node’s network by the node itself', 'hostNetwork: true', ['10.0.0.10 kube-probe', '127.0.0.1 Wget']],
])('%s, and by its own containers over the loopback', (_, spec, expected) => {
  expect(askers(spec)).toEqual(expected)
})

it('a redirection in PREROUTING holds for who comes from outside, not for the Pod itself', () => {
  const { scenario } = compile(`apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: web
    image: ikubernetes/admin-box
    command: [sh, -c, "iptables -t nat -A PREROUTING -p tcp --dport 8080 -j REDIRECT --to-port 80; nc -lk -p 80"]
    securityContext: {capabilities: {add: [NET_ADMIN]}}
---
apiVersion: v1
kind: Pod
metadata: {name: other}
spec:
  containers: [{name: c, image: busybox:1.36, command: [sleep, "99"]}]
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec:
  until: 30s
  imagesPresent: true
  steps:
  - {at: 10s, run: "kubectl exec web -- nc -z 127.0.0.1 8080"}
  - {at: 11s, run: "kubectl exec web -- nc -z 10.244.1.2 8080"}
  - {at: 12s, run: "kubectl exec web -- nc -z 10.244.1.2 80"}
  - {at: 13s, run: "kubectl exec other -- nc -z 10.244.1.2 8080"}
`)
  if (!scenario) throw new Error('refused')
  const failed = assembleTrace(simulate(scenario, PROGRAMS)).entries.flatMap((entry) =>
    entry.kind === 'stepOutput' ? [entry.index] : [],
  )
  expect(failed).toEqual([0, 1])
})
