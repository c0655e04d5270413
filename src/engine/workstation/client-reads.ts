import type { ListOptions, Reply } from '../../kubectl/client/api-client.ts'
import { HOUR } from '../../lib/time.ts'
import { newBadRequest } from '../../manifest/api-status.ts'
import { eventObject } from '../../manifest/object/event-object.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { fieldOf, selectableFields } from '../../manifest/object/selectable-fields.ts'
import { matchesSelector, parseFieldSelector, parseLabelSelector } from '../../manifest/object/selector-text.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'
import { publishedObjects, SYSTEM_NAMESPACES } from '../apiserver/published-objects.ts'
import type { Cluster } from './cluster.ts'

export function objectOf(cluster: Cluster, info: KindInfo, namespace: string, name: string): KubeObject | undefined {
  if (info.kind === 'Event') {
    return eventsOf(cluster).find(({ metadata }) => metadata.namespace === namespace && metadata.name === name)
  }
  const found = cluster.api.get(info.kind, namespace, name)
  if (found && (found.metadata.creationTimestamp !== undefined || info.kind === 'Node')) return found
  return allOf(cluster, info, namespace).find(({ metadata }) => metadata.name === name) ?? found
}

/** In the order of etcd's keys. */
export function allOf(cluster: Cluster, info: KindInfo, namespace: string | undefined): readonly KubeObject[] {
  const all =
    info.kind === 'Event'
      ? eventsOf(cluster).filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace)
      : withPublished(cluster, info, namespace, cluster.api.list(info.kind, info.namespaced ? namespace : ''))
  return all.toSorted(
    (a, b) =>
      compare(a.metadata.namespace ?? '', b.metadata.namespace ?? '') || compare(a.metadata.name, b.metadata.name),
  )
}

/** With what is in every namespace although nobody has written it. */
function withPublished(
  { api }: Cluster,
  { kind }: KindInfo,
  namespace: string | undefined,
  stored: readonly KubeObject[],
): readonly KubeObject[] {
  if (kind === 'Namespace') return withOthers(stored, SYSTEM_NAMESPACES)
  const all = withOthers(api.list('Namespace'), SYSTEM_NAMESPACES)
  const namespaces = namespace === undefined ? all : all.filter(({ metadata }) => metadata.name === namespace)
  return withOthers(stored, publishedObjects(kind, namespaces))
}

function withOthers(stored: readonly KubeObject[], others: readonly KubeObject[]): readonly KubeObject[] {
  const key = ({ metadata }: KubeObject) => `${metadata.namespace ?? ''}/${metadata.name}`
  const known = new Set(stored.map(key))
  const added = others.filter((object) => !known.has(key(object)))
  return added.length > 0 ? [...stored, ...added] : stored
}

/** The API server forgets an Event an hour after its last write. */
// apiserver: pkg/controlplane/apiserver/options/options.go EventTTL (v1.36)
const EVENT_TTL = HOUR

function eventsOf({ world }: Cluster): readonly KubeObject[] {
  return [...world.events.values()]
    .filter(({ event }) => world.now - event.at <= EVENT_TTL)
    .map(({ event, first }) => eventObject(event, first))
}

/** Those that a selector picks, or why it makes no sense. */
// apiserver: pkg/endpoints/handlers/get.go ListResource (v1.36)
export function selected(
  info: KindInfo,
  objects: readonly KubeObject[],
  options: ListOptions,
): Reply<readonly KubeObject[]> {
  const test = selectionTest(info, options)
  return typeof test === 'string'
    ? { status: newBadRequest(test), warnings: [] }
    : { ok: test === undefined ? objects : objects.filter(test), warnings: [] }
}

/** Undefined: everything. A text: what is wrong. */
export function selectionTest(
  info: KindInfo,
  { labelSelector = '', fieldSelector = '' }: ListOptions,
): ((object: KubeObject) => boolean) | string | undefined {
  if (labelSelector === '' && fieldSelector === '') return undefined
  const labels = parseLabelSelector(labelSelector)
  if ('wrong' in labels) return labels.wrong
  const fields = parseFieldSelector(fieldSelector)
  if ('wrong' in fields) return fields.wrong
  const known = selectableFields(info.kind)
  const stranger = fields.find(({ field }) => !known.includes(field))
  if (stranger) {
    return info.apiVersion === 'v1' || info.apiVersion === 'batch/v1'
      ? `field label not supported: ${stranger.field}`
      : `"${stranger.field}" is not a known field selector: only "metadata.name", "metadata.namespace"`
  }
  return (object) =>
    matchesSelector(object.metadata.labels, labels) &&
    fields.every(({ field, equals, value }) => (fieldOf(object, field) === value) === equals)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
