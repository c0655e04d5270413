import type { ApiServer } from '../../apiserver/server.ts'
import type { World } from '../../world/world.ts'
import { keyOf, splitKey } from '../base/object-key.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { planTtl } from './plan-ttl.ts'

const BY = { by: { name: 'ttl-after-finished-controller' }, rule: 'JOB-7' } as const

/** Deletes a Job that has ended, when its time to be looked at is over: its Pods first. */
// controller-manager: pkg/controller/ttlafterfinished/ttlafterfinished_controller.go (v1.36)
export function ttlAfterFinished(world: World, api: ApiServer): void {
  const queue = new WorkQueue(world.kernel, (key) => {
    const [namespace, name] = splitKey(key)
    const plan = planTtl(api.get('Job', namespace, name), world.now)
    if (plan.kind === 'wait') queue.addAfter(key, plan.left)
    if (plan.kind === 'delete') api.delete('Job', namespace, name, { propagationPolicy: 'Foreground' }, BY)
  })
  api.watch('Job', ({ object, type }) => {
    if (type === 'DELETED') queue.drop(keyOf(object))
    else queue.add(keyOf(object))
  })
}
