import { describe, expect, it } from 'vitest'
import { edited } from '../manifest/text/text-edit.ts'
import { compile } from '../scenario/compile.ts'
import { complete } from './complete.ts'
import { plainText } from './completion/completion.ts'

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels: {app: shop}
spec:
  containers:
    - name: till
      image: nginx
      ports:
        - {name: http, containerPort: 80}
`
const REST = `  volumes:
    - name: goods
      emptyDir: {}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: prices}
data: {bread: "2", milk: "1"}
---
apiVersion: v1
kind: Secret
metadata: {name: safe}
stringData: {code: "1234"}
`

/** The caret is the bar. */
function at(marked: string) {
  const offset = marked.indexOf('|>')
  const text = marked.replace('|>', '')
  return { text, offered: complete(text, offset) }
}

const labels = (marked: string) => at(marked).offered.map(({ label }) => label)

/** What the text becomes when a label is chosen. */
function chosen(marked: string, label: string): string {
  const { text, offered } = at(marked)
  const found = offered.find((each) => each.label === label)
  if (!found) throw new Error(`${label} is not offered among ${offered.map((each) => each.label).join(' ')}`)
  const { start, end, insert } = found
  return edited(text, { start, end, text: plainText(insert) })
}

const UNDER = `${POD}      livenessProbe:\n`

describe('fields', () => {
  it.each([
    ['in a blank line', `${UNDER}        |>\n`],
    ['behind a colon', `${POD}      livenessProbe: |>\n`],
    ['half typed', `${UNDER}        ht|>\n`],
    ['below another document that is no YAML', `a: b: c\n---\n${UNDER}        ht|>\n`],
    ['in a template', `${UNDER}        |>\n`.replace('kind: Pod', 'kind: Pod # one')],
  ])('of a probe %s', (_, text) => {
    expect(labels(text).slice(0, 6)).toEqual([
      ...['httpGet', 'exec', 'tcpSocket', 'grpc', 'initialDelaySeconds', 'periodSeconds'],
    ])
  })

  it.each([
    ['those that are there are not offered', `${POD}      |>\n`, 'command', ['name', 'image', 'ports']],
    ['one handler excludes the others', `${UNDER}        httpGet: {port: 80}\n        |>\n`, 'periodSeconds', ['exec']],
    ['what the cluster fills in is not for people', POD.replace('  name', '  |>\n  name'), 'annotations', ['uid']],
    ['nor is the status', `${POD}|>`, undefined, ['status', 'spec', 'kind']],
    ['an item of a list has all of them', `${POD}    - |>\n`, 'name', []],
    ['with braces', `${POD}      livenessProbe: {httpGet: {port: 80, |>}}\n`, 'path', ['port']],
    [
      'of a step',
      `kind: Scenario\napiVersion: podlapse.dev/v1\nspec:\n  steps:\n    - {|>}\n`,
      'run',
      ['do', 'signal'],
    ],
    ['of a step on a Pod', `kind: Scenario\nspec:\n  steps:\n    - {pod: shop, |>}\n`, 'do', ['run', 'interrupt']],
    [
      'of an object in a List',
      `apiVersion: v1\nkind: List\nitems:\n- kind: Service\n  |>\n`,
      'spec',
      ['kind', 'items'],
    ],
  ])('%s', (_, text, there, missing) => {
    const found = labels(text)
    if (there !== undefined) expect(found).toContain(there)
    expect(found.filter((label) => missing.includes(label))).toEqual([])
  })

  it('that are needed stand first', () => {
    expect(labels(`${POD.replace('- name: till\n      image: nginx', '- |>')}`)[0]).toBe('name')
    expect(labels('apiVersion: apps/v1\nkind: Deployment\nspec:\n  |>\n').slice(0, 2)).toEqual(['selector', 'template'])
  })

  it.each([
    ['a text', `${POD}      im|>`, 'imagePullPolicy', '      imagePullPolicy: '],
    ['an object, with what it needs', `${UNDER}        |>`, 'httpGet', '        httpGet:\n          port: '],
    ['behind a colon', `${POD}      livenessProbe: |>`, 'exec', '      livenessProbe:\n        exec:\n          '],
    ['a list of objects', `${POD}  |>`, 'initContainers', '  initContainers:\n    - name: \n      image: '],
    ['a list of words', `${POD}      com|>`, 'command', '      command: []'],
    ['an item below its dash', `${POD}    - |>`, 'name', '    - name: '],
    ['an item in the column of the dashes', `${POD}    |>`, 'name', '    - name: '],
    ['a list behind its colon', `${POD}  volumes: |>`, 'name', '  volumes:\n    - name: '],
    ['nothing but a key where a colon stands', POD.replace('image:', 'ima|>:'), 'image', '      image: nginx'],
    ['in braces', `${POD}      livenessProbe: {|>}`, 'httpGet', '      livenessProbe: {httpGet: {}}'],
  ])('put in: %s', (_, text, label, expected) => {
    expect(chosen(text, label)).toContain(`\n${expected}`)
  })

  it('are indented as the lists around them are', () => {
    const dense = 'apiVersion: v1\nkind: Pod\nspec:\n  volumes:\n  - name: x\n  cont|>'
    expect(chosen(dense, 'containers')).toMatch(/ {2}containers:\n {2}- name: \n {4}image: $/)
  })
})

describe('values', () => {
  it.each([
    ['of an enum', `${POD}      imagePullPolicy: |>`, ['Always', 'IfNotPresent', 'Never']],
    ['that the schema calls a string', `${POD}      restartPolicy: |>`, ['Always', 'Never', 'OnFailure']],
    ['true and false', `${POD}      tty: |>`, ['true', 'false']],
    ['of a quantity', `${POD}      resources: {limits: {memory: |>}}`, ['64Mi', '128Mi', '256Mi', '512Mi', '1Gi']],
    [
      'what a step does to a node',
      'kind: Scenario\nspec:\n  steps:\n    - {node: n, do: |>}',
      ['stopKubelet', 'startKubelet'],
    ],
    ['of a version', 'kind: Deployment\napiVersion: |>\n', ['apps/v1']],
    ['items that are not there yet', `${POD}      securityContext: {capabilities: {drop: [ALL, |>]}}`, ['CHOWN']],
  ])('%s', (_, text, expected) => {
    expect(labels(text).slice(0, expected.length)).toEqual(expected)
  })

  it.each([
    ['a word', `${POD}      imagePullPolicy: Al|>`, 'Always', 'imagePullPolicy: Always'],
    ['within quotes', `${POD}      imagePullPolicy: "|>"`, 'Never', 'imagePullPolicy: "Never"'],
    ['without a space', `${POD}      imagePullPolicy:|>`, 'Never', 'imagePullPolicy: Never'],
    [
      'a text that YAML takes for a number',
      `${POD}  containers:\n  - resources: {limits: {cpu: |>}}`,
      '"1"',
      'cpu: "1"',
    ],
    ['a port by its name', `${UNDER}        httpGet:\n          port: |>`, 'http', 'port: http'],
    ['and by its number', `${UNDER}        httpGet:\n          port: |>`, '80', 'port: 80'],
  ])('put in: %s', (_, text, label, expected) => {
    expect(chosen(text, label)).toContain(expected)
  })

  it('a kind brings its version', () => {
    const { text, offered } = at('kind: Depl|>\n')
    const deployment = offered.find(({ label }) => label === 'Deployment')
    expect(deployment?.also && edited(text, deployment.also)).toBe('apiVersion: apps/v1\nkind: Depl\n')
    const other = at('apiVersion: v2\nkind: |>\n')
    const also = other.offered.find(({ label }) => label === 'Job')?.also
    expect(also && edited(other.text, also)).toBe('apiVersion: batch/v1\nkind: \n')
  })
})

describe('names that stand elsewhere in the text', () => {
  const inContainer = (lines: string) => `${POD}${lines}\n${REST}`

  it.each([
    ['a ConfigMap', inContainer('      envFrom: [{configMapRef: {name: |>}}]'), ['prices']],
    [
      'a key of it',
      inContainer('      env: [{name: A, valueFrom: {configMapKeyRef: {name: prices, key: |>}}}]'),
      ['bread', 'milk'],
    ],
    [
      'a key of a Secret',
      inContainer('      env: [{name: A, valueFrom: {secretKeyRef: {name: safe, key: |>}}}]'),
      ['code'],
    ],
    ['a volume', inContainer('      volumeMounts: [{mountPath: /x, name: |>}]'), ['goods']],
    ['a port of the container', inContainer('      readinessProbe: {tcpSocket: {port: |>}}'), ['http', '80']],
    [
      'a field of the Pod',
      inContainer('      env: [{name: A, valueFrom: {fieldRef: {fieldPath: |>}}}]'),
      ['metadata.name'],
    ],
    ['labels of Pods, as keys', `${POD}---\napiVersion: v1\nkind: Service\nspec:\n  selector:\n    |>\n`, ['app']],
    [
      'labels of Pods, as values',
      `${POD}---\napiVersion: v1\nkind: Service\nspec:\n  selector:\n    app: |>\n`,
      ['shop'],
    ],
    [
      'ports of selected Pods',
      `${POD}---\napiVersion: v1\nkind: Service\nspec:\n  selector: {app: shop}\n  ports: [{port: 1, targetPort: |>}]\n`,
      ['http', '80'],
    ],
    [
      'a Service, for an Ingress',
      'apiVersion: v1\nkind: Service\nmetadata: {name: front}\n---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nspec: {rules: [{http: {paths: [{backend: {service: {name: |>}}}]}}]}',
      ['front'],
    ],
    [
      'a Pod, for a step',
      `${POD}---\napiVersion: podlapse.dev/v1\nkind: Scenario\nspec: {steps: [{at: 1s, pod: |>}]}`,
      ['shop'],
    ],
    [
      'its container',
      `${POD}---\napiVersion: podlapse.dev/v1\nkind: Scenario\nspec: {steps: [{pod: shop, container: |>}]}`,
      ['till'],
    ],
    [
      'a node',
      `${POD}  nodeName: |>\n---\napiVersion: podlapse.dev/v1\nkind: Scenario\nspec: {nodes: [{name: big}]}`,
      ['big'],
    ],
    [
      'a label of a node',
      `${POD}  nodeSelector: {disk: |>}\n---\napiVersion: podlapse.dev/v1\nkind: Scenario\nspec: {nodes: [{name: big, labels: {disk: fast}}]}`,
      ['fast'],
    ],
    [
      'a volume of a claim',
      'apiVersion: apps/v1\nkind: StatefulSet\nspec:\n  volumeClaimTemplates: [{metadata: {name: files}}]\n  template: {spec: {containers: [{volumeMounts: [{name: |>}]}]}}',
      ['files'],
    ],
    [
      "a template's own labels, for its selector",
      'apiVersion: apps/v1\nkind: Deployment\nspec:\n  selector: {matchLabels: {tier: |>}}\n  template: {metadata: {labels: {tier: web}}}',
      ['web'],
    ],
    [
      'an image that a container names',
      `${POD}---\napiVersion: podlapse.dev/v1\nkind: Scenario\nspec: {images: [{name: |>}]}`,
      ['nginx'],
    ],
    [
      'nothing of another namespace',
      `${POD}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: far, namespace: other}\n---\napiVersion: v1\nkind: Pod\nspec: {containers: [{envFrom: [{configMapRef: {name: |>}}]}]}`,
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(labels(text).slice(0, expected.length || 1)).toEqual(expected)
  })

  it('images of the catalogue', () => {
    const image = { name: 'redis', runs: 'redis-server', ports: [6379], user: '', stopSignal: 'SIGTERM', sizeBytes: 1 }
    const text = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: r'
    expect(complete(text, text.length, { images: [image] })).toMatchObject([{ kind: 'image', label: 'redis', image }])
  })
})

describe('pieces', () => {
  const snippetsAt = (marked: string) => at(marked).offered.flatMap(({ snippet }) => snippet ?? [])

  it.each([
    ['a document that is empty', '|>', ['pod', 'deploymentAndService', 'scenario']],
    ['another one', `${POD}---\n|>`, ['pod']],
    ['a word in it', 'po|>', ['pod']],
    ['a container', `${POD}      |>`, ['execLiveness', 'preStopSleep']],
    ['a Pod without init containers', `${POD}  |>`, ['sidecar']],
    ['an init container', `${POD}  initContainers:\n    - |>`, ['sidecarItem', 'waitFor']],
  ])('for %s', (_, text, expected) => {
    expect(snippetsAt(text)).toEqual(expect.arrayContaining(expected))
  })

  it('not where a part of them is there', () => {
    expect(snippetsAt(`${UNDER}        exec: {command: [ls]}\n      |>`)).not.toContain('execLiveness')
    expect(snippetsAt('kind: Pod\n|>')).toEqual([])
  })

  it.each(snippetsAt('|>').map((name) => [name]))('the document %s is taken by the API server', (name) => {
    const { problems } = compile(chosen('|>', name))
    const pods = name === 'configMap' || name === 'claim' || name === 'scenario'
    expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([])
    expect(compile(chosen('|>', name)).scenario === undefined).toBe(false)
    expect(pods || compile(chosen('|>', name)).scenario?.objects.length).toBeTruthy()
  })

  it.each(
    ['execLiveness', 'httpReadiness', 'httpLiveness', 'httpStartup', 'preStopSleep', 'memory', 'shellCommand'].map(
      (name) => [name],
    ),
  )('the piece %s is taken in a container', (name) => {
    expect(compile(chosen(`${POD}      |>`, name)).problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('a sidecar is taken in a Pod', () => {
    expect(compile(chosen(`${POD}  |>`, 'sidecar')).scenario?.objects).toHaveLength(1)
  })
})

describe('nothing', () => {
  it.each([
    ['in a comment', 'kind: Pod # x|>'],
    ['in a script', `${POD}      command:\n        - |\n          ech|>\n`],
    ['below what nobody knows', `${POD}      nonsense:\n        |>\n`],
    ['behind a value', 'kind: Pod  |>'],
    ['in what is too large', `${'- '.repeat(500)}|>`],
  ])('%s', (_, text) => {
    expect(labels(text)).toEqual([])
  })
})

describe('plain text', () => {
  it.each([
    ['a: $1', 'a: '],
    ['a: ${1:b}', 'a: b'],
    ['a: ${2}b$0', 'a: b'],
    ['\\$(X) \\\\ \\}', '$(X) \\ }'],
    ['cost $', 'cost $'],
  ])('%s', (insert, expected) => {
    expect(plainText(insert)).toBe(expected)
  })
})
