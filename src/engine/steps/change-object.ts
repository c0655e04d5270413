import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { sayReply } from './say-status.ts'
import type { Say } from './step-target.ts'

export const KUBECTL = { by: { name: 'kubectl' } } as const

export type Changed = 'changed' | 'unchanged' | 'refused'

/** Sends an object in place of one that is there; what the API server refuses is said. `source` is what -f names. */
export function changeObject(
  cluster: Cluster,
  current: KubeObject,
  body: KubeObject,
  say: Say,
  source: string | null = null,
): Changed {
  const { kind, metadata } = current
  const { namespace = '', name } = metadata
  const reply = cluster.api.request({ verb: 'update', kind, namespace, name, body }, KUBECTL)
  if (!sayReply(reply, say, source)) return 'refused'
  return reply.object === current ? 'unchanged' : 'changed'
}
