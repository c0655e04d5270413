import { SECOND } from '../../../lib/time.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { at, listAt, numberAt, textAt } from '../field.ts'
import { humanDuration } from '../human-duration.ts'
import { ageOf } from '../pod-row.ts'
import { tablePrinter } from './table-printer.ts'

// printers: printRole, printClusterRole (v1.36)
export const roles = tablePrinter('NAME CREATED_AT', ({ metadata }) => [
  metadata.name,
  metadata.creationTimestamp ?? '',
])

// printers: printRoleBinding, printClusterRoleBinding (v1.36)
export const roleBindings = tablePrinter('NAME ROLE AGE | USERS GROUPS SERVICEACCOUNTS', (object, now) => [
  object.metadata.name,
  `${textAt(object, 'roleRef', 'kind')}/${textAt(object, 'roleRef', 'name')}`,
  ageOf(object.metadata.creationTimestamp, now),
  subjects(object, 'User'),
  subjects(object, 'Group'),
  subjects(object, 'ServiceAccount'),
])

// rbac: helpers.go SubjectsStrings (v1.36)
function subjects(object: KubeObject, kind: string): string {
  return listAt(object, 'subjects')
    .filter((subject) => textAt(subject, 'kind') === kind)
    .map((subject) => {
      const namespace = kind === 'ServiceAccount' ? textAt(subject, 'namespace') : ''
      return `${namespace === '' ? '' : `${namespace}/`}${textAt(subject, 'name')}`
    })
    .join(', ')
}

// printers: printCertificateSigningRequest (v1.36)
export const signingRequests = tablePrinter(
  'NAME AGE SIGNERNAME REQUESTOR REQUESTEDDURATION CONDITION',
  (object, now) => [
    object.metadata.name,
    ageOf(object.metadata.creationTimestamp, now),
    textAt(object, 'spec', 'signerName') || '<none>',
    textAt(object, 'spec', 'username'),
    at(object, 'spec', 'expirationSeconds') === undefined
      ? '<none>'
      : humanDuration(numberAt(object, 'spec', 'expirationSeconds') * SECOND),
    requestStatus(object),
  ],
)

// printers: extractCSRStatus (v1.36)
function requestStatus(object: KubeObject): string {
  const types = listAt(object, 'status', 'conditions').map((condition) => textAt(condition, 'type'))
  const decided = ['Denied', 'Approved'].find((type) => types.includes(type)) ?? 'Pending'
  const failed = types.includes('Failed') ? ',Failed' : ''
  return `${decided}${failed}${textAt(object, 'status', 'certificate') === '' ? '' : ',Issued'}`
}
