import { ownValue } from '../../lib/own.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Node } from '../../manifest/object/node.ts'
import type { PodInfo } from './pod-info.ts'

/** Something that happened in the cluster and may let a Pod be scheduled that could not be. */
// kube-scheduler: staging/src/k8s.io/kube-scheduler/framework/types.go ClusterEvent (v1.36)
export type ClusterEvent =
  | { readonly kind: 'nodeAdded'; readonly node: Node }
  | { readonly kind: 'nodeUpdated'; readonly before: Node; readonly node: Node }
  | { readonly kind: 'nodeDeleted'; readonly node: Node }
  /** A Pod is on a node now. */
  | { readonly kind: 'podAssigned'; readonly pod: PodInfo }
  /** A Pod on a node changed. */
  | { readonly kind: 'podUpdated'; readonly before: PodInfo; readonly pod: PodInfo }
  /** A Pod that was on a node is gone, or has ended. */
  | { readonly kind: 'podGone'; readonly pod: PodInfo }
  /** The waiting Pod itself changed. */
  | { readonly kind: 'itself'; readonly before: PodInfo; readonly pod: PodInfo }
  /** A claim, a volume or a storage class came or changed. */
  | { readonly kind: 'storage'; readonly object: KubeObject }

/** The node as it is after an event that is about it, and before; undefined for other events and nodes that went. */
export function nodeOf(event: ClusterEvent): { readonly node: Node; readonly before: Node | undefined } | undefined {
  if (event.kind === 'nodeAdded') return { node: event.node, before: undefined }
  return event.kind === 'nodeUpdated' ? { node: event.node, before: event.before } : undefined
}

export function labelsChanged(event: ClusterEvent): boolean {
  if (event.kind === 'nodeAdded' || event.kind === 'nodeDeleted') return true
  return event.kind === 'nodeUpdated' && !sameMap(event.before.metadata.labels, event.node.metadata.labels)
}

function sameMap(a: Readonly<Record<string, string>> = {}, b: Readonly<Record<string, string>> = {}): boolean {
  if (a === b) return true
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => ownValue(a, key) === ownValue(b, key))
}
