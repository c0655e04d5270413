import type { Cluster } from '../cluster/cluster.ts'
import { KUBECTL } from './change-object.ts'
import { sayReply } from './say-status.ts'
import type { Say } from './step-target.ts'

export function evict({ api }: Cluster, namespace: string, name: string, say: Say): void {
  const at = { kind: 'Pod', namespace, name, subresource: 'eviction' } as const
  sayReply(api.request({ verb: 'create', ...at, body: {} }, KUBECTL), say)
}
