import type { KubeObject, LabelSelector } from '../../manifest/object/meta.ts'
import { selectorOf } from '../../manifest/object/selector-text.ts'
import { labelsText, mapAt, numberAt } from '../printers/field.ts'
import { ageOf } from '../printers/pod-row.ts'
import { tablePrinter } from '../printers/tables/table-printer.ts'

const SCALED = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'ReplicationController'])

/** How many there are, and shall be, of what an object makes; undefined: it makes nothing that can be counted. */
// registry/apps/deployment: storage/storage.go scaleFromDeployment (v1.36)
export function scaleOf(object: KubeObject): KubeObject | undefined {
  if (!SCALED.has(object.kind)) return undefined
  const { name, namespace = '', uid = '', resourceVersion = '', creationTimestamp = '' } = object.metadata
  const selector =
    object.kind === 'ReplicationController'
      ? labelsText(mapAt(object, 'spec', 'selector'))
      : selectorOf(mapAt(object, 'spec', 'selector') as LabelSelector)
  return {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberAt(object, 'spec', 'replicas') },
    status: { replicas: numberAt(object, 'status', 'replicas'), selector },
  }
}

// printers: printScale (v1.36)
export const SCALE_TABLE = tablePrinter('NAME DESIRED AVAILABLE AGE', (object, now) => [
  object.metadata.name,
  String(numberAt(object, 'spec', 'replicas')),
  String(numberAt(object, 'status', 'replicas')),
  ageOf(object.metadata.creationTimestamp, now),
])
