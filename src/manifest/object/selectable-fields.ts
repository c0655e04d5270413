import type { KubeObject } from './meta.ts'

const OF_ALL = ['metadata.name', 'metadata.namespace']

/** Beside the name and the namespace, by kind. */
// apiserver: pkg/apis/core/v1/conversion.go AddFieldLabelConversions…, pkg/registry/*/strategy.go SelectableFields (v1.36)
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'Pod',
    [
      ...['spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName', 'spec.hostNetwork'],
      ...['status.phase', 'status.podIP', 'status.podIPs', 'status.nominatedNodeName'],
    ],
  ],
  ['Node', ['spec.unschedulable']],
  ['Namespace', ['status.phase']],
  ['Secret', ['type']],
  ['Service', ['spec.clusterIP', 'spec.type']],
  ['ReplicationController', ['status.replicas']],
  ['ReplicaSet', ['status.replicas']],
  ['Job', ['status.successful']],
  ['ResourceSlice', ['spec.nodeName', 'spec.driver']],
  [
    'Event',
    [
      ...['involvedObject.kind', 'involvedObject.namespace', 'involvedObject.name', 'involvedObject.uid'],
      ...['involvedObject.apiVersion', 'involvedObject.resourceVersion', 'involvedObject.fieldPath'],
      ...['reason', 'reportingComponent', 'source', 'type'],
    ],
  ],
])

/** What a field selector may ask for. */
export function selectableFields(kind: string): readonly string[] {
  return [...OF_ALL, ...(FIELDS.get(kind) ?? [])]
}

/** As a field selector compares it: always a text. */
export function fieldOf(object: KubeObject, field: string): string {
  if (object.kind === 'Event' && field === 'source') return textOf(at(object, ['source', 'component']))
  if (field === 'spec.unschedulable' || field === 'spec.hostNetwork')
    return textOf(at(object, field.split('.')) ?? false)
  if (field === 'status.successful') return textOf(at(object, ['status', 'succeeded']) ?? 0)
  return textOf(at(object, field.split('.')))
}

function at(object: KubeObject, path: readonly string[]): unknown {
  let value: unknown = object
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}

function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}
