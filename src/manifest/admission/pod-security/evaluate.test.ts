import { describe, expect, it } from 'vitest'
import type { PodSpec } from '../../pod/pod.ts'
import { forbiddenDetail } from './evaluate.ts'
import { type Level, levelVersionText, policyToEvaluate, validatePolicyLabels } from './policy.ts'

/** Keeps to the restricted level. */
const GOOD = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
}

type Context = Record<string, unknown>

function specOf(context: Context | undefined, more: Record<string, unknown> = {}): PodSpec {
  const securityContext = context && { securityContext: context }
  return { containers: [{ name: 'c', image: 'nginx', ...securityContext }], ...more } as PodSpec
}

/** A container that is good but for one thing. */
function but(context: Context): PodSpec {
  return specOf({ ...GOOD, ...context })
}

/** A good Pod but for something of its own. */
function pod(more: Record<string, unknown>): PodSpec {
  return specOf(GOOD, more)
}

function said(level: Level, spec: PodSpec, minor: number | 'latest' = 'latest', annotations = {}): string | undefined {
  return forbiddenDetail({ level, minor }, { annotations }, spec)
}

describe('the baseline', () => {
  it.each<[string, PodSpec, string | undefined]>([
    ['a plain Pod', specOf(undefined), undefined],
    [
      'the host’s namespaces',
      pod({ hostPID: true, hostNetwork: true }),
      'host namespaces (hostNetwork=true, hostPID=true)',
    ],
    [
      'volumes of the host',
      pod({
        volumes: [
          { name: 'a', hostPath: { path: '/' } },
          { name: 'b', hostPath: { path: '/b' } },
        ],
      }),
      'hostPath volumes (volumes "a", "b")',
    ],
    [
      'a port of the host',
      pod({ containers: [{ name: 'c', ports: [{ containerPort: 80, hostPort: 80 }] }] }),
      'hostPort (container "c" uses hostPort 80)',
    ],
    [
      'ports of the host, in the order of letters',
      pod({
        initContainers: [{ name: 'i', ports: [{ containerPort: 9, hostPort: 9 }] }],
        containers: [{ name: 'c', ports: [{ containerPort: 80, hostPort: 80 }] }],
      }),
      'hostPort (containers "i", "c" use hostPorts 80, 9)',
    ],
    [
      'a probe that asks another host',
      pod({ containers: [{ name: 'c', livenessProbe: { httpGet: { port: 80, host: 'example.com' } } }] }),
      'probe or lifecycle host (container "c" uses probe or lifecycle host "example.com")',
    ],
    [
      'a process of the Windows host',
      but({ windowsOptions: { hostProcess: true } }),
      'hostProcess (container "c" must not set securityContext.windowsOptions.hostProcess=true)',
    ],
    ['privilege', but({ privileged: true }), 'privileged (container "c" must not set securityContext.privileged=true)'],
    ['a capability that it has anyway', but({ capabilities: { add: ['CHOWN'] } }), undefined],
    [
      'another capability',
      but({ capabilities: { add: ['SYS_TIME', 'CHOWN', 'NET_RAW'] } }),
      'non-default capabilities (container "c" must not include "NET_RAW", "SYS_TIME" in securityContext.capabilities.add)',
    ],
    [
      'all of /proc',
      but({ procMount: 'Unmasked' }),
      'procMount (container "c" must not set securityContext.procMount to "Unmasked")',
    ],
    ['all of /proc in a user namespace', specOf({ procMount: 'Unmasked' }, { hostUsers: false }), undefined],
    [
      'no AppArmor',
      pod({ securityContext: { appArmorProfile: { type: 'Unconfined' } } }),
      'forbidden AppArmor profile (pod must not set AppArmor profile type to "Unconfined")',
    ],
    [
      'SELinux options',
      but({ seLinuxOptions: { type: 'spc_t', role: 'r' } }),
      'seLinuxOptions (container "c" set forbidden securityContext.seLinuxOptions: type "spc_t"; role may not be set)',
    ],
    [
      'no seccomp',
      specOf(
        { seccompProfile: { type: 'Unconfined' } },
        { securityContext: { seccompProfile: { type: 'Unconfined' } } },
      ),
      'seccompProfile (pod and container "c" must not set securityContext.seccompProfile.type to "Unconfined")',
    ],
    [
      'a setting of the kernel',
      pod({ securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }),
      'forbidden sysctls (kernel.msgmax)',
    ],
    [
      'several things, in the order of their ids',
      specOf({ privileged: true }, { hostIPC: true }),
      'host namespaces (hostIPC=true), privileged (container "c" must not set securityContext.privileged=true)',
    ],
  ])('says of %s', (_, spec, expected) => {
    expect(said('baseline', spec)).toBe(expected)
    expect(said('privileged', spec)).toBeUndefined()
  })

  it('reads AppArmor’s annotations too', () => {
    const annotations = { 'container.apparmor.security.beta.kubernetes.io/c': 'unconfined' }
    expect(said('baseline', specOf(undefined), 'latest', annotations)).toBe(
      'forbidden AppArmor profile (annotation must not set AppArmor profile type to "container.apparmor.security.beta.kubernetes.io/c="unconfined"")',
    )
  })
})

describe('the restricted level', () => {
  it.each<[string, PodSpec, string | undefined]>([
    ['a Pod that keeps to it', specOf(GOOD), undefined],
    [
      'a plain Pod',
      specOf(undefined),
      'allowPrivilegeEscalation != false (container "c" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "c" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "c" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "c" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    ],
    [
      'what the Pod says for its containers',
      specOf(
        { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'Localhost' } } },
      ),
      undefined,
    ],
    ['the one capability', but({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }), undefined],
    [
      'a default one, and not all dropped',
      but({ capabilities: { drop: ['KILL'], add: ['CHOWN'] } }),
      'unrestricted capabilities (container "c" must set securityContext.capabilities.drop=["ALL"]; container "c" must not include "CHOWN" in securityContext.capabilities.add)',
    ],
    [
      'root, said twice',
      specOf({ ...GOOD, runAsUser: 0 }, { securityContext: { runAsUser: 0 } }),
      'runAsUser=0 (pod and container "c" must not set runAsUser=0)',
    ],
    [
      'a container that may be root',
      but({ runAsNonRoot: false }),
      'runAsNonRoot != true (container "c" must not set securityContext.runAsNonRoot=false)',
    ],
    [
      'root in a user namespace',
      specOf({ ...GOOD, runAsNonRoot: false, runAsUser: 0 }, { hostUsers: false }),
      undefined,
    ],
    [
      'all of /proc in a user namespace',
      specOf({ ...GOOD, procMount: 'Unmasked' }, { hostUsers: false }),
      'procMount (container "c" must not set securityContext.procMount to "Unmasked")',
    ],
    [
      'a volume of the host, once',
      pod({
        volumes: [
          { name: 'h', hostPath: { path: '/' } },
          { name: 'e', emptyDir: {} },
          { name: 'n', nfs: {} },
        ],
      }),
      'restricted volume types (volumes "h", "n" use restricted volume types "hostPath", "nfs")',
    ],
  ])('says of %s', (_, spec, expected) => {
    expect(said('restricted', spec)).toBe(expected)
  })
})

describe('an older version', () => {
  it.each<[string, Level, PodSpec, number, string | undefined]>([
    [
      'knows no probe hosts before 1.34',
      'baseline',
      pod({ containers: [{ name: 'c', startupProbe: { tcpSocket: { port: 1, host: 'h' } } }] }),
      33,
      undefined,
    ],
    ['lets capabilities be before 1.22', 'restricted', but({ capabilities: {} }), 21, undefined],
    ['lets root be before 1.23', 'restricted', but({ runAsUser: 0 }), 22, undefined],
    [
      'knows fewer safe settings',
      'baseline',
      pod({ securityContext: { sysctls: [{ name: 'net.ipv4.tcp_rmem', value: '1' }] } }),
      31,
      'forbidden sysctls (net.ipv4.tcp_rmem)',
    ],
    [
      'is strict in user namespaces',
      'restricted',
      specOf({ ...GOOD, runAsUser: 0 }, { hostUsers: false }),
      34,
      'runAsUser=0 (container "c" must not set runAsUser=0)',
    ],
  ])('%s', (_, level, spec, minor, expected) => {
    expect(said(level, spec, minor)).toBe(expected)
  })

  it('reads seccomp’s annotations before 1.19', () => {
    const annotations = { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' }
    expect(said('baseline', specOf(undefined), 18, annotations)).toBe(
      'seccompProfile (forbidden annotation seccomp.security.alpha.kubernetes.io/pod="unconfined")',
    )
    expect(said('baseline', specOf(undefined), 19, annotations)).toBeUndefined()
  })
})

describe('a namespace’s labels', () => {
  const PREFIX = 'pod-security.kubernetes.io/'

  it.each<[string, Record<string, string>, string, string]>([
    ['nothing', {}, 'privileged:latest', 'privileged:latest'],
    [
      'enforcement, which warns as well',
      { enforce: 'baseline', 'enforce-version': 'v1.30' },
      'baseline:v1.30',
      'baseline:v1.30',
    ],
    ['a warning of its own', { enforce: 'baseline', warn: 'restricted' }, 'baseline:latest', 'restricted:latest'],
    ['a level that there is not', { enforce: 'strict', warn: 'strict' }, 'restricted:latest', 'privileged:latest'],
  ])('mean, with %s', (_, given, enforce, warn) => {
    const policy = policyToEvaluate(
      Object.fromEntries(Object.entries(given).map(([key, value]) => [PREFIX + key, value])),
    )
    expect([levelVersionText(policy.enforce), levelVersionText(policy.warn)]).toEqual([enforce, warn])
  })

  it('are checked', () => {
    const labels = { [`${PREFIX}enforce`]: 'strict', [`${PREFIX}audit-version`]: '1.30' }
    expect(validatePolicyLabels(labels, 'metadata.labels').map(({ path, detail }) => [path, detail])).toEqual([
      ['metadata.labels[pod-security.kubernetes.io/enforce]', 'must be one of privileged, baseline, restricted'],
      ['metadata.labels[pod-security.kubernetes.io/audit-version]', 'must be "latest" or "v1.x"'],
    ])
  })
})
