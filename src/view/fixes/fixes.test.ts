import { describe, expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import { ensure } from '../../lib/assert.ts'
import { compile } from '../../scenario/compile.ts'
import type { Trace } from '../../trace/trace.ts'
import { trafficVerdict } from '../diagnosis/failed-requests.ts'
import { serviceTroubles } from '../diagnosis/service-trouble.ts'
import { runSentence } from '../explain/run-sentence.ts'
import { runText } from '../explain/testing/run-text.ts'
import { EXPLAIN_EN } from '../explain/words-en.ts'
import { LANES_EN } from '../lanes/words-en.ts'
import type { Candidate, FixSubject } from './fix.ts'
import type { DocumentOf } from './patient.ts'
import { proposals } from './proposals.ts'

const WORDS = { runs: EXPLAIN_EN.runs, answers: EXPLAIN_EN.answers, lanes: LANES_EN }

/** As the page does it: values are looked for, and the first cure that a run bears out is taken. */
function cure(text: string): { readonly candidate: Candidate; readonly run: Trace } | undefined {
  const trace = runText(text)
  const about = runSentence(trace, WORDS)?.about
  const subject = ensure(about, 'trouble') as FixSubject
  const objects = compile(text).scenario?.objects ?? []
  const documentOf: DocumentOf = (kind, namespace, name) =>
    objects.find(({ object }) => {
      const { metadata } = object
      return object.kind === kind && metadata.namespace === namespace && metadata.name === name
    })?.document
  for (const proposal of proposals(trace, text, documentOf, subject)) {
    const candidate = proposal.kind === 'ready' ? proposal.candidate : proposal.conclude(runText(proposal.text))
    if (candidate === undefined) continue
    const run = runText(candidate.text)
    if (candidate.cures(run)) return { candidate, run }
  }
  return undefined
}

const pod = (name: string, container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: shop}}
spec:
${spec}  containers:
  - name: c
${container.replace(/^/gm, '    ')}
`

const SLOW = pod(
  'slow',
  `image: podlapse/app:1
args: [http, --port, "8080", --start-delay, "40"]
livenessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 5, failureThreshold: 2}`,
)

const DEPLOYMENT = (container: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: shelf}
spec:
  replicas: 1
  selector: {matchLabels: {app: shelf}}
  template:
    metadata: {labels: {app: shelf}}
    spec:
      containers:
      - name: c
${container.replace(/^/gm, '        ')}
`

const OF_DEPLOYMENT = `${DEPLOYMENT('image: nginx:1.27\nresources: {requests: {memory: 9Gi}}')}---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {nodes: [{name: small, cpu: "2", memory: 2Gi}]}
`

describe.each<[string, string, string]>([
  ['a process that starts later than liveness can wait', SLOW, 'livenessProbe.initialDelaySeconds: 45'],
  [
    'a startup probe with too little patience',
    SLOW.replace('livenessProbe', 'startupProbe'),
    'startupProbe.failureThreshold: 9',
  ],
  [
    'answers that take longer than the timeout',
    pod(
      'late',
      `image: podlapse/app:1
args: [http, --port, "8080", --slow, "2500"]
livenessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 5, failureThreshold: 2}`,
    ),
    'livenessProbe.timeoutSeconds: 3',
  ],
  [
    'a probe that asks another port than the container has',
    pod(
      'port',
      `image: nginx:1.27
ports: [{containerPort: 80}]
readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 5}`,
    ),
    'httpGet.port: 80',
  ],
  [
    'a path that is not there',
    pod('path', 'image: nginx:1.27\nreadinessProbe: {httpGet: {path: /healthz, port: 80}, periodSeconds: 5}'),
    'httpGet.path: /',
  ],
  [
    'a limit that is too low',
    pod(
      'memory',
      `image: podlapse/app:1
args: [leak, --from, 20Mi, --to, 150Mi, --over, "20"]
resources: {limits: {memory: 64Mi}}`,
    ),
    'limits.memory: 192Mi',
  ],
  [
    'a ConfigMap that is missing',
    pod('map', 'image: nginx:1.27\nenvFrom: [{configMapRef: {name: settings}}]'),
    'add ConfigMap settings',
  ],
  [
    'a Secret that is missing, with the key that is asked for',
    pod('secret', 'image: nginx:1.27\nenv: [{name: PW, valueFrom: {secretKeyRef: {name: login, key: password}}}]'),
    'add Secret login',
  ],
  [
    'a Service that selects nothing',
    `${pod('web', 'image: nginx:1.27')}---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: shopp}, ports: [{port: 80}]}
`,
    'selector: app: shop',
  ],
  [
    'a Service with another port',
    `${pod('web', 'image: nginx:1.27\nports: [{containerPort: 80}]')}---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: shop}, ports: [{port: 80, targetPort: 8080}]}
`,
    'targetPort: 80',
  ],
  [
    'a grace period that is too short',
    `${pod('stop', 'image: podlapse/app:1\nargs: [run, --term-delay, "8"]', '  terminationGracePeriodSeconds: 3\n')}---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {steps: [{at: 10s, run: kubectl delete pod stop}]}
`,
    'terminationGracePeriodSeconds: 10',
  ],
  [
    'a selector with a value that no node has',
    `${pod('picky', 'image: nginx:1.27', '  nodeSelector: {disk: sdd}\n')}---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {nodes: [{name: cellar, labels: {disk: ssd}}, {name: attic, labels: {disk: tape}}]}
`,
    'nodeSelector: disk: ssd',
  ],
  [
    'a selector with a key that is misspelt, beside one that is right',
    `${pod('picky', 'image: nginx:1.27', '  nodeSelector: {example.com/zon: east, disk: ssd}\n')}---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {nodes: [{name: cellar, labels: {disk: ssd, example.com/zone: east}}]}
`,
    'nodeSelector: example.com/zone: east',
  ],
  [
    'a selector that nothing is like',
    pod('picky', 'image: nginx:1.27', '  nodeSelector: {gpu: a100}\n'),
    'without nodeSelector',
  ],
  [
    'nodes with a taint',
    `${pod('guest', 'image: nginx:1.27', '  tolerations: [{key: other, operator: Exists}]\n')}---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {nodes: [{name: lobby, labels: {}, taints: [{key: for, value: staff, effect: NoSchedule}]}]}
`,
    'tolerations: for=staff:NoSchedule',
  ],
  [
    'requests that fit no node',
    `${pod('greedy', 'image: nginx:1.27\nresources: {requests: {cpu: "6", memory: 100Mi}}')}---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {nodes: [{name: small, cpu: "2", memory: 4Gi}]}
`,
    'requests.cpu: 2000m',
  ],
  ['a tag that nobody has, of a version', pod('old', 'image: nginx:1.99.3'), 'image: nginx:1'],
  ['a tag that is misspelt', pod('typo', 'image: nginx:latset'), 'image: nginx:latest'],
  [
    'an image that the text describes, misspelt',
    `${pod('mine', 'image: registry.example.com/shop:2')}---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {images: [{name: "registry.example.com/shop:3", command: [podlapse, run]}, {name: "registry.example.com/shop:2", pull: notFound}]}
`,
    'image: registry.example.com/shop:3',
  ],
  [
    'a policy that forbids to pull what is not there',
    pod('never', 'image: redis:7\nimagePullPolicy: Never'),
    'imagePullPolicy: IfNotPresent',
  ],
  ['a Pod of a Deployment: its template is mended', OF_DEPLOYMENT, 'requests.memory: 1948Mi'],
  [
    'a probe in the template of a Deployment',
    DEPLOYMENT(
      'image: podlapse/app:1\nargs: [http, --port, "8080", --start-delay, "40"]\nlivenessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 5, failureThreshold: 2}',
    ),
    'livenessProbe.initialDelaySeconds: 45',
  ],
])('%s', (_, text, expected) => {
  test(`is cured: ${expected}`, () => {
    const found = cure(text)
    const what = found?.candidate.what
    expect(what && said(what)).toBe(expected)
    expect(serviceTroubles(found!.run)).toEqual([])
  })
})

function said(what: Candidate['what']): string {
  if (what.kind === 'set') return `${what.field}: ${what.value}`
  if (what.kind === 'unset') return `without ${what.field}`
  return what.kind === 'addObject' ? `add ${what.objectKind} ${what.name}` : `add ${what.key} to ${what.name}`
}

test.each(['liveness-kill', 'crash-loop', 'poststart-fails', 'deaf-to-sigterm'])(
  'no number cures what is wrong with %s',
  (name) => {
    expect(
      cure(
        ensure(
          GALLERY.find((item) => item.name === name),
          name,
        ).text,
      ),
    ).toBeUndefined()
  },
)

describe('requests that fail in a rollout', () => {
  const text = (name: string) => ensure(GALLERY.find((item) => item.name === name)?.text, name)
  test.each([
    ['requests-no-readiness', 'readinessProbe: httpGet /, 8080', 'readiness'],
    ['requests-no-prestop', 'lifecycle.preStop: sleep 5 s', 'preStop'],
  ])('%s', (name, expected, missing) => {
    const found = ensure(cure(text(name)), 'a cure')
    const { what } = found.candidate
    expect(what.kind === 'set' && `${what.field}: ${what.value}`).toBe(expected)
    const left = found.run.traffic.flatMap((track) => trafficVerdict(found.run, track).reasons)
    expect(left.length).toBeGreaterThan(0)
    expect(left.filter((reason) => reason.missing === missing)).toEqual([])
  })

  test('what only another program can do is not offered', () => {
    expect(cure(text('requests-prestop'))).toBeUndefined()
  })
})
