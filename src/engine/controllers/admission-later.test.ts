import { describe, expect, test } from 'vitest'
import { PROGRAMS } from '../../programs/programs.ts'
import { compile } from '../../scenario/compile.ts'
import { assembleTrace } from '../../trace/assemble.ts'
import type { Trace } from '../../trace/trace.ts'
import { simulate } from '../simulate.ts'

/** The trace of objects at the start and of steps, each a line of YAML. */
function traceOf(objects: readonly string[], steps: readonly string[], until = '60s'): Trace {
  const scenario = `{apiVersion: podlapse.dev/v1, kind: Scenario, spec: {until: ${until}, imagesPresent: true, steps: [${steps.join(', ')}]}}`
  const compiled = compile([...objects, scenario].join('\n---\n'))
  expect(compiled.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  return assembleTrace([...simulate(compiled.scenario!, PROGRAMS)])
}

function pod(name: string, args: string, more = ''): string {
  return `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: shop}, spec: {restartPolicy: Never, containers: [{name: c, image: "podlapse/app:1", args: [${args}]}]${more}}}`
}

const NAMESPACE = '{apiVersion: v1, kind: Namespace, metadata: {name: shop}}'

function printed(trace: Trace): [seconds: number, text: string][] {
  return trace.entries.flatMap((entry): [number, string][] =>
    entry.kind === 'stepOutput' ? [[entry.at / 1000, entry.text]] : [],
  )
}

/** When an object was written, and what it was like. */
function versions<T>(trace: Trace, kind: string, name: string, show: (object: never) => T): [number, string, T][] {
  return trace.entries.flatMap((entry): [number, string, T][] =>
    entry.kind === 'object' && entry.objectKind === kind && entry.name === name
      ? [[entry.at, entry.change, show(entry.object as never)]]
      : [],
  )
}

describe('a quota, while the cluster runs', () => {
  const MORE = '{at: 6s, run: kubectl run more --image nginx -n shop}'
  const QUOTA = '{apiVersion: v1, kind: ResourceQuota, metadata: {name: q, namespace: shop}, spec: {hard: {pods: 1}}}'

  test('QUOTA-1 refuses a Pod too many, and has room again when one has ended', () => {
    const next = `apply: ${pod('second', 'run, --for, "1"')}`
    const trace = traceOf(
      [NAMESPACE, QUOTA, pod('first', 'run, --for, "10"')],
      [`{at: 5s, ${next}}`, `{at: 20s, ${next}}`],
    )
    expect(printed(trace)).toEqual([
      [
        5,
        'Error from server (Forbidden): error when creating "STDIN": pods "second" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1',
      ],
      [20, 'pod/second created'],
    ])
    const used = versions(
      trace,
      'ResourceQuota',
      'q',
      (quota: { status: { used?: { pods: string } } }) => quota.status.used?.pods,
    )
    expect(used.map(([, , pods]) => pods)).toEqual([undefined, '1', '0', '1', '0'])
  })

  test('kubectl run names no file', () => {
    const trace = traceOf(
      [NAMESPACE, QUOTA, pod('first', 'run')],
      ['{at: 5s, run: kubectl run more --image nginx -n shop}'],
    )
    expect(printed(trace)).toEqual([
      [
        5,
        'Error from server (Forbidden): pods "more" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1',
      ],
    ])
  })

  test('a quota that comes later counts what is there', () => {
    const trace = traceOf(
      [NAMESPACE, pod('first', 'run')],
      [`{at: 5s, apply: ${QUOTA}}`, MORE, '{at: 7s, run: kubectl delete pod first -n shop}', MORE.replace('6s', '50s')],
    )
    expect(printed(trace).map(([, text]) => text.slice(0, 35))).toEqual([
      'resourcequota/q created',
      'Error from server (Forbidden): pods',
      'pod "first" deleted from shop names',
      'pod/more created',
    ])
  })
})

describe('what comes later is admitted then', () => {
  test('an account of an earlier step is found, and one that nobody made is not', () => {
    const account = '{apiVersion: v1, kind: ServiceAccount, metadata: {name: robot, namespace: shop}}'
    const asked = pod('p', 'run', ', serviceAccountName: robot')
    const trace = traceOf(
      [NAMESPACE],
      [`{at: 1s, apply: ${asked}}`, `{at: 2s, apply: ${account}}`, `{at: 3s, apply: ${asked}}`],
    )
    expect(printed(trace)).toEqual([
      [
        1,
        'Error from server (Forbidden): error when creating "STDIN": pods "p" is forbidden: error looking up service account shop/robot: serviceaccount "robot" not found',
      ],
      [2, 'serviceaccount/robot created'],
      [3, 'pod/p created'],
    ])
  })

  test('warnings are printed before', () => {
    const strict = NAMESPACE.replace('name: shop', 'name: shop, labels: {pod-security.kubernetes.io/warn: baseline}')
    const trace = traceOf([strict], [`{at: 1s, apply: ${pod('p', 'run', ', hostPID: true')}}`])
    expect(printed(trace).map(([, text]) => text)).toEqual([
      'Warning: would violate PodSecurity "baseline:latest": host namespaces (hostPID=true)',
      'pod/p created',
    ])
  })

  test('create refuses what is there', () => {
    const trace = traceOf([NAMESPACE, pod('p', 'run')], ['{at: 1s, run: kubectl create -f p.yaml}'])
    const refused = 'Error from server (AlreadyExists): error when creating "p.yaml": '
    expect(printed(trace)).toEqual([
      [1, `${refused}namespaces "shop" already exists`],
      [1, `${refused}pods "p" already exists`],
    ])
  })
})

describe('what changes is admitted too', () => {
  const LABELLED = NAMESPACE.replace(
    'name: shop',
    'name: shop, labels: {pod-security.kubernetes.io/enforce: restricted}',
  )
  const GOOD = `{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: shop}, spec: {securityContext: {runAsNonRoot: true, runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}, containers: [{name: c, image: "podlapse/app:1", args: [run], securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}]}}`

  test('a debug container keeps to the Pod security of its namespace', () => {
    const trace = traceOf([LABELLED, GOOD], ['{at: 5s, run: "kubectl debug p -n shop --image=busybox -c d"}'])
    expect(printed(trace)).toEqual([
      [
        5,
        'Error from server (Forbidden): pods "p" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "d" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "d" must set securityContext.capabilities.drop=["ALL"])',
      ],
    ])
  })

  test('a resize keeps to the quota, by what it adds', () => {
    const quota =
      '{apiVersion: v1, kind: ResourceQuota, metadata: {name: q, namespace: shop}, spec: {hard: {requests.cpu: 300m}}}'
    const small = pod('p', 'run').replace('args: [run]', 'args: [run], resources: {requests: {cpu: 100m}}')
    const resize = (at: string, cpu: string): string => {
      const patch = JSON.stringify({ spec: { containers: [{ name: 'c', resources: { requests: { cpu } } }] } })
      return JSON.stringify({ at, run: `kubectl patch pod p -n shop --subresource resize -p '${patch}'` })
    }
    const trace = traceOf([NAMESPACE, quota, small], [resize('5s', '400m'), resize('10s', '300m')])
    expect(printed(trace)).toEqual([
      [
        5,
        'Error from server (Forbidden): pods "p" is forbidden: exceeded quota: q, requested: requests.cpu=300m, used: requests.cpu=100m, limited: requests.cpu=300m',
      ],
      [10, 'pod/p patched'],
    ])
    const used = versions(trace, 'ResourceQuota', 'q', (each: { status: { used?: object } }) => each.status.used)
    expect(used.at(-1)?.[2]).toEqual({ 'requests.cpu': '300m' })
  })

  test('a namespace’s new labels say which Pods they would keep out, and those stay', () => {
    const host = ', hostPID: true'
    const enforce = (at: string, level: string): string =>
      `{at: ${at}, run: kubectl label ns shop pod-security.kubernetes.io/enforce=${level} --overwrite}`
    const trace = traceOf(
      [NAMESPACE, pod('a', 'run', host), pod('b', 'run', host), pod('c', 'run')],
      [enforce('5s', 'baseline'), enforce('6s', 'strict'), enforce('7s', 'privileged')],
    )
    expect(printed(trace)).toEqual([
      [5, 'Warning: existing pods in namespace "shop" violate the new PodSecurity enforce level "baseline:latest"'],
      [5, 'Warning: a (and 1 other pod): host namespaces'],
      [5, 'namespace/shop labeled'],
      [
        6,
        'The Namespace "shop" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted',
      ],
      [7, 'namespace/shop labeled'],
    ])
  })
})

describe('NAMESPACE-1 a namespace that is deleted', () => {
  const phases = (trace: Trace) =>
    versions(trace, 'Namespace', 'shop', (namespace: { status: { phase: string } }) => namespace.status.phase)
  const DELETE = '{at: 10s, run: kubectl delete namespace shop}'

  test('takes its Pods along, with their grace, then what else is in it, then itself', () => {
    const map = '{apiVersion: v1, kind: ConfigMap, metadata: {name: m, namespace: shop}}'
    const slow = pod('p', 'run, --term-delay, "8"', ', terminationGracePeriodSeconds: 20')
    const trace = traceOf([NAMESPACE, map, slow], [DELETE, '{at: 11s, run: kubectl run more --image nginx -n shop}'])
    expect(printed(trace)).toEqual([
      [10, 'namespace "shop" deleted'],
      [
        11,
        'Error from server (Forbidden): pods "more" is forbidden: unable to create new content in namespace shop because it is being terminated',
      ],
    ])
    const gone = (kind: string, name: string) =>
      versions(trace, kind, name, () => 0).find(([, change]) => change === 'DELETED')?.[0] ?? 0
    // Asked to go after five seconds, which is said in the namespace's status: that calls for another look five seconds
    // later. From then on it is given half of its grace and one second before somebody looks again.
    expect(gone('Pod', 'p')).toBeGreaterThan(23_000)
    expect(gone('Pod', 'p')).toBeLessThan(24_000)
    expect(gone('ConfigMap', 'm')).toBe(31_008)
    expect(gone('Namespace', 'shop')).toBe(31_008)
  })

  test('says what keeps it', () => {
    const trace = traceOf([NAMESPACE, pod('p', 'run, --ignore-term')], [DELETE], '40s')
    expect(phases(trace).map(([, , phase]) => phase)).toEqual(['Active', 'Terminating', 'Terminating'])
    const remaining = versions(
      trace,
      'Namespace',
      'shop',
      (namespace: { status: { conditions?: { type: string; message: string }[] } }) =>
        namespace.status.conditions?.find(({ type }) => type === 'NamespaceContentRemaining')?.message,
    )
    expect(remaining.at(-1)?.[2]).toBe('Some resources are remaining: pods. has 1 resource instances')
  })

  test('goes at once where nothing is in it', () => {
    expect(
      phases(traceOf([NAMESPACE], [DELETE]))
        .at(-1)
        ?.slice(0, 2),
    ).toEqual([15_004, 'DELETED'])
  })

  test.each([
    ['default', 'Error from server (Forbidden): namespaces "default" is forbidden: this namespace may not be deleted'],
    ['none', 'Error from server (NotFound): namespaces "none" not found'],
  ])('is not %s', (name, message) => {
    expect(printed(traceOf([NAMESPACE], [`{at: 1s, run: kubectl delete ns ${name}}`]))).toEqual([[1, message]])
  })
})
