import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { ApiServer } from '../apiserver/server.ts'
import { container, pod } from '../testing/pod.ts'
import { dataOf, makeEnvironmentVariables } from './container-environment.ts'

const object = (kind: string, name: string, content: object): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'default' },
  ...content,
})
const OBJECTS = [
  object('ConfigMap', 'settings', { data: { MODE: 'fast', LEVEL: '3' } }),
  object('Secret', 'keys', { data: { TOKEN: 'czNjcjN0' }, stringData: { PLAIN: 'text' } }),
]
const api = {
  get: (kind: string, _namespace: string, name: string) =>
    OBJECTS.find((each) => each.kind === kind && each.metadata.name === name),
} as unknown as ApiServer

function environment(more: Partial<Container>) {
  const subject = pod({ containers: [container('app', more)], metadata: { labels: { app: 'web' } }, nodeName: 'n1' })
  const made = makeEnvironmentVariables(
    subject,
    subject.spec.containers[0] as Container,
    api,
    '10.244.1.2',
    '10.0.0.10',
  )
  return made.kind === 'ok' ? Object.fromEntries(made.env) : made.message
}

describe('makeEnvironmentVariables (ENV-2)', () => {
  test('takes each variable in its order, and lets it use those before', () => {
    const env = [
      { name: 'EARLY', value: '$(BASE)' },
      { name: 'BASE', value: 'http://x' },
      { name: 'URL', value: '$(BASE)/api' },
      { name: 'BASE', value: 'http://y' },
    ]
    expect(environment({ env })).toEqual({ EARLY: '$(BASE)', BASE: 'http://y', URL: 'http://x/api' })
  })

  test('takes whole ConfigMaps and Secrets first, with a prefix, and lets env override them', () => {
    const envFrom = [{ configMapRef: { name: 'settings' } }, { prefix: 'K_', secretRef: { name: 'keys' } }]
    const env = [{ name: 'MODE', value: '$(MODE)er' }]
    expect(environment({ envFrom, env })).toEqual({ MODE: 'faster', LEVEL: '3', K_TOKEN: 's3cr3t', K_PLAIN: 'text' })
  })

  test('takes single keys', () => {
    const env = [
      { name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'MODE' } } },
      { name: 'B', valueFrom: { secretKeyRef: { name: 'keys', key: 'TOKEN' } } },
    ]
    expect(environment({ env })).toEqual({ A: 'fast', B: 's3cr3t' })
  })

  test('takes fields of the Pod', () => {
    const paths = [
      'metadata.name',
      'metadata.namespace',
      'metadata.uid',
      "metadata.labels['app']",
      "metadata.labels['no']",
      'spec.nodeName',
      'status.podIP',
      'status.hostIP',
    ]
    const env = paths.map((fieldPath, index) => ({ name: `V${index}`, valueFrom: { fieldRef: { fieldPath } } }))
    expect(Object.values(environment({ env }) as object)).toEqual([
      'web',
      'default',
      'uid-1',
      'web',
      '',
      'n1',
      '10.244.1.2',
      '10.0.0.10',
    ])
  })

  test('takes resources, rounded up to the divisor', () => {
    const resources = { limits: { cpu: '1500m', memory: '100Mi' } }
    const field = (resource: string, divisor?: string) => ({
      name: resource + (divisor ?? ''),
      valueFrom: { resourceFieldRef: { resource, ...(divisor === undefined ? {} : { divisor }) } },
    })
    const env = [field('limits.cpu'), field('limits.cpu', '1m'), field('limits.memory'), field('limits.memory', '1Mi')]
    expect(Object.values(environment({ env, resources }) as object)).toEqual(['2', '1500', '104857600', '100'])
  })

  test.each<[string, Partial<Container>, string]>([
    ['a ConfigMap that is not there', { envFrom: [{ configMapRef: { name: 'x' } }] }, 'configmap "x" not found'],
    [
      'a Secret that is not there',
      { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'x', key: 'k' } } }] },
      'secret "x" not found',
    ],
    [
      'a key that is not there',
      { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'k' } } }] },
      "couldn't find key k in ConfigMap default/settings",
    ],
    [
      'a key of a Secret that is not there',
      { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'keys', key: 'k' } } }] },
      "couldn't find key k in Secret default/keys",
    ],
  ])('[START-6] says what is missing: %s', (_situation, more, message) => {
    expect(environment(more)).toBe(message)
  })

  test('leaves out what is missing and optional', () => {
    const optional = true
    const envFrom = [{ configMapRef: { name: 'x', optional } }]
    const env = [
      { name: 'A', valueFrom: { secretKeyRef: { name: 'x', key: 'k', optional } } },
      { name: 'B', valueFrom: { configMapKeyRef: { name: 'settings', key: 'k', optional } } },
      { name: 'C', value: 'c' },
    ]
    expect(environment({ envFrom, env })).toEqual({ C: 'c' })
  })
})

describe('dataOf', () => {
  test('reads base64 as UTF-8', () => {
    expect(dataOf(object('Secret', 's', { data: { a: 'w6TigqzwnZ2B', b: '', c: 'YQ==', d: 'YWI=' } }))).toEqual({
      a: 'ä€𝝁',
      b: '',
      c: 'a',
      d: 'ab',
    })
  })

  test('reads a ConfigMap’s data as it is, its binaryData as base64', () => {
    expect(dataOf(object('ConfigMap', 'c', { data: { a: 'YQ==' }, binaryData: { b: 'YQ==' } }))).toEqual({
      a: 'YQ==',
      b: 'a',
    })
  })
})
