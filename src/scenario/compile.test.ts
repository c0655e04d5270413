import { describe, expect, it } from 'vitest'
import fc from '../lib/testing/property.ts'
import { NOTES_EN } from '../view/notes/notes-en.ts'
import { problemText } from '../view/notes/problem-text.ts'
import { ASSUMPTIONS } from './assumptions.ts'
import { compile } from './compile.ts'
import type { ScenarioImage } from './scenario-image.ts'

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: nginx}]}\n'
const HEAD = '---\napiVersion: podlapse.dev/v1\nkind: Scenario\n'

function scenarioOf(spec: string) {
  const { scenario, problems, refusal } = compile(`${POD}${HEAD}spec:\n${spec.replace(/^/gm, '  ')}`)
  expect([problems.filter(({ severity }) => severity === 'error'), refusal]).toEqual([[], undefined])
  return scenario!
}

function problemsOf(spec: string) {
  const { problems, scenario } = compile(`${POD}${HEAD}spec:\n${spec.replace(/^/gm, '  ')}`)
  expect(scenario).toBeUndefined()
  return problems
}

describe('without a Scenario document', () => {
  it('there are three nodes and a quarter of an hour', () => {
    const { scenario } = compile(POD)
    expect(scenario).toMatchObject({ name: 'web', seed: 1, untilMs: 900_000, untilGiven: false, imagesPresent: false })
    expect(scenario?.nodes.map(({ name, milliCPU, memoryBytes, pods }) => [name, milliCPU, memoryBytes, pods])).toEqual(
      ['node-1', 'node-2', 'node-3'].map((name) => [name, 4000, 8 * 1024 ** 3, 110]),
    )
    expect(scenario?.assumptions).toEqual(ASSUMPTIONS)
  })
})

describe('a Scenario document', () => {
  it('gives what it names', () => {
    expect(
      scenarioOf(`seed: 7
until: 90s
imagesPresent: true
nodes:
  - {name: big, cpu: "1.5", memory: 24Gi, pods: 5, labels: {disk: ssd}, taints: [{key: k, value: v, effect: NoExecute}], cgroup: v1}
images:
  - {name: acme/api, size: 1Ki, present: false, pull: notFound, pullTime: 12s, command: [podlapse, http]}
assumptions: {pullBandwidth: 1Mi/s, schedulingLatency: 1s, processMemory: 2Mi}
`),
    ).toMatchObject({
      seed: 7,
      untilMs: 90_000,
      untilGiven: true,
      imagesPresent: true,
      nodes: [
        {
          name: 'big',
          milliCPU: 1500,
          memoryBytes: 24 * 1024 ** 3,
          pods: 5,
          labels: { disk: 'ssd' },
          taints: [{ key: 'k', value: 'v', effect: 'NoExecute' }],
          cgroup: 'v1',
        },
      ],
      images: [
        {
          name: 'docker.io/acme/api:latest',
          sizeBytes: 1024,
          present: false,
          pull: 'notFound',
          pullTimeMs: 12_000,
          command: ['podlapse', 'http'],
        },
      ],
      assumptions: { pullBandwidth: 1024 ** 2, schedulingLatency: 1000, processMemory: 2 * 1024 ** 2 },
    })
  })

  it('says which Secret an image is pulled with', () => {
    const { images } = scenarioOf('images: [{name: "ghcr.io/acme/api:1", pull: {secret: regcred}}]\n')
    expect(images).toEqual([{ name: 'ghcr.io/acme/api:1', pullSecret: 'regcred' }])
  })

  it.each<[string, string, Record<string, string>, string[]]>([
    [
      'taints and no labels: it is kept for somebody',
      'taints: [{key: team, value: blue, effect: NoSchedule}, {key: gpu, effect: NoExecute}]',
      { team: 'blue', gpu: '' },
      ['spec.nodes[0].taints: taken for a dedicated node, so labelled team=blue, gpu= too (labels: {} for none)'],
    ],
    ['labels of its own', 'labels: {disk: ssd}, taints: [{key: team, effect: NoSchedule}]', { disk: 'ssd' }, []],
    ['no labels, and says so', 'labels: {}, taints: [{key: team, value: blue, effect: NoSchedule}]', {}, []],
    ['a taint that says how it is', 'taints: [{key: node.kubernetes.io/not-ready, effect: NoExecute}]', {}, []],
    ['nothing', 'cpu: 1', {}, []],
  ])('labels a node that is given %s', (_what, fields, labels, said) => {
    const { scenario, problems } = compile(`${POD}${HEAD}spec: {nodes: [{name: box, ${fields}}]}\n`)
    expect(scenario?.nodes[0]?.labels).toEqual(labels)
    expect(problems.map((problem) => [problem.severity, problemText(problem, NOTES_EN)])).toEqual(
      said.map((each) => ['info', each]),
    )
  })

  it.each([
    ['a misspelt field', 'untill: 5m\n', { code: 'unknown-field', path: 'spec.untill', fix: { text: 'until' } }],
    ['a length of time that is none', 'until: soon\n', { code: 'scenario', path: 'spec.until' }],
    ['a node without a name', 'nodes: [{cpu: 1}]\n', { code: 'scenario', path: 'spec.nodes[0].name' }],
    ['two nodes of one name', 'nodes: [{name: a}, {name: a}]\n', { path: 'spec.nodes[1].name' }],
    [
      'a taint whose key is none',
      'nodes: [{name: a, labels: {}, taints: [{key: a b}]}]\n',
      { path: 'spec.nodes[0].taints[0].key' },
    ],
    ['a label that is none', 'nodes: [{name: a, labels: {a b: c}}]\n', { path: 'spec.nodes[0].labels' }],
    [
      'a taint twice',
      'nodes: [{name: a, labels: {}, taints: [{key: k}, {key: k}]}]\n',
      { path: 'spec.nodes[0].taints[1]' },
    ],
    [
      'half a device',
      'nodes: [{name: a, resources: {acme.io/gpu: 500m}}]\n',
      { path: 'spec.nodes[0].resources.acme.io/gpu' },
    ],
    ['an outcome that is none', 'images: [{name: a, pull: maybe}]\n', { path: 'spec.images[0].pull' }],
    ['a pull that asks for no Secret', 'images: [{name: a, pull: {}}]\n', { path: 'spec.images[0].pull.secret' }],
    ['a pull that is a list', 'images: [{name: a, pull: []}]\n', { path: 'spec.images[0].pull' }],
    ['an assumption that is none', 'assumptions: {luck: 1}\n', { path: 'spec.assumptions.luck' }],
    ['a step without a time', 'steps: [{run: kubectl delete pod web}]\n', { path: 'spec.steps[0].at' }],
    ['a step that does nothing', 'steps: [{at: 1s}]\n', { path: 'spec.steps[0]' }],
  ])('%s is a problem at its place', (_, spec, problem) => {
    expect(problemsOf(spec)).toMatchObject([{ severity: 'error', document: 1, ...problem }])
  })
})

describe('steps', () => {
  it('are sorted by time, and those of one instant stay in the order of the text', () => {
    const { steps } = scenarioOf(`steps:
  - {at: 1m, run: kubectl delete pod c}
  - {at: 5, run: kubectl delete pod a}
  - {at: 5s, run: kubectl delete pod b}
`)
    expect(steps.map(({ atMs, text }) => [atMs, text])).toEqual([
      [5000, 'kubectl delete pod a'],
      [5000, 'kubectl delete pod b'],
      [60_000, 'kubectl delete pod c'],
    ])
  })

  it.each([
    ['a line', 'run: kubectl delete pod web | cat', [{ kind: 'run', line: 'kubectl delete pod web | cat' }]],
    [
      'an image that a line sets',
      'run: kubectl set image pod/web app=nginx:1.28',
      [{ brings: { images: [{ image: 'nginx:1.28', of: { name: 'web', container: 'app' } }] } }],
    ],
    [
      'a Pod that a line makes, even in a loop',
      'run: for i in 1; do kubectl run x --image=busybox --restart=Never -- sleep 5; done',
      [{ brings: { objects: [{ metadata: { name: 'x', labels: { run: 'x' } }, spec: { restartPolicy: 'Never' } }] } }],
    ],
    [
      'what stands in a here-document',
      'run: "kubectl apply -f - <<E\\napiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: cm}\\nE"',
      [{ brings: { objects: [{ kind: 'ConfigMap', metadata: { name: 'cm' } }] } }],
    ],
    [
      'apply an object',
      'apply: {apiVersion: v1, kind: ConfigMap, metadata: {name: cm}, data: {k: v}}',
      [{ kind: 'apply', objects: [{ kind: 'ConfigMap', metadata: { namespace: 'default' } }] }],
    ],
    [
      'apply a text',
      `apply: "apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: cm}\\n"`,
      [{ kind: 'apply', objects: [{ kind: 'ConfigMap' }] }],
    ],
    [
      'apply the Pod once more',
      `apply: {apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: app, image: "nginx:2"}]}}`,
      [{ kind: 'apply', objects: [{ spec: { containers: [{ image: 'nginx:2' }] } }] }],
    ],
    [
      'kill a process',
      'pod: web\n    container: app\n    do: kill\n    signal: term',
      [{ kind: 'killProcess', container: 'app', signal: 'SIGTERM' }],
    ],
    ['evict', 'pod: web\n    do: evict', [{ kind: 'evict', pod: 'web', namespace: 'default' }]],
    ['publish', 'image: acme/api\n    do: publish', [{ kind: 'publishImage', image: 'docker.io/acme/api:latest' }]],
    ['a kubelet', 'node: node-1\n    do: stopKubelet', [{ kind: 'stopKubelet', node: 'node-1' }]],
    ['a node that loses power', 'node: node-1\n    do: crash', [{ kind: 'crash', node: 'node-1' }]],
    [
      'a static Pod',
      'node: node-1\n    do: writeStaticPod\n    manifest: {apiVersion: v1, kind: Pod, metadata: {name: s}, spec: {containers: [{name: c, image: nginx}]}}',
      [{ kind: 'writeStaticPod', object: { metadata: { name: 's' } } }],
    ],
  ])('%s', (_, step, actions) => {
    expect(scenarioOf(`steps:\n  - at: 1s\n    ${step}\n`).steps.map(({ action }) => action)).toMatchObject(actions)
  })

  it.each([
    ['no name', 'kubectl delete pod', 'error: resource(s) were provided, but no name was specified'],
    ['a resource that is none', 'kubectl delete pood web', `error: the server doesn't have a resource type "pood"`],
    [
      'both kinds of haste',
      'kubectl delete pod web --now --grace-period=3',
      'error: --now and --grace-period cannot be specified together',
    ],
    ['a verb that is none', 'kubectl dance', 'error: unknown command "dance" for "kubectl"'],
    [
      'a verb that is none, before what nobody knows',
      'kubectl dance $X',
      'error: unknown command "dance" for "kubectl"',
    ],
    [
      'a flag that is none, within a pipe',
      'echo y | kubectl delete pod web --fast',
      "error: unknown flag: --fast\nSee 'kubectl delete --help' for usage.",
    ],
    [
      'a flag that is none, within a loop',
      'while sleep 1; do kubectl get po -q; done',
      "error: unknown shorthand flag: 'q' in -q\nSee 'kubectl get --help' for usage.",
    ],
    ['an open quote', `kubectl exec web -- sh -c 'x`, 'the shell does not understand this: unterminated single quote'],
  ])('%s is told at the line, which is typed all the same', (_, run, message) => {
    const text = `${POD + HEAD}spec:\n  steps: [{at: 1s, run: ${JSON.stringify(run)}}]\n`
    const { scenario, problems } = compile(text)
    expect(problems).toMatchObject([
      { severity: 'warning', path: 'spec.steps[0].run', note: { kind: 'field', fault: message }, range: { line: 9 } },
    ])
    expect(scenario?.steps).toMatchObject([{ action: { kind: 'run', line: run } }])
  })

  it.each([
    ['a pipe', 'kubectl get pods | wc -l'],
    ['words that are known only later', 'kubectl delete $KIND $NAME --$HOW'],
    ['another program', 'curl http://web'],
  ])('%s is fine', (_, run) => {
    expect(compile(`${POD + HEAD}spec:\n  steps: [{at: 1s, run: ${JSON.stringify(run)}}]\n`).problems).toEqual([])
  })

  it.each([
    [1000, []],
    [1001, [{ kind: 'field', fault: { kind: 'tooManySteps', most: 1000 } }]],
  ])('%d steps', (count, expected) => {
    const steps = Array.from({ length: count }, () => '{at: 1s, run: "true"}').join(', ')
    const { problems } = compile(`${POD}${HEAD}spec: {steps: [${steps}]}\n`)
    expect(problems.map(({ note }) => note)).toMatchObject(expected)
  })

  it.each([
    ['kubectl proxy --port=8080', ['kubectl proxy']],
    ['kubectl get pods | kubectl proxy', ['kubectl proxy']],
    ['kubectl kustomize . & kubectl proxy', ['kubectl kustomize', 'kubectl proxy']],
  ])('what is not simulated of %s is told at the line', (run, commands) => {
    const { problems } = compile(`${POD}${HEAD}spec:\n  steps: [{at: 1s, run: ${JSON.stringify(run)}}]\n`)
    const notes = problems.flatMap(({ note }) => (note?.kind === 'typedCommand' ? [note.command] : []))
    expect(notes).toEqual(commands)
  })

  it('a file that a line names is the text, unless the text has files of its own', () => {
    const steps = 'steps: [{at: 1s, run: "kubectl delete -f web.yaml"}]'
    const { workstation } = scenarioOf(`${steps}\n`)
    expect(Object.keys(workstation.files)).toEqual(['web.yaml'])
    expect(JSON.parse(workstation.files['web.yaml'] ?? '')).toMatchObject({ kind: 'Pod', metadata: { name: 'web' } })
    expect(scenarioOf(`${steps}\nworkstation: {files: {a.txt: b}}\n`).workstation.files).toEqual({ 'a.txt': 'b' })
  })
})

describe('any text', () => {
  const sample = `${POD}${HEAD}spec:\n  until: 5m\n  steps:\n    - {at: 25s, run: "kubectl delete pod web --grace-period=5"}\n    - {at: 9s, apply: {apiVersion: v1, kind: ConfigMap, metadata: {name: cm}}}\n`
  const part = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      '\n',
      ': ',
      '- ',
      '：',
      '\t',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '&a ',
      '*a',
      '---\n',
      '...\n',
      '|\n',
      'null',
      '<<: ',
      '? ',
      '0x',
      '1e999',
      '__proto__',
    ),
  )
  const change = fc.tuple(fc.nat(sample.length), fc.nat(30), part)

  it('has an answer, and either runs or says why not', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        let text = sample
        for (const [at, length, inserted] of changes) text = text.slice(0, at) + inserted + text.slice(at + length)
        const { scenario, problems, refusal } = compile(text)
        const errors = problems.filter(({ severity }) => severity === 'error')
        if (scenario) expect(errors.length > 0).toBe(refusal !== undefined)
        else expect(errors.length).toBeGreaterThan(0)
        for (const { range, fix } of problems) {
          for (const each of [range, fix?.range]) {
            if (each) expect(each.start >= 0 && each.end >= each.start && each.end <= text.length).toBe(true)
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  it('any value where an object is wanted has an answer too', () => {
    const value = fc.jsonValue({ maxDepth: 3 })
    const field = fc.constantFrom('metadata', 'spec', 'apiVersion', 'kind', 'items')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(field, value), { maxLength: 3 }),
        fc.constantFrom('Pod', 'Service', 'Deployment', 'CronJob', 'List', 'Scenario', 'Ingress', 'StatefulSet'),
        (fields, kind) => {
          const apiVersion = API_VERSIONS[kind] ?? 'v1'
          const { scenario, problems } = compile(JSON.stringify({ apiVersion, kind, ...Object.fromEntries(fields) }))
          expect(scenario !== undefined || problems.length > 0).toBe(true)
        },
      ),
      { numRuns: 400 },
    )
  })

  it.each([
    ['a MiB of one long word', 'a'.repeat(1024 * 1024)],
    ['a MiB of lines', 'a: b\n'.repeat(1024 * 200)],
    ['a MiB of closing brackets', ']'.repeat(1024 * 1024)],
    ['a MiB of List items', `apiVersion: v1\nkind: List\nitems:\n${'- {kind: Pod}\n'.repeat(70_000)}`],
  ])('%s is answered', (_, text) => {
    expect(compile(text).scenario).toBeUndefined()
  })
})

describe('images that nobody knows', () => {
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - name: c\n    image: acme/api:1\n'
  const lookUpImage = (reference: string, said?: ScenarioImage) => ({
    assumed: !reference.startsWith('nginx') && said?.command === undefined,
  })

  it.each([
    [
      'is said at its field',
      pod,
      [{ code: 'not-simulated', severity: 'info', path: 'spec.containers[0].image', range: { line: 7 } }],
    ],
    ['but not where the catalogue knows it', pod.replace('acme/api:1', 'nginx:1.27'), []],
    [
      'nor where the Scenario says what it does',
      `${pod}---\napiVersion: podlapse.dev/v1\nkind: Scenario\nspec: {images: [{name: "acme/api:1", command: [podlapse, http]}]}\n`,
      [],
    ],
  ])('%s', (_, text, expected) => {
    const { problems, scenario } = compile(text, { lookUpImage })
    expect(problems).toMatchObject(expected)
    expect(problems).toHaveLength(expected.length)
    expect(scenario).toBeDefined()
  })

  it.each([
    [
      'apps/v1',
      'Deployment',
      'template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: acme/api:1}]}}',
      'spec.template.spec',
    ],
    [
      'batch/v1',
      'CronJob',
      'schedule: "* * * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: acme/api:1}]}}}}',
      'spec.jobTemplate.spec.template.spec',
    ],
  ])('is said in the template of a %s %s', (apiVersion, kind, spec, path) => {
    const selector = kind === 'Deployment' ? 'selector: {matchLabels: {a: b}}, ' : ''
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: d}\nspec: {${selector}${spec}}\n`
    const { problems } = compile(text, { lookUpImage })
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'not-simulated', severity: 'info', path: `${path}.containers[0].image` }),
    )
  })
})

const API_VERSIONS: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  CronJob: 'batch/v1',
  Scenario: 'podlapse.dev/v1',
  Ingress: 'networking.k8s.io/v1',
}
