import { expect, test } from 'vitest'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { typed } from '../../testing/typed.ts'

const RBAC = 'rbac.authorization.k8s.io/v1'
const OBJECTS: readonly KubeObject[] = [
  {
    apiVersion: RBAC,
    kind: 'Role',
    metadata: { name: 'reader', namespace: 'default' },
    rules: [
      { verbs: ['get'], apiGroups: [''], resources: ['pods', '*/status'] },
      { verbs: ['delete'], apiGroups: ['apps'], resources: ['deployments'], resourceNames: ['web'] },
    ],
  },
  {
    apiVersion: RBAC,
    kind: 'RoleBinding',
    metadata: { name: 'readers', namespace: 'default' },
    roleRef: { kind: 'Role', name: 'reader' },
    subjects: [
      { kind: 'User', name: 'ann' },
      { kind: 'Group', name: 'team' },
      { kind: 'ServiceAccount', name: 'bot' },
    ],
  },
  {
    apiVersion: RBAC,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'roots' },
    roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'User', name: 'root' }],
  },
]

test.each([
  ['delete nodes', 'yes'],
  ['get pods --as=ann', 'yes'],
  ['list pods --as=ann', 'no'],
  ['get pods --as=ann -n other', 'no'],
  ['get pods --as=ann -A', 'no'],
  ['get services --as=ann --subresource=status', 'yes'],
  ['delete deploy/web --as=ann', 'yes'],
  ['delete deploy/api --as=ann', 'no'],
  ['delete deploy --as=ann', 'no'],
  ['get po --as=joe --as-group=team', 'yes'],
  ['get pods --as=system:serviceaccount:default:bot', 'yes'],
  ['get pods --as=system:serviceaccount:other:bot', 'no'],
  ['delete secrets --as=root', 'yes'],
  ['get /healthz --as=joe', 'yes'],
  ['post /healthz --as=joe', 'no'],
])('can-i %s', (words, wanted) => {
  const { stdout, exitCode } = typed(`kubectl auth can-i ${words}`, { objects: OBJECTS })
  expect(stdout).toBe(`${wanted}\n`)
  expect(exitCode).toBe(wanted === 'yes' ? 0 : 1)
})

test.each([
  ['get cups', "Warning: the server doesn't have a resource type 'cups'\n\n"],
  ['list nodes', "Warning: resource 'nodes' is not namespace scoped\n\n"],
  ['drink pods', "Warning: verb 'drink' is not a known verb\n\n"],
])('can-i %s warns', (words, wanted) => {
  expect(typed(`kubectl auth can-i ${words}`).stderr).toBe(wanted)
})

test('whoami tells whose eyes are taken', () => {
  expect(typed('kubectl auth whoami --as=ann').stdout).toBe(
    'ATTRIBUTE   VALUE\nUsername    ann\nGroups      [system:authenticated]\n',
  )
})

test.each([
  [
    'get pods --as=joe',
    'pods is forbidden: User "joe" cannot list resource "pods" in API group "" in the namespace "default"',
  ],
  [
    'get nodes --as=joe',
    'nodes is forbidden: User "joe" cannot list resource "nodes" in API group "" at the cluster scope',
  ],
  [
    'get deploy web -n dev --as=joe',
    'deployments.apps "web" is forbidden: User "joe" cannot get resource "deployments" in API group "apps" in the namespace "dev"',
  ],
  [
    'logs web --as=joe',
    'pods "web" is forbidden: User "joe" cannot get resource "pods" in API group "" in the namespace "default"',
  ],
])('%s is forbidden', (words, wanted) => {
  const { stderr, exitCode } = typed(`kubectl ${words}`, { objects: OBJECTS })
  expect(stderr).toBe(`Error from server (Forbidden): ${wanted}\n`)
  expect(exitCode).toBe(1)
})

test.each([
  ['get pod web --as=ann', 'pods "web" not found'],
  ['get pod web --as=root', 'pods "web" not found'],
  ['get pod web --as=joe --as-group=system:masters', 'pods "web" not found'],
])('%s: it may, and there is none', (words, wanted) => {
  expect(typed(`kubectl ${words}`, { objects: OBJECTS }).stderr).toBe(`Error from server (NotFound): ${wanted}\n`)
})
