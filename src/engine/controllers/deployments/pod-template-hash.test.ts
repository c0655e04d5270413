import { expect, test } from 'vitest'
import type { Deployment } from '../../../manifest/object/deployment.ts'
import { setDefaultsDeployment } from '../../../manifest/object/deployment.ts'
import { podTemplateHash } from './pod-template-hash.ts'

function hashOf(container: object, podSpec: object = {}, collisions?: number): string {
  const containers = [{ name: 'c', image: 'nginx:1.27', ...container }]
  const template = { metadata: { labels: { app: 'p' } }, spec: { containers, ...podSpec } }
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { template } }
  setDefaultsDeployment(object)
  return podTemplateHash((object as unknown as Deployment).spec.template, collisions)
}

const READY = { readinessProbe: { httpGet: { path: '/', port: 80 }, initialDelaySeconds: 2, periodSeconds: 2 } }

// What a real cluster of 1.36 has called the ReplicaSets of such templates.
test.each<[string, object, object, string]>([
  ['a container', {}, {}, '86c4b78d65'],
  ['another image', { image: 'nginx:1.28' }, {}, '77bf749bd6'],
  ['a probe', READY, {}, '5f69d9c86'],
  ['an account, by either of its names', {}, { serviceAccountName: 'app' }, '5bb8bdf95c'],
  ['the same account', {}, { serviceAccount: 'app' }, '5bb8bdf95c'],
])('the hash is the one that Kubernetes makes: %s', (_name, container, podSpec, expected) => {
  expect(hashOf(container, podSpec)).toBe(expected)
})

test('limits count as they are written canonically, whatever their order', () => {
  const one = hashOf({ ...READY, image: 'nginx:1.28', resources: { limits: { cpu: '200m', memory: '64Mi' } } })
  expect(one).toBe('78b7df8bc4')
  expect(hashOf({ resources: { limits: { memory: '65536Ki', cpu: '0.2' } }, ...READY, image: 'nginx:1.28' })).toBe(one)
})

test('a collision makes it another one', () => {
  const hashes = [undefined, 0, 1, 2].map((collisions) => hashOf({}, {}, collisions))
  expect(new Set(hashes).size).toBe(4)
})
