import { type Duration, rfc3339, SECOND } from '../../../lib/time.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { World } from '../../world/world.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { planNamespace } from './plan-namespace.ts'

// controller-manager: pkg/controller/namespace/namespace_controller.go namespaceDeletionGracePeriod (v1.36)
const SETTLING_TIME: Duration = 5 * SECOND

const BY = { by: { name: 'namespace-controller' }, rule: 'NAMESPACE-1' } as const

/**
 * Empties a namespace that is being deleted. It begins five seconds after the last change of the namespace. Nothing that
 * goes from the namespace calls it: so a namespace outlasts its last Pod by a while.
 */
// controller-manager: pkg/controller/namespace/namespace_controller.go (v1.36)
export function namespaceController(world: World, api: ApiServer): void {
  const queue = new WorkQueue(world.kernel, (name) => {
    const namespace = api.get('Namespace', '', name)
    if (namespace?.metadata.deletionTimestamp === undefined) return
    const plan = planNamespace(namespace, emptied(api, name), rfc3339(world.now))
    if (plan.kind === 'finalize') {
      const body = { ...namespace, spec: { ...(namespace.spec as object), finalizers: [] } }
      const at = { kind: 'Namespace', namespace: '', name } as const
      api.request({ verb: 'update', ...at, subresource: 'finalize', body }, BY)
      return
    }
    // A change there calls the controller again.
    if (plan.status) {
      const { status } = plan
      api.update('Namespace', '', name, { ...BY, subresource: 'status' }, (current) => ({ ...current, status }))
    }
    queue.addAfter(name, plan.again)
  })
  api.watch('Namespace', ({ object: { metadata }, type }) => {
    if (type === 'DELETED') queue.drop(metadata.name)
    else if (metadata.deletionTimestamp !== undefined) queue.addAfter(metadata.name, SETTLING_TIME)
  })
}

/**
 * Deletes what is in a namespace: Pods first, and the rest once they are gone. What has a finalizer is marked, and stays
 * until somebody takes the finalizer away. Returns what is left.
 */
// controller-manager: namespace/deletion/namespaced_resources_deleter.go deleteAllContent (v1.36)
function emptied(api: ApiServer, namespace: string): readonly KubeObject[] {
  for (const { metadata } of api.list('Pod', namespace)) api.delete('Pod', namespace, metadata.name, {}, BY)
  const pods = api.list('Pod', namespace)
  if (pods.length > 0) return pods
  for (const { kind, metadata } of api.listNamespace(namespace)) api.delete(kind, namespace, metadata.name, {}, BY)
  return api.listNamespace(namespace)
}
