import { ApiRefusal, kubectlText } from '../../manifest/api-error.ts'
import type { Cluster } from './cluster.ts'
import type { Say } from './step-target.ts'

/** Somebody asks the eviction API, with no kubectl between; what is refused is said as kubectl would say it. */
export function evict({ api }: Cluster, namespace: string, name: string, say: Say): void {
  const at = { kind: 'Pod', namespace, name, subresource: 'eviction' } as const
  const { status } = api.request({ verb: 'create', ...at, body: {} }, { by: { name: 'kubectl' } })
  if (status) say('stderr', kubectlText([new ApiRefusal(status)], null))
}
