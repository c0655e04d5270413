import type { KubeObject } from '../../../manifest/object/meta.ts'
import { ageText, eventTimes } from '../event-times.ts'
import { at, listAt, mapAt, numberAt, sortedEntries, textAt } from '../field.ts'
import { ageOf } from '../pod-row.ts'
import { tablePrinter } from './table-printer.ts'

// printers: printNode, findNodeRoles, getNodeInternalIP (v1.36)
export const nodes = tablePrinter(
  'NAME STATUS ROLES AGE VERSION | INTERNAL-IP EXTERNAL-IP OS-IMAGE KERNEL-VERSION CONTAINER-RUNTIME',
  (object, now) => {
    const info = mapAt(object, 'status', 'nodeInfo')
    const kernel = textAt(info, 'kernelVersion')
    const architecture = textAt(info, 'architecture')
    return [
      object.metadata.name,
      nodeStatus(object),
      nodeRoles(object) || '<none>',
      ageOf(object.metadata.creationTimestamp, now),
      textAt(info, 'kubeletVersion'),
      address(object, 'InternalIP'),
      address(object, 'ExternalIP'),
      textAt(info, 'osImage') || '<unknown>',
      kernel === '' ? '<unknown>' : architecture === '' ? kernel : `${kernel} (${architecture})`,
      textAt(info, 'containerRuntimeVersion') || '<unknown>',
    ]
  },
)

function nodeStatus(object: KubeObject): string {
  const ready = listAt(object, 'status', 'conditions').find((condition) => textAt(condition, 'type') === 'Ready')
  const status = ready === undefined ? 'Unknown' : textAt(ready, 'status') === 'True' ? 'Ready' : 'NotReady'
  return at(object, 'spec', 'unschedulable') === true ? `${status},SchedulingDisabled` : status
}

export function nodeRoles({ metadata }: KubeObject): string {
  const roles = Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith('node-role.kubernetes.io/')) return [key.slice('node-role.kubernetes.io/'.length)]
    return key === 'kubernetes.io/role' && value !== '' ? [value] : []
  })
  return [...new Set(roles.filter((role) => role !== ''))].sort().join(',')
}

function address(object: KubeObject, type: string): string {
  const found = listAt(object, 'status', 'addresses').find((each) => textAt(each, 'type') === type)
  return found === undefined ? '<none>' : textAt(found, 'address')
}

// printers: printNamespace (v1.36)
export const namespaces = tablePrinter('NAME STATUS AGE', (object, now) => [
  object.metadata.name,
  textAt(object, 'status', 'phase'),
  ageOf(object.metadata.creationTimestamp, now),
])

// printers: printEvent (v1.36)
export const events = tablePrinter(
  'LAST_SEEN TYPE REASON OBJECT | SUBOBJECT SOURCE MESSAGE FIRST_SEEN COUNT NAME',
  (object, now) => {
    const { first, last, count } = eventTimes(object)
    const kind = textAt(object, 'involvedObject', 'kind').toLowerCase()
    const component = textAt(object, 'source', 'component') || textAt(object, 'reportingComponent')
    const host = textAt(object, 'source', 'host') || textAt(object, 'reportingInstance')
    return [
      ageText(last, now),
      textAt(object, 'type'),
      textAt(object, 'reason'),
      `${kind}/${textAt(object, 'involvedObject', 'name')}`,
      textAt(object, 'involvedObject', 'fieldPath'),
      host === '' ? component : `${component}, ${host}`,
      textAt(object, 'message').trim(),
      ageText(first, now),
      String(count),
      object.metadata.name,
    ]
  },
)

/** Without -o wide the message comes fifth. */
export const narrowEvents = tablePrinter('LAST_SEEN TYPE REASON OBJECT MESSAGE', (object, now, wide) => {
  const row = events.row(object, now, wide)
  return [...row.slice(0, 4), row[6] as string]
})

// printers: printServiceAccount (v1.36)
export const serviceAccounts = tablePrinter('NAME AGE', (object, now) => [
  object.metadata.name,
  ageOf(object.metadata.creationTimestamp, now),
])

// printers: printPriorityClass (v1.36)
export const priorityClasses = tablePrinter('NAME VALUE GLOBAL-DEFAULT AGE PREEMPTIONPOLICY', (object, now) => [
  object.metadata.name,
  textAt(object, 'value') || '0',
  String(at(object, 'globalDefault') === true),
  ageOf(object.metadata.creationTimestamp, now),
  textAt(object, 'preemptionPolicy') || 'PreemptLowerPriority',
])

// printers: printResourceQuota (v1.36)
export const resourceQuotas = tablePrinter('NAME REQUEST LIMIT AGE', (object, now) => {
  const hard = sortedEntries(mapAt(object, 'status', 'hard'))
  const used = mapAt(object, 'status', 'used')
  const text = (isLimit: boolean): string =>
    hard
      .filter(([name]) => name.startsWith('limits.') === isLimit)
      .map(([name, value]) => `${name}: ${textAt(used, name) || '0'}/${String(value)}`)
      .join(', ')
  return [object.metadata.name, text(false), text(true), ageOf(object.metadata.creationTimestamp, now)]
})

// printers: printLimitRange (v1.36)
export const limitRanges = tablePrinter('NAME CREATED_AT', ({ metadata }) => [
  metadata.name,
  metadata.creationTimestamp ?? '',
])

// printers: printPodDisruptionBudget (v1.36)
export const disruptionBudgets = tablePrinter(
  'NAME MIN_AVAILABLE MAX_UNAVAILABLE ALLOWED_DISRUPTIONS AGE',
  (object, now) => [
    object.metadata.name,
    textAt(object, 'spec', 'minAvailable') || 'N/A',
    textAt(object, 'spec', 'maxUnavailable') || 'N/A',
    String(numberAt(object, 'status', 'disruptionsAllowed')),
    ageOf(object.metadata.creationTimestamp, now),
  ],
)

// printers: printLease (v1.36)
export const leases = tablePrinter('NAME HOLDER AGE', (object, now) => [
  object.metadata.name,
  textAt(object, 'spec', 'holderIdentity'),
  ageOf(object.metadata.creationTimestamp, now),
])

// printers: printControllerRevision (v1.36)
export const controllerRevisions = tablePrinter('NAME CONTROLLER REVISION AGE', (object, now) => {
  const owner = object.metadata.ownerReferences?.find(({ controller }) => controller)
  const group = owner?.apiVersion.includes('/') ? `.${owner.apiVersion.split('/')[0]}` : ''
  return [
    object.metadata.name,
    owner ? `${owner.kind.toLowerCase()}${group}/${owner.name}` : '<none>',
    textAt(object, 'revision'),
    ageOf(object.metadata.creationTimestamp, now),
  ]
})

// apiextensions: pkg/apis/apiextensions/… CustomResourceDefinition (v1.36)
export const customResourceDefinitions = tablePrinter('NAME CREATED_AT', ({ metadata }) => [
  metadata.name,
  metadata.creationTimestamp ?? '',
])

// printers: printHorizontalPodAutoscaler (v1.36)
export const autoscalers = tablePrinter('NAME REFERENCE TARGETS MINPODS MAXPODS REPLICAS AGE', (object, now) => {
  const statuses = listAt(object, 'status', 'currentMetrics')
  const targets = listAt(object, 'spec', 'metrics').map((metric, index) => metricTarget(metric, statuses[index]))
  return [
    object.metadata.name,
    `${textAt(object, 'spec', 'scaleTargetRef', 'kind')}/${textAt(object, 'spec', 'scaleTargetRef', 'name')}`,
    targetsText(targets),
    textAt(object, 'spec', 'minReplicas') || '<unset>',
    textAt(object, 'spec', 'maxReplicas'),
    String(numberAt(object, 'status', 'currentReplicas')),
    ageOf(object.metadata.creationTimestamp, now),
  ]
})

/** So many metrics are told of. */
const TOLD_METRICS = 2

// printers: formatHPAMetrics (v1.36)
function targetsText(targets: readonly string[]): string {
  if (targets.length === 0) return '<none>'
  const told = targets.slice(0, TOLD_METRICS).join(', ')
  return targets.length > TOLD_METRICS ? `${told} + ${targets.length - TOLD_METRICS} more...` : told
}

const METRIC_SOURCES = new Map([
  ['Resource', 'resource'],
  ['ContainerResource', 'containerResource'],
  ['Pods', 'pods'],
  ['Object', 'object'],
  ['External', 'external'],
])

/** What there is of a metric, and what there is to be. */
// printers: formatHPAMetrics (v1.36)
function metricTarget(metric: unknown, status: unknown): string {
  const type = textAt(metric, 'type')
  const source = METRIC_SOURCES.get(type)
  if (source === undefined) return '<unknown type>'
  const shown = (field: string): string | undefined => {
    const amount = at(metric, source, 'target', field)
    if (amount === undefined) return undefined
    const now = at(status, source, 'current', field)
    const unit = field === 'averageUtilization' ? '%' : ''
    return `${now === undefined ? '<unknown>' : `${String(now)}${unit}`}/${String(amount)}${unit}`
  }
  const average = shown('averageValue')
  switch (type) {
    case 'External':
    case 'Object':
      return average === undefined ? (shown('value') ?? '<unknown>/<auto>') : `${average} (avg)`
    case 'Pods':
      return average ?? '<unknown>/<auto>'
    default:
      return `${textAt(metric, source, 'name')}: ${average ?? shown('averageUtilization') ?? '<unknown>/<auto>'}`
  }
}
