import { ensure } from '../../../lib/assert.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { kindInfo } from '../../../manifest/schema/kinds.ts'
import type { Activity, Reader } from '../../client/api-client.ts'
import { listAt, textAt } from '../../printers/field.ts'
import { isAdmin, type User } from './user.ts'

const RBAC = 'rbac.authorization.k8s.io/v1'

/** What is asked for. A URL stands for itself. */
export interface Request {
  readonly verb: string
  readonly group: string
  readonly resource: string
  readonly name: string
  readonly url?: string
}

/** kubeadm's administrator, as the role cluster-admin says it. */
const EVERYTHING: readonly object[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
]

const HEALTH = ['/healthz', '/livez', '/readyz', '/version', '/version/']
const DISCOVERY = ['/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*', '/.well-known', '/.well-known/*']

/** What the roles system:basic-user, system:discovery and system:public-info-viewer give to everybody. */
// kubernetes: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go (v1.36)
const EVERYBODY: readonly object[] = [
  { verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] },
  {
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  },
  { verbs: ['get'], nonResourceURLs: [...HEALTH, ...DISCOVERY] },
  { verbs: ['get'], nonResourceURLs: HEALTH },
]

/** What somebody may do in a namespace, by the roles and bindings that are there. */
// kubernetes: pkg/registry/rbac/validation/rule.go RulesFor (v1.36)
export function* rulesFor(reader: Reader, user: User, namespace: string): Activity<readonly unknown[]> {
  if (isAdmin(user)) return [...EVERYTHING, ...EVERYBODY]
  const rules: unknown[] = []
  const bindings = [
    ...(yield* all(reader, 'ClusterRoleBinding', undefined)),
    ...(yield* all(reader, 'RoleBinding', namespace)),
  ]
  for (const binding of bindings) {
    if (!listAt(binding, 'subjects').some((subject) => isSubject(subject, user, binding))) continue
    const kind = textAt(binding, 'roleRef', 'kind')
    const name = textAt(binding, 'roleRef', 'name')
    if (kind !== 'Role' && kind !== 'ClusterRole') continue
    if (kind === 'ClusterRole' && name === 'cluster-admin') rules.push(...EVERYTHING)
    const roles = yield* all(reader, kind, kind === 'Role' ? namespace : undefined)
    rules.push(...roles.filter(({ metadata }) => metadata.name === name).flatMap((role) => listAt(role, 'rules')))
  }
  return [...rules, ...EVERYBODY]
}

function* all(reader: Reader, kind: string, namespace: string | undefined): Activity<readonly KubeObject[]> {
  const reply = yield* reader.list(ensure(kindInfo(RBAC, kind), `the kind ${kind}`), namespace)
  return reply.status ? [] : reply.ok
}

function isSubject(subject: unknown, { name, groups }: User, { metadata }: KubeObject): boolean {
  const named = textAt(subject, 'name')
  switch (textAt(subject, 'kind')) {
    case 'User':
      return named === name
    case 'Group':
      return groups.includes(named)
    default: {
      const namespace = textAt(subject, 'namespace') || metadata.namespace
      return name === `system:serviceaccount:${namespace}:${named}`
    }
  }
}

// kubernetes: plugin/pkg/auth/authorizer/rbac/rbac.go RuleAllows (v1.36)
export function isAllowed(rules: readonly unknown[], request: Request): boolean {
  return rules.some((rule) => {
    const has = (field: string, wanted: string) => {
      const list = listAt(rule, field)
      return list.includes('*') || list.includes(wanted)
    }
    if (!has('verbs', request.verb)) return false
    const { url } = request
    if (url !== undefined) {
      return listAt(rule, 'nonResourceURLs').some((each) => {
        const pattern = String(each)
        return pattern.endsWith('*') ? url.startsWith(pattern.slice(0, -1)) : url === pattern
      })
    }
    const names = listAt(rule, 'resourceNames')
    return (
      has('apiGroups', request.group) &&
      (has('resources', request.resource) || hasSubresource(listAt(rule, 'resources'), request.resource)) &&
      (names.length === 0 || names.includes(request.name))
    )
  })
}

/** The star in front of a part of a resource takes that part of all. */
function hasSubresource(resources: readonly unknown[], wanted: string): boolean {
  const slash = wanted.indexOf('/')
  return slash >= 0 && resources.includes(`*${wanted.slice(slash)}`)
}
