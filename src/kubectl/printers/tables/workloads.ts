import type { KubeObject, LabelSelector } from '../../../manifest/object/meta.ts'
import { podTemplateOf } from '../../../manifest/object/pod-template.ts'
import { selectorOf } from '../../../manifest/object/selector-text.ts'
import { at, labelsText, listAt, mapAt, numberAt, textAt, timeAt } from '../field.ts'
import { humanDuration } from '../human-duration.ts'
import { ageOf } from '../pod-row.ts'
import { tablePrinter } from './table-printer.ts'

function age({ metadata }: KubeObject, now: number): string {
  return ageOf(metadata.creationTimestamp, now)
}

/** Names and images of the template's containers, one list each. */
// printers: layoutContainerCells (v1.36)
function containers(object: KubeObject): [string, string] {
  const list = podTemplateOf(object)?.spec.containers ?? []
  return [list.map(({ name }) => name).join(','), list.map(({ image }) => image).join(',')]
}

function selector(object: KubeObject): string {
  const text = selectorOf(mapAt(object, 'spec', 'selector') as LabelSelector)
  return text === '' ? '<none>' : text
}

// printers: printDeployment (v1.36)
export const deployments = tablePrinter(
  'NAME READY UP-TO-DATE AVAILABLE AGE | CONTAINERS IMAGES SELECTOR',
  (object, now) => [
    object.metadata.name,
    `${numberAt(object, 'status', 'readyReplicas')}/${numberAt(object, 'spec', 'replicas')}`,
    String(numberAt(object, 'status', 'updatedReplicas')),
    String(numberAt(object, 'status', 'availableReplicas')),
    age(object, now),
    ...containers(object),
    selector(object),
  ],
)

// printers: printReplicaSet (v1.36)
export const replicaSets = tablePrinter(
  'NAME DESIRED CURRENT READY AGE | CONTAINERS IMAGES SELECTOR',
  (object, now) => [...replicaCells(object, now), ...containers(object), selector(object)],
)

// printers: printReplicationController (v1.36)
export const replicationControllers = tablePrinter(
  'NAME DESIRED CURRENT READY AGE | CONTAINERS IMAGES SELECTOR',
  (object, now) => [...replicaCells(object, now), ...containers(object), labelsText(mapAt(object, 'spec', 'selector'))],
)

function replicaCells(object: KubeObject, now: number): string[] {
  return [
    object.metadata.name,
    String(numberAt(object, 'spec', 'replicas')),
    String(numberAt(object, 'status', 'replicas')),
    String(numberAt(object, 'status', 'readyReplicas')),
    age(object, now),
  ]
}

// printers: printStatefulSet (v1.36)
export const statefulSets = tablePrinter('NAME READY AGE | CONTAINERS IMAGES', (object, now) => [
  object.metadata.name,
  `${numberAt(object, 'status', 'readyReplicas')}/${numberAt(object, 'spec', 'replicas')}`,
  age(object, now),
  ...containers(object),
])

// printers: printDaemonSet (v1.36)
export const daemonSets = tablePrinter(
  'NAME DESIRED CURRENT READY UP-TO-DATE AVAILABLE NODE_SELECTOR AGE | CONTAINERS IMAGES SELECTOR',
  (object, now) => [
    object.metadata.name,
    String(numberAt(object, 'status', 'desiredNumberScheduled')),
    String(numberAt(object, 'status', 'currentNumberScheduled')),
    String(numberAt(object, 'status', 'numberReady')),
    String(numberAt(object, 'status', 'updatedNumberScheduled')),
    String(numberAt(object, 'status', 'numberAvailable')),
    labelsText(mapAt(object, 'spec', 'template', 'spec', 'nodeSelector')),
    age(object, now),
    ...containers(object),
    selector(object),
  ],
)

// printers: printJob (v1.36)
export const jobs = tablePrinter('NAME STATUS COMPLETIONS DURATION AGE | CONTAINERS IMAGES SELECTOR', (object, now) => {
  const completions = at(object, 'spec', 'completions')
  const parallelism = numberAt(object, 'spec', 'parallelism')
  const succeeded = numberAt(object, 'status', 'succeeded')
  const wanted = completions !== undefined ? String(completions) : parallelism > 1 ? `1 of ${parallelism}` : '1'
  const start = timeAt(object, 'status', 'startTime')
  const end = timeAt(object, 'status', 'completionTime')
  return [
    object.metadata.name,
    jobStatus(object),
    `${succeeded}/${wanted}`,
    start === undefined ? '' : humanDuration((end ?? now) - start),
    age(object, now),
    ...containers(object),
    selector(object),
  ]
})

function jobStatus(object: KubeObject): string {
  const has = (type: string): boolean =>
    listAt(object, 'status', 'conditions').some(
      (condition) => textAt(condition, 'type') === type && textAt(condition, 'status') === 'True',
    )
  for (const type of ['Complete', 'Failed']) if (has(type)) return type
  if (object.metadata.deletionTimestamp !== undefined) return 'Terminating'
  for (const type of ['Suspended', 'FailureTarget', 'SuccessCriteriaMet']) if (has(type)) return type
  return 'Running'
}

// printers: printCronJob (v1.36)
export const cronJobs = tablePrinter(
  'NAME SCHEDULE TIMEZONE SUSPEND ACTIVE LAST_SCHEDULE AGE | CONTAINERS IMAGES SELECTOR',
  (object, now) => {
    const last = textAt(object, 'status', 'lastScheduleTime')
    return [
      object.metadata.name,
      textAt(object, 'spec', 'schedule'),
      textAt(object, 'spec', 'timeZone') || '<none>',
      at(object, 'spec', 'suspend') === true ? 'True' : 'False',
      String(listAt(object, 'status', 'active').length),
      last === '' ? '<none>' : ageOf(last, now),
      age(object, now),
      ...containers(object),
      '<none>',
    ]
  },
)

// printers: printPodTemplate (v1.36)
export const podTemplates = tablePrinter('NAME CONTAINERS IMAGES POD_LABELS', (object) => {
  const list = listAt(object, 'template', 'spec', 'containers')
  return [
    object.metadata.name,
    list.map((each) => textAt(each, 'name')).join(','),
    list.map((each) => textAt(each, 'image')).join(','),
    labelsText(mapAt(object, 'template', 'metadata', 'labels')),
  ]
})
