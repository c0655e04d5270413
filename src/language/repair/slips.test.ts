import { describe, expect, it } from 'vitest'
import { compile } from '../../scenario/compile.ts'
import { mendAll } from './mend-all.ts'

function mended(text: string) {
  const run = mendAll(text)
  let step = run.next()
  while (!step.done) step = run.next(compile(step.value).problems)
  return step.value
}

const errorsOf = (text: string) => compile(text).problems.filter(({ severity }) => severity === 'error')

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels: {app: shop}
spec:
  containers:
    - name: till
      image: nginx
`
const inContainer = (line: string) => `${POD}      ${line}\n`
const inSpec = (line: string) => `${POD}  ${line}\n`
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec: {containers: [{name: till, image: nginx}]}
`

/** What is typed, and what becomes of it: a piece of the text that is then taken. */
const SLIPS: readonly (readonly [name: string, text: string, becomes: string])[] = [
  // Quantities
  ['megabytes', inContainer('resources: {limits: {memory: 64MB}}'), 'memory: 64Mi'],
  ['in small letters', inContainer('resources: {limits: {memory: 64mb}}'), 'memory: 64Mi'],
  ['with a blank', inContainer('resources: {limits: {memory: 64M i}}'), 'memory: 64Mi'],
  ['half a gigabyte', inContainer('resources: {limits: {memory: 0.5Gb}}'), 'memory: 0.5Gi'],
  ['thousandths of a CPU', inContainer('resources: {limits: {cpu: 500mCPU}}'), 'cpu: 500m'],
  ['a decimal comma', inContainer('resources: {limits: {cpu: "0,5"}}'), 'cpu: "0.5"'],
  // Words
  ['restartPolicy: always', inSpec('restartPolicy: always'), 'restartPolicy: Always'],
  ['imagePullPolicy', inContainer('imagePullPolicy: ifnotpresent'), 'imagePullPolicy: IfNotPresent'],
  ['protocol', inContainer('ports: [{containerPort: 80, protocol: tcp}]'), 'protocol: TCP'],
  [
    'type of a Service',
    'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  type: nodeport\n  ports: [{port: 80}]\n',
    'type: NodePort',
  ],
  // Types
  ['a port in quotes', inContainer('ports: [{containerPort: "80"}]'), 'containerPort: 80'],
  [
    'seconds with their unit',
    inContainer('livenessProbe: {periodSeconds: 10s, tcpSocket: {port: 80}}'),
    'periodSeconds: 10',
  ],
  ['a number in env', inContainer('env: [{name: A, value: 1}]'), 'value: "1"'],
  ['a truth in env', inContainer('env: [{name: A, value: true}]'), 'value: "true"'],
  ['yes in env', inContainer('env: [{name: A, value: yes}]'), 'value: "yes"'],
  ['an exponent in env', inContainer('env: [{name: A, value: 1e3}]'), 'value: "1e3"'],
  ['an octal number in env', inContainer('env: [{name: A, value: 0644}]'), 'value: "0644"'],
  ['a number as annotation', POD.replace('  labels', '  annotations: {a: 1}\n  labels'), 'annotations: {a: "1"}'],
  ['a number as argument', inContainer('args: [sleep, 5]'), 'args: [sleep, "5"]'],
  ['a truth as text', inContainer('tty: "yes"'), 'tty: true'],
  [
    'a command as text',
    inContainer('command: sh -c "echo hi"'),
    '      command:\n        - sh\n        - -c\n        - echo hi',
  ],
  ['a script as text', inContainer('command: echo hi && sleep 5'), '- echo hi && sleep 5'],
  ['arguments as text', inContainer('args: --port 80'), '- --port\n        - "80"'],
  ['labels as a list', POD.replace('{app: shop}', '[{app: shop}]'), 'app: shop'],
  ['labels as text', POD.replace('{app: shop}', 'app=shop'), 'app: shop'],
  ['a list as an object', inContainer('env: {name: A, value: b}'), '- name: A'],
  ['an object as a list', inContainer('resources: [{limits: {cpu: 1}}]'), 'limits:'],
  ['preStop: {sleep: 5}', inContainer('lifecycle: {preStop: {sleep: 5}}'), 'seconds: 5'],
  ['a path as an object', inSpec('volumes: [{name: a, hostPath: /tmp}]'), 'path: /tmp'],
  ['envFrom without a list', inContainer('envFrom: {configMapRef: {name: a}}'), '- configMapRef'],
  // Signs
  ['no blank behind a colon', POD.replace('image: nginx', 'image:nginx'), 'image: nginx'],
  ['a blank before a colon', POD.replace('name: shop', 'name :shop'), 'name: shop'],
  ['no blank behind a dash', POD.replace('- name', '-name'), '- name: till'],
  ['two on one line', POD.replace('name: till\n      image', 'name: till image'), 'image: nginx'],
  ['two items on one line', inSpec('volumes:\n    - name: a- name: b'), '    - name: a\n    - name: b'],
  ['two spaces too few', POD.replace('      image', '    image'), '      image: nginx'],
  ['one space too many', POD.replace('  name: shop', '   name: shop'), '  name: shop'],
  [
    'an item too deep',
    `${POD}      ports:\n      - containerPort: 80\n        - containerPort: 81\n`,
    '      - containerPort: 81',
  ],
  ['tabs', POD.replace('  name: shop', '\tname: shop'), '  name: shop'],
  ['blanks that do not break', POD.replace('  name: shop', '\u00a0\u00a0name: shop'), '  name: shop'],
  ['wide blanks', POD.replace('kind: Pod', 'kind:\u3000Pod'), 'kind:  Pod'],
  ['a wide colon', POD.replace('kind: Pod', 'kind：Pod'), 'kind: Pod'],
  ['wide colons everywhere', POD.replaceAll(': ', '：'), 'image: nginx'],
  ['a wide dash', POD.replace('- name', '－ name'), '- name: till'],
  ['curly quotes', inContainer('workingDir: “/a: b”'), 'workingDir: "/a: b"'],
  ['a byte order mark', `\ufeff${POD}`, 'kind: Pod'],
  ['zero-width blanks', POD.replace('kind: Pod', 'kind: \u200bPod'), 'kind: Pod'],
  ['a colon in a text', inContainer('args: [a]\n      workingDir: /a: b'), 'workingDir: "/a: b"'],
  ['a quote that is left open', inContainer('workingDir: "/a'), 'workingDir: "/a"'],
  ['a bracket that is left open', inContainer('command: [sleep, "5"'), 'command: [sleep, "5"]'],
  ['no colon', POD.replace('metadata:', 'metadata'), 'metadata:'],
  ['an equals sign', POD.replace('image: nginx', 'image = nginx'), 'image: nginx'],
  ['comments of another language', POD.replace('spec:', '// what runs\nspec:'), '# what runs'],
  [
    'two dashes between documents',
    `${POD}--\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n`,
    '---\napiVersion',
  ],
  [
    'two without dashes',
    `${POD}apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n`,
    '---\napiVersion: v1\nkind: ConfigMap',
  ],
  [
    'numbers of a listing',
    POD.split('\n')
      .map((line, index) => (line === '' ? '' : `${index + 1}  ${line}`))
      .join('\n'),
    'kind: Pod',
  ],
  ['dots for what is left out', POD.replace('spec:', '...\nspec:'), 'spec:'],
  // Versions and kinds
  [
    'an old Deployment',
    'apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    metadata: {labels: {x: y}}\n    spec: {containers: [{name: a, image: b}]}\n',
    'matchLabels:',
  ],
  ['an older one', DEPLOYMENT.replace('apps/v1', 'apps/v1beta1'), 'apiVersion: apps/v1\n'],
  [
    'an old CronJob',
    'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\nspec: {schedule: "* * * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}}}\n',
    'batch/v1\n',
  ],
  [
    'an old budget',
    'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\nspec: {minAvailable: 1, selector: {matchLabels: {a: b}}}\n',
    'policy/v1\n',
  ],
  [
    'an old autoscaler',
    'apiVersion: autoscaling/v2beta1\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec: {maxReplicas: 3, scaleTargetRef: {kind: Deployment, name: a, apiVersion: apps/v1}, metrics: [{type: Resource, resource: {name: cpu, targetAverageUtilization: 50}}]}\n',
    'averageUtilization: 50',
  ],
  [
    'an old Ingress',
    'apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nmetadata: {name: a}\nspec:\n  rules:\n    - http:\n        paths:\n          - path: /\n            backend: {serviceName: front, servicePort: 80}\n',
    'number: 80',
  ],
  ['kind: pod', POD.replace('kind: Pod', 'kind: pod'), 'kind: Pod'],
  ['Kind: Pod', POD.replace('kind: Pod', 'Kind: Pod'), 'kind: Pod'],
  ['kind: Pods', POD.replace('kind: Pod', 'kind: Pods'), 'kind: Pod'],
  ['type: Pod', POD.replace('kind: Pod', 'type: Pod'), 'kind: Pod'],
  ['Spec:', POD.replace('spec:', 'Spec:'), 'spec:'],
  ['apiversion', POD.replace('apiVersion', 'apiversion'), 'apiVersion: v1'],
  ['no apiVersion', POD.replace('apiVersion: v1\n', ''), 'apiVersion: v1'],
  ['no kind', POD.replace('kind: Pod\n', ''), 'kind: Pod'],
  // Names of fields
  ...(
    [
      ['livenesProbe: {tcpSocket: {port: 80}}', 'livenessProbe'],
      ['readiessProbe: {tcpSocket: {port: 80}}', 'readinessProbe'],
      ['startProbe: {tcpSocket: {port: 80}}', 'startupProbe'],
      ['livenessProbe: {initialDelaySecond: 5, tcpSocket: {port: 80}}', 'initialDelaySeconds'],
      ['containerports: [{containerPort: 80}]', 'ports'],
      ['volumeMount: []', 'volumeMounts'],
      ['securityContext: {capailities: {drop: [ALL]}}', 'capabilities'],
      ['securityContext: {runasuser: 5}', 'runAsUser'],
    ] as const
  ).map(([line, becomes]) => [line, inContainer(line), `${becomes}:`] as const),
  ['imagePullSecretes', inSpec('imagePullSecretes: [{name: a}]'), 'imagePullSecrets:'],
  ['serviceaccount', inSpec('serviceaccount: default'), 'serviceAccount: default'],
  ['nodeselector', inSpec('nodeselector: {a: b}'), 'nodeSelector:'],
  ['matchLabel', DEPLOYMENT.replace('matchLabels', 'matchLabel'), 'matchLabels'],
  ['hostpath', inSpec('volumes: [{name: a, hostpath: {path: /x}}]'), 'hostPath'],
  // Places
  ['a probe beside the containers', inSpec('livenessProbe: {tcpSocket: {port: 80}}'), '      livenessProbe:'],
  ['ports beside them', inSpec('ports: [{containerPort: 80}]'), '      ports:'],
  [
    'mounts beside them',
    inSpec('volumeMounts: [{name: a, mountPath: /x}]\n  volumes: [{name: a, emptyDir: {}}]'),
    '      volumeMounts:',
  ],
  ['a user beside the container', inContainer('runAsUser: 5'), 'securityContext:\n        runAsUser: 5'],
  [
    'a grace period in a container',
    inContainer('terminationGracePeriodSeconds: 5'),
    '\n  terminationGracePeriodSeconds: 5',
  ],
  ['a hook in the Pod', inSpec('lifecycle: {preStop: {sleep: {seconds: 5}}}'), '      lifecycle:'],
  [
    'containers at the top',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\ncontainers:\n  - {name: a, image: b}\n',
    'spec:\n  containers:',
  ],
  [
    'containers of a Deployment too high',
    DEPLOYMENT.replace('    spec: {containers: [{name: till, image: nginx}]}', '').replace(
      'spec:\n',
      'spec:\n  containers: [{name: till, image: nginx}]\n',
    ),
    'containers:',
  ],
  ['a selector without matchLabels', DEPLOYMENT.replace('{matchLabels: {app: shop}}', '{app: shop}'), 'matchLabels'],
  ['limits without their name', inContainer('resources: {memory: 64Mi}'), 'limits'],
  [
    'a name at the top',
    'apiVersion: v1\nkind: Pod\nname: a\nspec: {containers: [{name: a, image: b}]}\n',
    'metadata:\n  name: a',
  ],
  // What is missing, or does not fit
  ['no name', POD.replace('  name: shop\n', ''), 'name: shop'],
  ['no selector', DEPLOYMENT.replace('  selector: {matchLabels: {app: shop}}\n', ''), 'matchLabels'],
  [
    'a selector that does not fit',
    DEPLOYMENT.replace('matchLabels: {app: shop}', 'matchLabels: {app: sohp}'),
    'app: shop',
  ],
  ['no labels in the template', DEPLOYMENT.replace('    metadata: {labels: {app: shop}}\n', ''), 'labels:'],
  [
    'two keys of one name',
    inContainer('ports: [{containerPort: 80}]\n      ports: [{containerPort: 81}]'),
    'containerPort: 81',
  ],
  ['no container', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n', 'image: nginx'],
  ['Web_1', POD.replace('name: shop', 'name: Web_1'), 'name: web-1'],
  ['a name of 70 letters', POD.replace('name: till', `name: ${'a'.repeat(70)}`), `name: ${'a'.repeat(63)}\n`],
  ['a label with blanks', POD.replace('{app: shop}', '{app: "my shop"}'), 'app: "my-shop"'],
  ['a volume that is not declared', inContainer('volumeMounts: [{name: cache, mountPath: /x}]'), 'emptyDir'],
  [
    'one that is misspelt',
    `${inContainer('volumeMounts: [{name: cahce, mountPath: /x}]')}  volumes: [{name: cache, emptyDir: {}}]\n`,
    'name: cache, mountPath',
  ],
  ['an account that is not there', inSpec('serviceAccountName: robot'), 'kind: ServiceAccount'],
  ['a namespace that is not there', POD.replace('metadata:', 'metadata:\n  namespace: far'), 'kind: Namespace'],
  ['two handlers', inContainer('livenessProbe: {httpGet: {path: /, port: 80}, exec: {command: [ls]}}'), 'httpGet'],
  [
    'a negative delay',
    inContainer('livenessProbe: {initialDelaySeconds: -1, tcpSocket: {port: 80}}'),
    'initialDelaySeconds: 0',
  ],
  [
    'two successes of liveness',
    inContainer('livenessProbe: {successThreshold: 2, tcpSocket: {port: 80}}'),
    'successThreshold: 1',
  ],
  ['two containers of one name', `${POD}    - {name: till, image: redis}\n`, 'name: till-2'],
  [
    'two ports without names',
    'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 80}, {port: 81}]}\n',
    'name: port-81',
  ],
  [
    'a Job that restarts always',
    'apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{name: a, image: b}]}}}\n',
    'restartPolicy: Never',
  ],
  // Parts
  ['containers alone', 'containers:\n- name: a\n  image: b # mine\n', '  - name: a\n    image: b # mine'],
  ['a container alone', 'name: a\nimage: b\n', '    - name: a\n      image: b'],
  ['a probe alone', 'httpGet: {path: /, port: 80}\nperiodSeconds: 5\n', 'livenessProbe:'],
  ['JSON with comments', '{"apiVersion": "v1", "kind": "ConfigMap", // mine\n "metadata": {"name": "a"},}\n', '"a"'],
]

describe('slips', () => {
  it.each(SLIPS)('%s', (_, text, becomes) => {
    const { text: after } = mended(text)
    expect(errorsOf(after).map(({ message, path }) => `${path}: ${message}`)).toEqual([])
    expect(after).toContain(becomes)
  })
})
