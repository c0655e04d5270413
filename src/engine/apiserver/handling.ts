import type { Cluster } from '../../manifest/admission/cluster.ts'
import type { Status } from '../../manifest/api-status.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Node } from '../../manifest/object/node.ts'
import { servedKind } from '../../manifest/schema/custom-kind.ts'
import { type KindInfo, kindsNamed } from '../../manifest/schema/kinds.ts'
import type { World } from '../world/world.ts'
import type { GeneratedNames } from './generated-names.ts'
import type { ApiRequest, ObjectName, Reply, RequestOptions } from './request.ts'
import type { Store } from './store.ts'

/** What it takes to handle a request. */
export interface Handling {
  readonly world: World
  readonly store: Store
  /** What is there now, as admission sees it. */
  readonly cluster: Cluster
  readonly names: GeneratedNames
  /** Makes the machine of a Node that no kubelet has registered, whose kubelet then does. */
  readonly joinMachine: (node: Node) => KubeObject | undefined
  /** For what one request brings along: an eviction deletes. */
  request(request: ApiRequest, options: RequestOptions): Reply
}

export function refuse(status: Status, warnings: readonly string[] = []): Reply {
  return { status, warnings }
}

export function answer(object: KubeObject, warnings: readonly string[] = []): Reply {
  return { object, warnings }
}

/** The kind of an object that is there; of one that is not, the kind of that name. */
export function infoOf(
  { store, cluster }: Handling,
  { kind, namespace, name }: ObjectName,
  object = store.get(kind, namespace, name),
): KindInfo | undefined {
  if (object) return servedKind(object.apiVersion, kind, cluster)
  return kindsNamed(kind)[0] ?? customKindNamed(kind, cluster)
}

function customKindNamed(kind: string, cluster: Cluster): KindInfo | undefined {
  for (const { spec } of cluster.list('CustomResourceDefinition', '')) {
    const {
      group,
      names,
      versions = [],
    } = spec as {
      group?: string
      names?: { kind?: string }
      versions?: { name?: string }[]
    }
    const version = versions[0]?.name
    if (names?.kind === kind && version !== undefined) return servedKind(`${group}/${version}`, kind, cluster)
  }
  return undefined
}
