import { CommandError } from '../../command-line/command.ts'
import type { Given } from '../../command-line/flag-set.ts'
import { generator } from './generator.ts'

const GROUP = 'rbac.authorization.k8s.io'
const SUBJECT_FLAGS = '--group strings; --serviceaccount strings; --user strings'

// kubectl: pkg/cmd/create/create_rolebinding.go (v1.36)
export const roleBinding = generator({
  name: 'rolebinding',
  usage:
    'NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]',
  flags: `--clusterrole string; --role string; ${SUBJECT_FLAGS}`,
  check: (given) =>
    (given.text('clusterrole') === '') === (given.text('role') === '')
      ? 'exactly one of clusterrole or role must be specified'
      : undefined,
  object: (name, given) => {
    const [kind, of] = given.text('role') === '' ? ['ClusterRole', 'clusterrole'] : ['Role', 'role']
    return bindingOf('RoleBinding', name, kind, given.text(of), given)
  },
  failure: 'failed to create rolebinding:',
})

// kubectl: pkg/cmd/create/create_clusterrolebinding.go (v1.36)
export const clusterRoleBinding = generator({
  name: 'clusterrolebinding',
  usage:
    'NAME --clusterrole=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]',
  flags: `--clusterrole string; ${SUBJECT_FLAGS}`,
  requires: ['clusterrole'],
  object: (name, given) => bindingOf('ClusterRoleBinding', name, 'ClusterRole', given.text('clusterrole'), given),
  failure: 'failed to create clusterrolebinding:',
})

function bindingOf(kind: string, name: string, roleKind: string, roleName: string, given: Given) {
  const people = (['User', 'Group'] as const).flatMap((each) =>
    given.list(each.toLowerCase()).map((subject) => ({ kind: each, apiGroup: GROUP, name: subject })),
  )
  const accounts = given.list('serviceaccount').map((text) => {
    const [namespace = '', account = '', ...more] = text.split(':')
    if (namespace === '' || account === '' || more.length > 0) {
      throw new CommandError('serviceaccount must be <namespace>:<name>')
    }
    return { kind: 'ServiceAccount', name: account, namespace }
  })
  const subjects = [...people, ...accounts]
  return {
    kind,
    apiVersion: `${GROUP}/v1`,
    metadata: { name },
    ...(subjects.length > 0 ? { subjects } : {}),
    roleRef: { apiGroup: GROUP, kind: roleKind, name: roleName },
  }
}
