import { newResourceNotFound } from '../../../manifest/api-status.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { answer, type Handling, refuse } from '../handling.ts'
import type { Reply, RequestOptions } from '../request.ts'

/** What keeps a namespace that is being deleted; it goes with the last of it. */
// registry/core/namespace: storage/storage.go FinalizeREST.Update, ShouldDeleteNamespaceDuringUpdate (v1.36)
export function finalize(server: Handling, old: KubeObject, asked: KubeObject, options: RequestOptions): Reply {
  if (old.kind !== 'Namespace') return refuse(newResourceNotFound())
  const { finalizers = [] } = (asked.spec ?? {}) as { finalizers?: string[] }
  const next = { ...old, spec: { ...(old.spec as object | undefined), finalizers } }
  if (options.dryRun) return answer(next)
  if (finalizers.length > 0 || old.metadata.deletionTimestamp === undefined) {
    return answer(server.store.replace(old, next, options))
  }
  server.store.remove(next, options)
  return answer(next)
}
