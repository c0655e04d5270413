import { describe, expect, it } from 'vitest'
import { fieldErrorText } from '../field-error.ts'
import type { Container } from './container.ts'
import { setDefaultsPod } from './defaults.ts'
import type { PodSpec } from './pod.ts'
import { validatePodSpec } from './validate-pod.ts'

/** The texts of what is wrong with a defaulted spec: one container in order, and what a row changes. */
function wrongWith(spec: Partial<PodSpec>, container: Partial<Container> = {}): string[] {
  const whole: PodSpec = { containers: [{ name: 'app', image: 'nginx', ...container }], ...spec }
  setDefaultsPod(whole)
  return validatePodSpec(whole, 'spec').map(fieldErrorText)
}

const APP = 'spec.containers[0]'
const PROBE = `${APP}.livenessProbe`
const httpGet = { port: 80 }

describe('containers', () => {
  it.each<[string, Partial<Container>, string[]]>([
    ['in order', {}, []],
    ['an upper-case name', { name: 'App' }, [`${APP}.name: Invalid value: "App": a lowercase RFC 1123 label`]],
    ['a name with a dot', { name: 'a.b' }, [`${APP}.name: Invalid value: "a.b": must not contain dots`]],
    ['no port number', { ports: [{ containerPort: 0 }] }, [`${APP}.ports[0].containerPort: Required value`]],
    [
      'a port too high',
      { ports: [{ containerPort: 70000 }] },
      [`${APP}.ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive`],
    ],
    [
      'a protocol in lower case',
      { ports: [{ containerPort: 80, protocol: 'tcp' }] },
      [`${APP}.ports[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"`],
    ],
    [
      'one host port twice',
      {
        ports: [
          { containerPort: 80, hostPort: 80 },
          { containerPort: 81, hostPort: 80 },
        ],
      },
      [`${APP}.ports[1].hostPort: Duplicate value: "TCP//80"`],
    ],
    ['an unnamed variable', { env: [{ name: '' }] }, [`${APP}.env[0].name: Required value`]],
    [
      'a variable with two values',
      { env: [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] },
      [`${APP}.env[0].valueFrom: Invalid value: "": may not be specified when \`value\` is not empty`],
    ],
    [
      'a field that is none',
      { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.foo' } } }] },
      [
        `${APP}.env[0].valueFrom.fieldRef.fieldPath: Invalid value: "spec.foo": error converting fieldPath: field label not supported: spec.foo`,
      ],
    ],
    [
      'a resource that is none',
      { resources: { limits: { gpu: '1' }, requests: {} } },
      [
        `${APP}.resources.limits[gpu]: Invalid value: "gpu": must be a standard resource type or fully qualified`,
        `${APP}.resources.limits[gpu]: Invalid value: "gpu": must be a standard resource for containers`,
      ],
    ],
    [
      'less than nothing',
      { resources: { limits: { memory: '-1' }, requests: { memory: '-1' } } },
      [`${APP}.resources.limits[memory]: Invalid value: "-1": must be greater than or equal to 0`],
    ],
    [
      'a device requested without a limit',
      { resources: { requests: { 'acme.com/gpu': '1' } } },
      [`${APP}.resources.limits: Required value: Limit must be set for non overcommitable resources`],
    ],
    [
      'rules without a policy',
      { restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }] },
      [`${APP}.restartPolicy: Required value: must specify restartPolicy when restart rules are used`],
    ],
    [
      'a rule without codes',
      { restartPolicy: 'Never', restartPolicyRules: [{ action: 'Restart' }] },
      [`${APP}.restartPolicyRules[0].exitCodes: Required value: must be specified`],
    ],
    [
      'one path mounted twice',
      {
        volumeMounts: [
          { name: 'v', mountPath: '/a' },
          { name: 'v', mountPath: '/a' },
        ],
      },
      [`${APP}.volumeMounts[1].mountPath: Invalid value: "/a": must be unique`],
    ],
  ])('%s', (_, container, texts) => {
    const wrong = wrongWith({ volumes: [{ name: 'v' }] }, container)
    for (const [index, text] of texts.entries()) expect(wrong[index]).toContain(text)
    if (texts.length === 0) expect(wrong).toEqual([])
  })
})

describe('probes and hooks', () => {
  it.each<[string, Partial<Container>, string]>([
    ['no handler', { livenessProbe: {} }, `${PROBE}: Required value: must specify a handler type`],
    [
      'two handlers',
      { livenessProbe: { exec: { command: ['a'] }, httpGet } },
      `${PROBE}.httpGet: Forbidden: may not specify more than 1 handler type`,
    ],
    ['no command', { livenessProbe: { exec: {} } }, `${PROBE}.exec.command: Required value`],
    [
      'a port of nought',
      { livenessProbe: { tcpSocket: { port: 0 } } },
      `${PROBE}.tcpSocket.port: Invalid value: 0: must be between 1 and 65535, inclusive`,
    ],
    [
      'a scheme in lower case',
      { livenessProbe: { httpGet: { port: 80, scheme: 'http' } } },
      `${PROBE}.httpGet.scheme: Unsupported value: "http": supported values: "HTTP", "HTTPS"`,
    ],
    [
      'a negative period',
      { livenessProbe: { httpGet, periodSeconds: -1 } },
      `${PROBE}.periodSeconds: Invalid value: -1: must be greater than or equal to 0`,
    ],
    [
      'two successes',
      { livenessProbe: { httpGet, successThreshold: 2 } },
      `${PROBE}.successThreshold: Invalid value: 2: must be 1`,
    ],
    [
      'no grace',
      { livenessProbe: { httpGet, terminationGracePeriodSeconds: 0 } },
      `${PROBE}.terminationGracePeriodSeconds: Invalid value: 0: must be greater than 0`,
    ],
    [
      'grace on readiness',
      { readinessProbe: { httpGet, terminationGracePeriodSeconds: 10 } },
      `${APP}.readinessProbe.terminationGracePeriodSeconds: Invalid value: 10: must not be set for readinessProbes`,
    ],
    [
      'an empty hook',
      { lifecycle: { postStart: {} } },
      `${APP}.lifecycle.postStart: Required value: must specify a handler type`,
    ],
  ])('%s', (_, container, text) => {
    expect(wrongWith({}, container)).toEqual([text])
  })

  it('readiness may ask for two successes, and a sleep may last the whole grace', () => {
    expect(wrongWith({}, { readinessProbe: { httpGet, successThreshold: 2 } })).toEqual([])
    expect(wrongWith({}, { lifecycle: { preStop: { sleep: { seconds: 30 } } } })).toEqual([])
  })

  it('belong to sidecars, and not to plain init containers', () => {
    const init = { name: 'i', image: 'busybox', readinessProbe: { httpGet } }
    expect(wrongWith({ initContainers: [init] })).toEqual([
      'spec.initContainers[0].readinessProbe: Forbidden: may not be set for init containers without restartPolicy=Always',
    ])
    expect(wrongWith({ initContainers: [{ ...init, restartPolicy: 'Always' }] })).toEqual([])
  })
})

describe('the Pod', () => {
  const hard = 'requiredDuringSchedulingIgnoredDuringExecution'
  it.each<[string, Partial<PodSpec>, string]>([
    [
      'two volumes of one name',
      { volumes: [{ name: 'v' }, { name: 'v' }] },
      'spec.volumes[1].name: Duplicate value: "v"',
    ],
    [
      'a volume of two kinds',
      { volumes: [{ name: 'v', emptyDir: {}, hostPath: { path: '/' } }] },
      'spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type',
    ],
    [
      'an init container named like another',
      { initContainers: [{ name: 'app', image: 'i' }] },
      'spec.initContainers[0].name: Duplicate value: "app"',
    ],
    [
      'a policy that is none',
      { dnsPolicy: 'None ' },
      'spec.dnsPolicy: Unsupported value: "None ": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"',
    ],
    [
      'a deadline of nought',
      { activeDeadlineSeconds: 0 },
      'spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive',
    ],
    [
      'seconds for NoSchedule',
      { tolerations: [{ key: 'k', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 1 }] },
      'spec.tolerations[0].effect: Invalid value: "NoSchedule": effect must be \'NoExecute\' when `tolerationSeconds` is set',
    ],
    [
      'a value where any will do',
      { tolerations: [{ key: 'k', operator: 'Exists', value: 'v' }] },
      'spec.tolerations[0].operator: Invalid value: "v": value must be empty when `operator` is \'Exists\'',
    ],
    ['a host name with a dot', { hostname: 'a.b' }, 'spec.hostname: Invalid value: "a.b": must not contain dots'],
    [
      'a user below nought',
      { securityContext: { runAsUser: -1 } },
      'spec.securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive',
    ],
    [
      'an affinity without terms',
      { affinity: { nodeAffinity: { [hard]: { nodeSelectorTerms: [] } } } },
      `spec.affinity.nodeAffinity.${hard}.nodeSelectorTerms: Required value: must have at least one node selector term`,
    ],
    [
      'an operator that is none',
      {
        affinity: {
          nodeAffinity: { [hard]: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'k', operator: '=' }] }] } },
        },
      },
      `spec.affinity.nodeAffinity.${hard}.nodeSelectorTerms[0].matchExpressions[0].operator: Invalid value: "=": not a valid selector operator`,
    ],
  ])('%s', (_, spec, text) => {
    expect(wrongWith(spec)).toEqual([text])
  })

  it('a volume that is not in order is unknown to mounts', () => {
    const spec = { volumes: [{ name: 'V' }] }
    expect(wrongWith(spec, { volumeMounts: [{ name: 'V', mountPath: '/a' }] }).at(-1)).toBe(
      `${APP}.volumeMounts[0].name: Not found: "V"`,
    )
  })

  it('the node’s network takes the container’s ports as they are', () => {
    expect(wrongWith({ hostNetwork: true }, { ports: [{ containerPort: 80, hostPort: 81 }] })).toEqual([
      `${APP}.ports[0].hostPort: Invalid value: 81: must match \`containerPort\` when \`hostNetwork\` is true`,
    ])
  })
})
