import { sameMeaning } from '../../../manifest/same-meaning.ts'
import { type Command, CommandError } from '../../command-line/command.ts'
import { flagSet, type Given } from '../../command-line/flag-set.ts'
import {
  DRY_RUN_FLAG,
  FILENAME_FLAGS,
  fieldManager,
  PRINT_FLAGS,
  SELECTOR_FLAG,
} from '../../command-line/global-flags.ts'
import { listAt } from '../../printers/field.ts'
import { changeObjects, objectsMistake, SET_FLAGS } from './change-objects.ts'

const GROUP = 'rbac.authorization.k8s.io'

// kubectl: pkg/cmd/set/set_subject.go (v1.36)
export const setSubject: Command = {
  name: 'subject',
  usage:
    '(-f FILENAME | TYPE NAME) [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]',
  flags: flagSet(
    `--group strings; --serviceaccount strings; --user strings; ${SET_FLAGS}`,
    `${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}; ${SELECTOR_FLAG}`,
    fieldManager('kubectl-set'),
  ),
  complete: 'resources',
  check: (given) => objectsMistake(given.args, given) ?? subjectsMistake(given),
  *run(call) {
    const wanted = subjectsOf(call.given, call.namespace)
    return yield* changeObjects(call, {
      resources: call.given.args,
      said: 'subjects updated',
      failure: 'failed to patch subjects to rolebinding:',
      change: (object) => {
        if (object.kind !== 'RoleBinding' && object.kind !== 'ClusterRoleBinding') {
          throw new CommandError('setting subjects is only supported for RoleBinding/ClusterRoleBinding')
        }
        const before = listAt(object, 'subjects')
        const added = wanted.filter((subject) => !before.some((each) => sameMeaning(each, subject)))
        return added.length > 0 ? [{ path: ['subjects'], value: [...before, ...added] }] : []
      },
    })
  },
}

function subjectsMistake(given: Given): string | undefined {
  if (!['user', 'group', 'serviceaccount'].some((name) => given.has(name))) {
    return 'you must specify at least one value of user, group or serviceaccount'
  }
  return given.list('serviceaccount').every((text) => /^[^:]*:[^:]+$/.test(text))
    ? undefined
    : 'serviceaccount must be <namespace>:<name>'
}

function subjectsOf(given: Given, namespace: string) {
  const each = (name: string) => [...new Set(given.list(name))].sort()
  return [
    ...each('user').map((name) => ({ kind: 'User', apiGroup: GROUP, name })),
    ...each('group').map((name) => ({ kind: 'Group', apiGroup: GROUP, name })),
    ...each('serviceaccount').map((text) => {
      const [of = '', name = ''] = text.split(':')
      return { kind: 'ServiceAccount', name, namespace: of || namespace }
    }),
  ]
}
