import { parseRfc3339, SECOND, type Time } from '../../../lib/time.ts'
import { conditionOf, type Job } from '../../../manifest/object/job.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { World } from '../../world/world.ts'
import { WorkQueue } from '../work-queue.ts'

/** When a Job is to go; undefined: it has not ended, or may stay. */
// controller-manager: pkg/controller/ttlafterfinished/ttlafterfinished_controller.go timeLeft (v1.36)
export function expiresAt(job: Job): Time | undefined {
  const ttl = job.spec.ttlSecondsAfterFinished
  const status = job.status ?? {}
  const ended = conditionOf({ ...job, status }, 'Complete') ?? conditionOf({ ...job, status }, 'Failed')
  const at = parseRfc3339(ended?.lastTransitionTime ?? '')
  return ttl === undefined || at === undefined ? undefined : at + ttl * SECOND
}

/** Deletes a Job that has ended, when its time to be looked at is over: its Pods first. */
// controller-manager: pkg/controller/ttlafterfinished/ttlafterfinished_controller.go (v1.36)
export class TtlAfterFinishedController {
  constructor(world: World, api: ApiServer) {
    const queue = new WorkQueue(world.kernel, (key) => {
      const [namespace = '', name = ''] = key.split('/')
      const job = api.get('Job', namespace, name)
      const at = job && job.metadata.deletionTimestamp === undefined ? expiresAt(job) : undefined
      if (at === undefined) return
      if (at > world.now) queue.addAfter(key, at - world.now)
      else api.delete('Job', namespace, name, { propagationPolicy: 'Foreground' }, BY)
    })
    api.watch('Job', ({ object, type }) => {
      const at = type === 'DELETED' ? undefined : expiresAt(object as Job)
      const key = `${object.metadata.namespace ?? 'default'}/${object.metadata.name}`
      if (at !== undefined) queue.addAfter(key, at - world.now)
    })
  }
}

const BY = { by: { name: 'ttl-after-finished-controller' }, rule: 'JOB-7' } as const
