import { inStoreOrder } from '../../kubectl/client/selection.ts'
import { servedEvents } from '../../kubectl/client/served-events.ts'
import { servedObjects } from '../../kubectl/client/served-objects.ts'
import type { Moment } from '../../manifest/derived-objects.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'
import type { Cluster } from './cluster.ts'

export function objectOf(cluster: Cluster, info: KindInfo, namespace: string, name: string): KubeObject | undefined {
  if (info.kind === 'Event') {
    return eventsOf(cluster).find(({ metadata }) => metadata.namespace === namespace && metadata.name === name)
  }
  const found = cluster.api.get(info.kind, namespace, name)
  if (found && (found.metadata.creationTimestamp !== undefined || info.kind === 'Node')) return found
  return allOf(cluster, info, namespace).find(({ metadata }) => metadata.name === name)
}

/** It is there although nobody has written it: whoever takes it away finds it again. */
export function isPublished(cluster: Cluster, info: KindInfo, namespace: string, name: string): boolean {
  const isNamed = ({ metadata }: KubeObject): boolean => metadata.name === name
  if (cluster.api.list(info.kind, info.namespaced ? namespace : '').some(isNamed)) return false
  return (
    info.kind !== 'Event' &&
    info.kind !== 'Namespace' &&
    allOf(cluster, info, info.namespaced ? namespace : undefined).some(isNamed)
  )
}

/** In the order of etcd's keys. */
export function allOf(cluster: Cluster, info: KindInfo, namespace: string | undefined): readonly KubeObject[] {
  return inStoreOrder(
    info.kind === 'Event'
      ? eventsOf(cluster).filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace)
      : servedObjects(info, namespace, (kind, where) => cluster.api.list(kind, where), momentOf(cluster)),
  )
}

function momentOf({ world }: Cluster): Moment {
  const { clusterAge, nodeLeasePhase } = world.assumptions
  return { now: world.now, clusterBegan: -clusterAge, nodeLeasePhase }
}

function eventsOf({ world }: Cluster): readonly KubeObject[] {
  return servedEvents(world.events.values(), world.now)
}
