import { expect, it } from 'vitest'
import { simulate } from '../../../engine/simulate.ts'
import { compile } from '../../../scenario/compile.ts'
import { assembleTrace } from '../../../trace/assemble.ts'
import { PROGRAMS } from '../../programs.ts'

const CLUSTER = `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.7.7, selector: {app: web}, ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: far}
spec: {type: ExternalName, externalName: web.default.svc.cluster.local}
---
apiVersion: v1
kind: Pod
metadata: {name: asker}
spec:
  containers:
  - {name: c, image: nicolaka/netshoot, command: [sleep, "99"]}
  - {name: b, image: "busybox:1.36", command: [sleep, "99"]}
  - {name: old, image: "busybox:1.28", command: [sleep, "99"]}
---
`

/** What each line prints in the container, exit codes behind it. */
function printed(container: string, line: string): string {
  const step = { at: '10s', run: `kubectl exec asker -c ${container} -- sh -c '${line}'` }
  const document = {
    apiVersion: 'podlapse.dev/v1',
    kind: 'Scenario',
    spec: { imagesPresent: true, until: '30s', steps: [step] },
  }
  const { scenario, refusal } = compile(CLUSTER + JSON.stringify(document))
  if (!scenario) throw new Error(refusal)
  return assembleTrace(simulate(scenario, PROGRAMS))
    .entries.flatMap((entry) => (entry.kind === 'stepOutput' ? [entry.text + (entry.unfinished ? '' : '\n')] : []))
    .join('')
}

const HEAD = 'Server:\t\t10.96.0.10\nAddress:\t10.96.0.10#53\n\n'

it.each([
  ['c', 'nslookup web', `${HEAD}Name:\tweb.default.svc.cluster.local\nAddress: 10.96.7.7\n\n`],
  ['c', 'nslookup web.default', `${HEAD}Name:\tweb.default.svc.cluster.local\nAddress: 10.96.7.7\n\n`],
  ['c', 'nslookup nope.default', `${HEAD}** server can't find nope.default: NXDOMAIN\n\n`],
  ['c', 'nslookup 10.96.7.7', '7.7.96.10.in-addr.arpa\tname = web.default.svc.cluster.local.\n\n'],
  ['c', 'nslookup 10.9.9.9', "** server can't find 9.9.9.10.in-addr.arpa: NXDOMAIN\n\n"],
  ['c', 'dig +short -x 10.96.7.7', 'web.default.svc.cluster.local.\n'],
  ['c', 'dig +short web', ''],
  ['c', 'dig +short +search web', '10.96.7.7\n'],
  ['c', 'dig +short _http._tcp.web.default.svc.cluster.local SRV', '0 100 80 web.default.svc.cluster.local.\n'],
  ['c', 'host 10.96.7.7', '7.7.96.10.in-addr.arpa domain name pointer web.default.svc.cluster.local.\n'],
  ['b', 'nslookup 10.96.7.7 | tail -2', '7.7.96.10.in-addr.arpa\tname = web.default.svc.cluster.local\n\n'],
  ['b', 'nslookup web.default | tail -2', "** server can't find web.default: NXDOMAIN\n\n"],
  ['old', 'nslookup web 2>&1 | tail -1', 'Address 1: 10.96.7.7 web.default.svc.cluster.local\n'],
])('%s: %s', (container, line, expected) => {
  expect(printed(container, line).replace(/command terminated.*\n?$/, '')).toBe(expected)
})
