import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Node } from '../../manifest/object/node.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { SchedulerCache } from '../scheduler/cache.ts'
import type { ClusterObjects, Cycle } from '../scheduler/plugin.ts'
import { type PodInfo, podInfo } from '../scheduler/pod-info.ts'
import { goPod } from './kubernetes-shapes.ts'

/** A Node of a test, with what it leaves empty. */
export function goNode(node: Partial<Node> | null | undefined, name = ''): Node {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    ...node,
    metadata: { ...node?.metadata, name: node?.metadata?.name ?? name },
    spec: { ...node?.spec },
    status: { ...node?.status },
  }
}

/** A Pod as the scheduler sees it; `uid` for those that have none. */
function goInfo(pod: Pod, uid: string): PodInfo {
  const filled = goPod(pod)
  return podInfo({ ...filled, metadata: { ...filled.metadata, uid: filled.metadata.uid ?? uid } })
}

function clusterObjects(objects: readonly KubeObject[]): ClusterObjects {
  return {
    get: (kind, namespace, name) =>
      objects.find(
        (each) => each.kind === kind && (each.metadata.namespace ?? '') === namespace && each.metadata.name === name,
      ),
    list: (kind, namespace) =>
      objects.filter(
        (each) => each.kind === kind && (namespace === undefined || each.metadata.namespace === namespace),
      ),
  }
}

/** An attempt to schedule a Pod among these nodes, each with the Pods on it. */
export function goCycle(
  pod: Pod,
  nodes: readonly { readonly node: Partial<Node> | null; readonly pods?: readonly Pod[] | null }[],
  objects: readonly KubeObject[] = [],
): Cycle {
  const cache = new SchedulerCache()
  nodes.forEach(({ node: given, pods }, index) => {
    const node = goNode(given, `node-${index}`)
    cache.setNode(node)
    for (const [number, each] of (pods ?? []).entries()) {
      cache.setPod(goInfo(each, `pod ${index}/${number}`), node.metadata.name)
    }
  })
  return { pod: goInfo(pod, 'incoming'), cache, objects: clusterObjects(objects) }
}
