import { describe, expect, it } from 'vitest'
import { compile } from '../scenario/compile.ts'
import type { Pod } from './pod/pod.ts'
import { parseManifest } from './text/parse.ts'

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      image: nginx
`

function podOf(text: string): Pod {
  const { scenario, problems } = compile(text)
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  return scenario!.objects.find(({ object }) => object.kind === 'Pod')!.object as Pod
}

/** A Pod of one container, with lines added to it. */
function withContainer(lines: string): string {
  return POD + lines.replace(/^/gm, '      ')
}

function withSpec(lines: string): string {
  return POD + lines.replace(/^/gm, '  ')
}

describe('a Pod as the API server stores it', () => {
  it('has every default', () => {
    const { spec, metadata, status } = podOf(POD)
    expect(metadata.namespace).toBe('default')
    expect(status).toEqual({ phase: 'Pending', qosClass: 'BestEffort' })
    expect(spec).toMatchObject({
      restartPolicy: 'Always',
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      terminationGracePeriodSeconds: 30,
      securityContext: {},
      enableServiceLinks: true,
      serviceAccountName: 'default',
      serviceAccount: 'default',
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
    })
    expect(spec.containers[0]).toMatchObject({
      imagePullPolicy: 'Always',
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
      resources: {},
    })
    expect(spec.tolerations?.map(({ key, tolerationSeconds }) => [key, tolerationSeconds])).toEqual([
      ['node.kubernetes.io/not-ready', 300],
      ['node.kubernetes.io/unreachable', 300],
    ])
  })

  it('mounts its token, the same one for the same text', () => {
    const { spec } = podOf(POD)
    const name = spec.volumes?.[0]?.name ?? ''
    expect(name).toMatch(/^kube-api-access-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
    expect(spec.containers[0]?.volumeMounts).toEqual([
      { name, readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
    ])
    expect(podOf(POD).spec.volumes?.[0]?.name).toBe(name)
  })

  it('mounts none where it says so', () => {
    expect(podOf(withSpec('automountServiceAccountToken: false\n')).spec.volumes).toBeUndefined()
  })

  it('requests what it limits, in canonical words', () => {
    const { spec, status } = podOf(withContainer('resources:\n  limits: {cpu: 0.5, memory: 0.5Gi}\n'))
    expect(spec.containers[0]?.resources).toEqual({
      limits: { cpu: '500m', memory: '512Mi' },
      requests: { cpu: '500m', memory: '512Mi' },
    })
    expect(status.qosClass).toBe('Guaranteed')
  })

  it('fills in probes, hooks, ports and fields', () => {
    const { spec } = podOf(
      withContainer(
        `ports: [{containerPort: 80}]
livenessProbe: {httpGet: {port: 80}}
lifecycle: {preStop: {httpGet: {port: 80}}}
env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
`,
      ),
    )
    expect(spec.containers[0]).toMatchObject({
      ports: [{ containerPort: 80, protocol: 'TCP' }],
      livenessProbe: {
        httpGet: { path: '/', scheme: 'HTTP' },
        timeoutSeconds: 1,
        periodSeconds: 10,
        successThreshold: 1,
        failureThreshold: 3,
      },
      lifecycle: { preStop: { httpGet: { path: '/', scheme: 'HTTP' } } },
      env: [{ valueFrom: { fieldRef: { apiVersion: 'v1' } } }],
    })
  })

  it.each([
    ['no tag', 'nginx', 'Always'],
    ['latest', 'nginx:latest', 'Always'],
    ['a tag', 'nginx:1.27', 'IfNotPresent'],
    ['a digest', `nginx@sha256:${'a'.repeat(64)}`, 'IfNotPresent'],
    ['a port and no tag', 'localhost:5000/nginx', 'Always'],
    ['a name that is none', 'Nginx', 'IfNotPresent'],
  ])('pulls an image with %s as it should', (_, image, policy) => {
    expect(podOf(POD.replace('image: nginx', `image: ${image}`)).spec.containers[0]?.imagePullPolicy).toBe(policy)
  })

  it('loses what is behind a gate that is off', () => {
    expect(podOf(withContainer('lifecycle: {stopSignal: SIGUSR1}\n')).spec.containers[0]).not.toHaveProperty(
      'lifecycle',
    )
  })

  it('gets a name where it asks for one', () => {
    expect(podOf(POD.replace('name: web', 'generateName: web-')).metadata.name).toMatch(/^web-[a-z0-9]{5}$/)
  })
})

describe('what is refused, and the words', () => {
  const bad = 'Pod in version "v1" cannot be handled as a Pod'
  it.each([
    [
      'a missing image',
      POD.replace('      image: nginx\n', ''),
      'The Pod "web" is invalid: spec.containers[0].image: Required value',
    ],
    [
      'no containers',
      POD.replace(/ {2}containers[\s\S]*/, '  restartPolicy: Never\n'),
      'The Pod "web" is invalid: spec.containers: Required value',
    ],
    [
      'a policy in lower case',
      withSpec('restartPolicy: always\n'),
      'The Pod "web" is invalid: spec.restartPolicy: Unsupported value: "always": supported values: "Always", "OnFailure", "Never"',
    ],
    [
      'a mount of nothing',
      withContainer('volumeMounts: [{name: data, mountPath: /data}]\n'),
      'The Pod "web" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "data"',
    ],
    [
      'a hook longer than the grace',
      withContainer('lifecycle: {preStop: {sleep: {seconds: 31}}}\n'),
      'The Pod "web" is invalid: spec.containers[0].lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)',
    ],
    [
      'a request above its limit',
      withContainer('resources: {requests: {cpu: 2}, limits: {cpu: 1}}\n'),
      'The Pod "web" is invalid: spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
    ],
    [
      'several at once',
      withSpec('restartPolicy: x\nactiveDeadlineSeconds: 0\n'),
      'The Pod "web" is invalid: \n* spec.restartPolicy: Unsupported value: "x": supported values: "Always", "OnFailure", "Never"\n* spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive',
    ],
    [
      'an unknown field',
      withContainer('startProbe: {}\n'),
      `Error from server (BadRequest): error when creating "STDIN": ${bad}: strict decoding error: unknown field "spec.containers[0].startProbe"`,
    ],
    [
      'a text for a list',
      withContainer('command: sleep 1\n'),
      `Error from server (BadRequest): error when creating "STDIN": ${bad}: json: cannot unmarshal string into Go struct field Container.spec.containers.command of type []string`,
    ],
    [
      'a text for a number',
      withContainer('ports: [{containerPort: "80"}]\n'),
      `Error from server (BadRequest): error when creating "STDIN": ${bad}: json: cannot unmarshal string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32`,
    ],
    [
      'a number for a text',
      withContainer('env: [{name: A, value: 1}]\n'),
      `Error from server (BadRequest): error when creating "STDIN": ${bad}: json: cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type string`,
    ],
    [
      'a unit that is none',
      withContainer('resources: {limits: {memory: 64MB}}\n'),
      `Error from server (BadRequest): error when creating "STDIN": ${bad}: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`,
    ],
    [
      'a wrong type beside an unknown field',
      withContainer('tty: 1\nstartProbe: {}\n'),
      `Error from server (BadRequest): error when creating "STDIN": ${bad}: json: cannot unmarshal number into Go struct field Container.spec.containers.tty of type bool`,
    ],
    [
      'no kind',
      POD.replace('kind: Pod\n', ''),
      'error: error validating "STDIN": error validating data: kind not set; if you choose to ignore these errors, turn validation off with --validate=false',
    ],
    [
      'a kind that is none',
      POD.replace('kind: Pod', 'kind: Pood'),
      'error: resource mapping not found for name: "web" namespace: "" from "STDIN": no matches for kind "Pood" in version "v1"\nensure CRDs are installed first',
    ],
    [
      'an account that is not there',
      withSpec('serviceAccountName: robot\n'),
      'Error from server (Forbidden): error when creating "STDIN": pods "web" is forbidden: error looking up service account default/robot: serviceaccount "robot" not found',
    ],
    [
      'a label that is a number',
      POD.replace('  name: web', '  name: web\n  labels: {v: 1}'),
      'error: unable to decode "STDIN": json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string',
    ],
    [
      'a kind in small letters',
      POD.replace('kind: Pod', 'kind: pod'),
      'Error from server (BadRequest): error when creating "STDIN": pod in version "v1" cannot be handled as a Pod: no kind "pod" is registered for version "v1" in scheme "pkg/api/legacyscheme/scheme.go:30"',
    ],
    [
      'a namespace that is not there',
      POD.replace('  name: web', '  name: web\n  namespace: shop'),
      'Error from server (NotFound): error when creating "STDIN": namespaces "shop" not found',
    ],
    ['nothing', '# nothing\n', 'error: no objects passed to apply'],
  ])('%s', (_, text, refusal) => {
    const compiled = compile(text)
    expect(compiled.refusal).toBe(refusal)
    expect(compiled.scenario).toBeUndefined()
    expect(compiled.problems.some(({ severity }) => severity === 'error')).toBe(true)
  })

  it('names the file that was given', () => {
    for (const text of ['hello', 'kind: [', POD.replace('Pod', 'Pood'), POD.replace('image', 'imagge'), 'kind: Pod']) {
      const refusal = compile(text, { source: 'web.yaml' }).refusal ?? ''
      expect(refusal).toContain('web.yaml')
      expect(refusal).not.toContain('STDIN')
    }
  })

  it('one document that is refused does not silence the others', () => {
    const monitor = 'apiVersion: example.com/v1\nkind: Monitor\nmetadata: {name: m}\n'
    const { scenario, refusal, problems } = compile(`${POD}---\n${POD}---\n${monitor}---\nkind: Pod\n`)
    expect(scenario?.objects.map(({ object }) => object.metadata.name)).toEqual(['web'])
    // What kubectl finds as it reads comes first.
    expect(refusal?.split('\n').map((line) => line.slice(0, 40))).toEqual([
      'resource mapping not found for name: "m"',
      'ensure CRDs are installed first',
      'error validating "STDIN": error validati',
      'Error from server (AlreadyExists): error',
    ])
    expect(problems.map(({ document }) => document)).toEqual([1, 2, 3])
  })

  it('a custom resource is stored where its definition is', () => {
    const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: monitors.example.com}
spec: {group: example.com, scope: Cluster, names: {kind: Monitor, plural: monitors}, versions: [{name: v1, served: true}]}
`
    const monitor = 'apiVersion: example.com/v1\nkind: Monitor\nmetadata: {name: m, namespace: x}\nspec: {any: thing}\n'
    const { scenario, refusal } = compile(`${definition}---\n${monitor}`)
    expect(refusal).toBeUndefined()
    expect(scenario?.objects[1]?.object).toMatchObject({
      kind: 'Monitor',
      metadata: { name: 'm' },
      spec: { any: 'thing' },
    })
    expect(compile(`${definition}---\n${monitor.replace('/v1', '/v2')}`).refusal).toContain('no matches for kind')
  })

  it.each([
    ['a Pod', (pod: string) => pod],
    ['a Pod below its title', (pod: string) => `# A shop\n\n${pod}`],
    [
      'an item of a List',
      (pod: string) => `apiVersion: v1\nkind: List\nitems:\n- ${pod.trimEnd().replaceAll('\n', '\n  ')}\n`,
    ],
    [
      'a Pod on the line of its dashes',
      (pod: string) => `--- ${JSON.stringify(parseManifest(pod).documents[0]?.value)}\n`,
    ],
  ])('a Namespace that is missing can be added: %s', (_, write) => {
    const text = write(POD.replace('  name: web', '  name: web\n  namespace: shop'))
    const fix = compile(text).problems[0]?.fix
    expect(fix?.title).toEqual({ kind: 'addNamespace', name: 'shop' })
    const mended = text.slice(0, fix?.range.start) + (fix?.text ?? '') + text.slice(fix?.range.end)
    expect(compile(mended).refusal).toBeUndefined()
    expect(compile(POD.replace('  name: web', '  name: web\n  namespace: "${NS}"')).problems[0]?.fix).toBeUndefined()
  })

  it('two objects are told one after the other', () => {
    const broken = POD.replace('      image: nginx\n', '')
    expect(compile(`${broken}---\n${broken.replace('name: web', 'name: db')}`).refusal).toBe(
      ['web', 'db']
        .map(
          (name) =>
            `Error from server (Invalid): error when creating "STDIN": Pod "${name}" is invalid: spec.containers[0].image: Required value`,
        )
        .join('\n'),
    )
  })
})

describe('places and repairs', () => {
  it('an unknown field is underlined, and its likely name offered', () => {
    const text = withContainer('startProbe: {}\n')
    const [problem] = compile(text).problems
    expect(problem).toMatchObject({
      code: 'unknown-field',
      path: 'spec.containers[0].startProbe',
      fix: { text: 'startupProbe' },
    })
    expect(text.slice(problem!.range!.start, problem!.range!.end)).toBe('startProbe')
  })

  it('a field that stands twice is a warning: the last one counts', () => {
    const { problems, scenario } = compile(withContainer('image: redis\n'))
    expect(problems).toMatchObject([{ code: 'duplicate-field', severity: 'warning', range: { line: 9 } }])
    expect((scenario!.objects[0]!.object as Pod).spec.containers[0]!.image).toBe('redis')
  })

  it('what is not simulated is said, and nothing is refused for it', () => {
    const { problems, scenario } = compile(withSpec('hostIPC: true\n'))
    expect(problems).toMatchObject([{ code: 'not-simulated', severity: 'info', path: 'spec.hostIPC' }])
    expect(problems[0]?.note).toEqual({ kind: 'hostIPC' })
    expect(scenario).toBeDefined()
    expect(compile(withSpec('hostIPC: false\n')).problems).toEqual([])
  })

  it('of stdinOnce only where there is something to close', () => {
    const path = 'spec.containers[0].stdinOnce'
    expect(compile(withContainer('stdin: true\nstdinOnce: true\n')).problems).toMatchObject([
      { path, severity: 'info' },
    ])
    expect(compile(withContainer('stdin: true\nstdinOnce: false\n')).problems).toEqual([])
  })
})

describe('other objects', () => {
  it('a List is what is in it', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n${POD.replace(/^/gm, '    ').replace('   ', '  -')}`
    expect(compile(list).scenario?.objects.map(({ object }) => object.metadata.name)).toEqual(['web'])
  })

  it('an account that comes first can be referred to', () => {
    const account =
      'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: robot}\nautomountServiceAccountToken: false\n---\n'
    expect(podOf(account + withSpec('serviceAccountName: robot\n')).spec.volumes).toBeUndefined()
  })

  it('a LimitRange gives to containers, and bounds them', () => {
    const range = `apiVersion: v1
kind: LimitRange
metadata: {name: r}
spec: {limits: [{type: Container, default: {memory: 64Mi}, defaultRequest: {memory: 32Mi}, max: {memory: 128Mi}}]}
---
`
    expect(podOf(range + POD).spec.containers[0]?.resources).toEqual({
      limits: { memory: '64Mi' },
      requests: { memory: '32Mi' },
    })
    expect(compile(range + withContainer('resources: {limits: {memory: 1Gi}}\n')).refusal).toBe(
      'Error from server (Forbidden): error when creating "STDIN": pods "web" is forbidden: maximum memory usage per Container is 128Mi, but limit is 1Gi',
    )
  })

  it('a PriorityClass gives its number', () => {
    const high = 'apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: high}\nvalue: 1000\n---\n'
    expect(podOf(high + withSpec('priorityClassName: high\n')).spec.priority).toBe(1000)
  })

  it('a Service sends to the port it listens on', () => {
    const text =
      'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n'
    expect(compile(text).scenario?.objects[0]?.object.spec).toMatchObject({
      type: 'ClusterIP',
      ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }],
    })
  })

  it('a Deployment is taken, its template judged', () => {
    const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: nginx}]}
`
    expect(compile(text).problems).toEqual([])
    expect(compile(text.replace('name: app, ', '')).refusal).toBe(
      'The Deployment "web" is invalid: spec.template.spec.containers[0].name: Required value',
    )
    expect(compile(text.replace('labels: {app: web}', 'labels: {app: db}')).refusal).toContain(
      '`selector` does not match template `labels`',
    )
  })
})
