import { describe, expect, test } from 'vitest'
import { ApiRefusal, kubectlText } from '../../manifest/api-error.ts'
import type { Service } from '../../manifest/object/kinds.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { container, pod } from '../testing/pod.ts'
import { emptyWorld, recorded } from '../testing/world.ts'
import type { ApiRequest, PatchBody, Reply, RequestOptions, Subresource } from './request.ts'
import { ApiServer } from './server.ts'

const BY = { by: { name: 'test' } }
const IN = { namespace: 'default' }

const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { type: 'NodePort', selector: { app: 'web' }, ports: [{ port: 80 }] },
}
const JOB = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'once' },
  spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'busybox' }] } } },
}
const POD = pod({ containers: [container('app', { env: [{ name: 'MODE', value: 'slow' }] })] })

function server() {
  const world = emptyWorld()
  const api = new ApiServer(world)
  const ask = (request: ApiRequest, options: Partial<RequestOptions> = {}) =>
    api.request(request, { ...BY, ...options })
  const create = (body: KubeObject, options: Partial<RequestOptions> = {}) => ask({ verb: 'create', body }, options)
  const patch = (kind: string, name: string, change: unknown, subresource?: Subresource) => {
    const body: PatchBody = { type: 'strategic', patch: change }
    return ask({ verb: 'patch', kind, ...IN, name, ...(subresource ? { subresource } : {}), body })
  }
  return { world, api, ask, create, patch }
}

function said({ status }: Reply): string | undefined {
  return status && kubectlText([new ApiRefusal(status)], null)
}

describe('what the API server refuses of a change', () => {
  test.each<[string, KubeObject, unknown, string]>([
    [
      'another address of a Service',
      SERVICE,
      { spec: { clusterIP: '10.96.0.77' } },
      'The Service "web" is invalid: spec.clusterIPs[0]: Invalid value: ["10.96.0.77"]: may not change once set',
    ],
    [
      'fewer completions than none',
      { ...JOB, spec: { ...JOB.spec, completionMode: 'Indexed', completions: 2, parallelism: 2 } },
      { spec: { completions: -5, parallelism: -5 } },
      'The Job "once" is invalid: \n* spec.parallelism: Invalid value: -5: must be greater than or equal to 0\n* spec.completions: Invalid value: -5: must be greater than or equal to 0',
    ],
    [
      'other completions',
      JOB,
      { spec: { completions: 3 } },
      'The Job "once" is invalid: spec.completions: Invalid value: 3: field is immutable',
    ],
    [
      'another completion mode',
      { ...JOB, spec: { ...JOB.spec, completions: 1 } },
      { spec: { completionMode: 'Indexed' } },
      'The Job "once" is invalid: spec.completionMode: Invalid value: "Indexed": field is immutable',
    ],
  ])('%s', (_situation, object, change, expected) => {
    const { create, patch } = server()
    create(object)
    expect(said(patch(object.kind, object.metadata.name, change))).toBe(expected)
  })

  test('a Job whose Pods would start again by themselves', () => {
    const { create, patch } = server()
    create({ ...JOB, spec: { ...JOB.spec, suspend: true } })
    expect(said(patch('Job', 'once', { spec: { template: { spec: { restartPolicy: 'Always' } } } }))).toBe(
      'The Job "once" is invalid: spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
    )
  })

  test('another template of a Job, which is shown as the server has it', () => {
    const { create, patch } = server()
    create(JOB)
    const reply = patch('Job', 'once', {
      spec: { template: { spec: { containers: [{ name: 'c', image: 'alpine' }] } } },
    })
    expect(said(reply)).toMatch(
      /^The Job "once" is invalid: spec\.template: Invalid value: \{.*"Spec":\{"Volumes":null,"InitContainers":null,"Containers":\[\{"Name":"c","Image":"alpine",.*\}: field is immutable$/,
    )
  })

  test.each<[string, unknown, Subresource | undefined, string | undefined]>([
    ['a cordon', { spec: { unschedulable: true } }, undefined, undefined],
    [
      'another range for the Pods of a node',
      { spec: { podCIDR: '10.7.0.0/24' } },
      undefined,
      'The Node "loft" is invalid: spec.podCIDRs: Forbidden: node updates may not change podCIDR except from "" to valid',
    ],
    [
      'a taint without an effect',
      { spec: { taints: [{ key: 'dark', effect: '' }] } },
      undefined,
      'The Node "loft" is invalid: metadata.taints[0].effect: Required value',
    ],
    [
      'half a device',
      { status: { capacity: { 'acme.io/gpu': '500m' } } },
      'status',
      'The Node "loft" is invalid: status.capacity.acme.io/gpu: Invalid value: "500m": must be an integer',
    ],
  ])('%s', (_situation, change, subresource, expected) => {
    const { ask } = server()
    const body = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'loft' }, spec: { podCIDR: '10.5.0.0/24' } }
    ask({ verb: 'create', body }, { by: { name: 'kubelet', node: 'loft' } })
    const at = { kind: 'Node', namespace: '', name: 'loft', ...(subresource ? { subresource } : {}) }
    expect(said(ask({ verb: 'patch', ...at, body: { type: 'merge', patch: change } }))).toBe(expected)
  })

  test('another environment of a Pod, with what differs', () => {
    const { create, patch } = server()
    create(POD)
    const reply = patch('Pod', 'web', {
      spec: { containers: [{ name: 'app', env: [{ name: 'MODE', value: 'fast' }] }] },
    })
    expect(reply.status).toMatchObject({ code: 422, reason: 'Invalid', details: { kind: 'Pod', name: 'web' } })
    expect(said(reply)).toContain(
      'The Pod "web" is invalid: spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`',
    )
    expect(said(reply)).toContain('-     "Value": "slow",\n+     "Value": "fast",\n')
  })
})

describe('what the server has handed out', () => {
  test('stays where a Service is sent without it, as do labels in a patch that has none', () => {
    const { create, ask, patch } = server()
    const { clusterIP, ports } = (create(SERVICE).object as Service).spec
    patch('Service', 'web', { metadata: { labels: { team: 'a' } } })
    const again = ask({ verb: 'update', kind: 'Service', ...IN, name: 'web', body: structuredClone(SERVICE) }).object
    expect(again?.spec).toMatchObject({ clusterIP, clusterIPs: [clusterIP], ports })
    expect(patch('Service', 'web', { spec: { sessionAffinity: 'ClientIP' } }).object?.spec).toMatchObject({ clusterIP })
  })
})

describe('generations', () => {
  test('count what is asked for, and nothing else', () => {
    const { create, patch } = server()
    const generation = ({ object }: Reply) => object?.metadata.generation
    expect(generation(create(JOB))).toBe(1)
    expect(generation(patch('Job', 'once', { metadata: { labels: { a: 'b' } } }))).toBe(1)
    expect(generation(patch('Job', 'once', { status: { active: 1 } }, 'status'))).toBe(1)
    expect(generation(patch('Job', 'once', { spec: { suspend: true } }))).toBe(2)
    expect(generation(create(SERVICE))).toBeUndefined()
  })
})

describe('a status', () => {
  test('is written through its own door only, which changes nothing else', () => {
    const { create, patch } = server()
    create(POD)
    expect(patch('Pod', 'web', { status: { phase: 'Failed' } }).object?.status).toMatchObject({ phase: 'Pending' })
    const change = { spec: { priority: 7 }, status: { phase: 'Running' } }
    const { object } = patch('Pod', 'web', change, 'status')
    expect(object).toMatchObject({ spec: { priority: 0 }, status: { phase: 'Running', qosClass: 'BestEffort' } })
  })

  test('a kind without one has no such door', () => {
    const { create, patch } = server()
    create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm' } })
    expect(patch('ConfigMap', 'm', {}, 'status').status).toMatchObject({ code: 404, reason: 'NotFound' })
  })
})

describe('versions', () => {
  test('another version than the present one is a conflict', () => {
    const { create, ask, patch } = server()
    const old = create(POD).object as KubeObject
    patch('Pod', 'web', { metadata: { labels: { a: 'b' } } })
    const reply = ask({ verb: 'update', kind: 'Pod', ...IN, name: 'web', body: old })
    expect(reply.status).toEqual({
      code: 409,
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on pods "web": the object has been modified; please apply your changes to the latest version and try again',
      details: { name: 'web', kind: 'pods' },
    })
  })

  test('a request that changes nothing is no write', () => {
    const { world, create, ask, patch } = server()
    const old = create(POD).object as KubeObject
    expect(patch('Pod', 'web', { metadata: { labels: {} } }).object).toBe(old)
    expect(ask({ verb: 'update', kind: 'Pod', ...IN, name: 'web', body: { ...old } }).object).toBe(old)
    expect(recorded(world).entries).toHaveLength(1)
  })

  test('a dry run answers as if, and writes nothing', () => {
    const { world, api, create, ask } = server()
    const options = { dryRun: true }
    expect(create(POD, options).object).toMatchObject({ status: { phase: 'Pending' } })
    create(SERVICE)
    const at = { kind: 'Service', ...IN, name: 'web' }
    const patched = ask(
      { verb: 'patch', ...at, body: { type: 'merge', patch: { spec: { type: 'ClusterIP' } } } },
      options,
    )
    expect(patched.object?.spec).toMatchObject({ type: 'ClusterIP' })
    expect(ask({ verb: 'delete', ...at }, options).object).toBeDefined()
    expect(api.get('Pod', 'default', 'web')).toBeUndefined()
    expect(api.get('Service', 'default', 'web')?.spec.type).toBe('NodePort')
    expect(recorded(world).entries).toHaveLength(1)
  })
})

describe('names', () => {
  test('are made from generateName, another one for each', () => {
    const { create } = server()
    const body = { ...POD, metadata: { generateName: 'web-' } } as unknown as KubeObject
    const names = [create(body), create(body)].map(({ object }) => object?.metadata.name ?? '')
    expect(names[0]).toMatch(/^web-[a-z0-9]{5}$/)
    expect(new Set(names).size).toBe(2)
  })

  test.each<[string, ApiRequest, object]>([
    [
      'a Pod that is there already',
      { verb: 'create', body: POD },
      { code: 409, reason: 'AlreadyExists', message: 'pods "web" already exists' },
    ],
    [
      'an object that is not there',
      { verb: 'delete', kind: 'Deployment', ...IN, name: 'none' },
      {
        code: 404,
        reason: 'NotFound',
        message: 'deployments.apps "none" not found',
        details: { name: 'none', group: 'apps', kind: 'deployments' },
      },
    ],
    [
      'a kind that nobody has heard of',
      { verb: 'get', kind: 'Sheep', ...IN, name: 'dolly' },
      { code: 404, reason: 'NotFound', message: 'the server could not find the requested resource' },
    ],
    [
      'a namespace that is not there',
      { verb: 'create', body: { ...POD, metadata: { name: 'p', namespace: 'nowhere' } } },
      { code: 404, reason: 'NotFound', message: 'namespaces "nowhere" not found' },
    ],
    [
      'a namespace that stays',
      { verb: 'delete', kind: 'Namespace', namespace: '', name: 'kube-system' },
      {
        code: 403,
        reason: 'Forbidden',
        message: 'namespaces "kube-system" is forbidden: this namespace may not be deleted',
      },
    ],
  ])('%s is answered in the server’s shape', (_situation, request, status) => {
    const { create, ask } = server()
    create(POD)
    expect(ask(request).status).toMatchObject(status)
  })
})

describe('a binding', () => {
  const bind = (name: string) => ({
    verb: 'create' as const,
    kind: 'Pod',
    ...IN,
    name: 'web',
    subresource: 'binding' as const,
    body: { target: { kind: 'Node' as const, name } },
  })

  test('gives a Pod its node, once', () => {
    const { create, ask } = server()
    create(POD)
    expect(ask(bind('n1')).object).toMatchObject({
      metadata: { generation: 1 },
      spec: { nodeName: 'n1' },
      status: { conditions: [{ type: 'PodScheduled', status: 'True' }] },
    })
    expect(ask(bind('n2')).status?.message).toBe(
      'Operation cannot be fulfilled on pods/binding "web": pod web is already assigned to node "n1"',
    )
  })
})

describe('fields that nobody knows', () => {
  const budget = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web' }, spec: {} }
  const odd = { ...budget, spec: { colour: 'red' } }
  const at = { kind: 'PodDisruptionBudget', ...IN, name: 'web' } as const
  const refused = 'strict decoding error: unknown field "spec.colour"'
  const unread = `PodDisruptionBudget in version "v1" cannot be handled as a PodDisruptionBudget: ${refused}`

  test.each<[string, ApiRequest, string]>([
    ['of a new object', { verb: 'create', body: odd }, unread],
    ['of an update', { verb: 'update', ...at, body: odd }, unread],
    [
      'of a patch',
      { verb: 'patch', ...at, body: { type: 'strategic', patch: { spec: { colour: 'red' } } } },
      `patch: Invalid value: "map[spec:map[colour:red]]": ${refused}`,
    ],
  ])('%s: refused, warned of, dropped', (_, request, message) => {
    const { api, ask, create } = server()
    if (request.verb !== 'create') create(budget)
    expect(ask(request, { fieldValidation: 'strict' }).status?.message).toContain(message)
    const warned = ask(request, { fieldValidation: 'warn', dryRun: true })
    expect([warned.status, warned.warnings]).toEqual([undefined, ['unknown field "spec.colour"']])
    const dropped = ask(request, { fieldValidation: 'ignore' })
    expect([dropped.status, dropped.warnings]).toEqual([undefined, []])
    expect(api.get('PodDisruptionBudget', 'default', 'web')?.spec).not.toHaveProperty('colour')
  })

  test('a patch that names a field twice', () => {
    const { ask, create } = server()
    create(budget)
    const patch = { metadata: { labels: { a: '2' } } }
    const request = { verb: 'patch', ...at, body: { type: 'merge', patch, duplicates: ['metadata.labels.a'] } } as const
    expect(ask(request).warnings).toEqual(['duplicate field "metadata.labels.a"'])
    expect(ask(request, { fieldValidation: 'strict' }).status?.message).toContain(
      'strict decoding error: duplicate field "metadata.labels.a"',
    )
  })
})

test('a Pod that is sent whole keeps what admission gave it', () => {
  const { api, ask, create } = server()
  const sent = { ...POD, spec: { ...POD.spec, volumes: [] } }
  create(sent)
  const made = api.get('Pod', 'default', 'web')
  const { tolerations: _, priority: _given, preemptionPolicy: _too, ...spec } = made?.spec ?? POD.spec
  const body = { ...sent, metadata: { name: 'web', namespace: 'default', labels: { a: 'b' } }, spec }
  const { object, status } = ask({ verb: 'update', kind: 'Pod', ...IN, name: 'web', body: body as KubeObject })
  expect(status).toBeUndefined()
  expect(object?.spec).toEqual(made?.spec)
})
