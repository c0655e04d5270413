import { admitUpdate } from '../../manifest/admission/update.ts'
import { kubectlText } from '../../manifest/api-error.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { servedKind } from '../../manifest/schema/custom-kind.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { mayChange } from './namespace-labels.ts'
import type { Say } from './step-target.ts'

export type Changed = 'changed' | 'unchanged' | 'refused'

/** Sends an object in place of one that is there; what the API server refuses is said. `source` is what -f names. */
export function changeObject(
  cluster: Cluster,
  current: KubeObject,
  asked: KubeObject,
  say: Say,
  { subresource, source = null }: { readonly subresource?: 'status'; readonly source?: string | null } = {},
): Changed {
  const info = servedKind(current.apiVersion, current.kind, cluster.present)
  if (!info) return 'refused'
  const verdict = admitUpdate(current, asked, info, subresource)
  if ('refusal' in verdict) {
    say('stderr', kubectlText([verdict.refusal], source, 'applying patch to'))
    return 'refused'
  }
  if (verdict.object === current) return 'unchanged'
  if (!mayChange(cluster, current, verdict.object, say)) return 'refused'
  const { namespace = '', name } = current.metadata
  cluster.api.update(current.kind, namespace, name, { by: 'kubectl' }, () => verdict.object)
  return 'changed'
}
