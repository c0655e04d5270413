import { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { World } from '../../world/world.ts'
import { keyOf, splitKey } from '../base/object-key.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { planResourceClaims } from './plan-resource-claims.ts'

/**
 * Says which claims of devices cannot be made for a Pod, since their template is not there, and tries again and again.
 * Claims whose template is there are not made: no driver is simulated that would allocate them.
 */
// controller-manager: pkg/controller/resourceclaim/controller.go (v1.36)
export function resourceClaimController(world: World, api: ApiServer): void {
  const events = new EventRecorder(world, { name: 'resource_claim' })
  const queue = new WorkQueue(world.kernel, (key) => {
    const [namespace, name] = splitKey(key)
    const pod = api.get('Pod', namespace, name)
    const plan = planResourceClaims(pod, (template) => api.get('ResourceClaimTemplate', namespace, template))
    if (pod && plan.kind === 'refuse') {
      events.event(pod, 'Warning', 'FailedResourceClaimCreation', plan.message, { rule: 'SCHED-5' })
      queue.addRateLimited(key, true)
    } else queue.forget(key)
  })
  api.watch('Pod', ({ object, type }) => {
    if ((object.spec.resourceClaims ?? []).length === 0) return
    if (type === 'DELETED') queue.drop(keyOf(object))
    else queue.addAfter(keyOf(object), 0)
  })
}
