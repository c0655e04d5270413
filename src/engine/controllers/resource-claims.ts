import type { Duration } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { EventRecorder } from '../apiserver/event-recorder.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { World } from '../world/world.ts'
import { WorkQueue } from './work-queue.ts'

// client-go: util/workqueue/default_rate_limiters.go DefaultTypedControllerRateLimiter (v1.36)
const FIRST_RETRY: Duration = 5
const LAST_RETRY: Duration = 1_000_000

/**
 * Says which claims of devices cannot be made for a Pod, since their template is not there, and tries again and again.
 * Claims whose template is there are not made: no driver is simulated that would allocate them.
 */
// controller-manager: pkg/controller/resourceclaim/controller.go syncPod, handleClaim (v1.36)
export class ResourceClaimController {
  readonly #api: ApiServer
  readonly #events: EventRecorder
  readonly #queue: WorkQueue
  readonly #failures = new Map<string, number>()

  constructor(world: World, api: ApiServer) {
    this.#api = api
    this.#events = new EventRecorder(world, 'resource_claim')
    this.#queue = new WorkQueue(world.kernel, (key) => this.#sync(key))
    api.watch('Pod', ({ object, type }) => {
      const pod = object as Pod
      if ((pod.spec.resourceClaims ?? []).length === 0) return
      const key = `${pod.metadata.namespace}/${pod.metadata.name}`
      if (type !== 'DELETED') this.#queue.addAfter(key, 0)
      else {
        this.#queue.forget(key)
        this.#failures.delete(key)
      }
    })
  }

  #sync(key: string): void {
    const [namespace = '', name = ''] = key.split('/')
    const pod = this.#api.get('Pod', namespace, name) as Pod | undefined
    if (!pod || pod.metadata.deletionTimestamp !== undefined) return
    const missing = (pod.spec.resourceClaims ?? []).find(
      ({ resourceClaimTemplateName: template }) =>
        template !== undefined && !this.#api.get('ResourceClaimTemplate', namespace, template),
    )
    if (!missing) {
      this.#failures.delete(key)
      return
    }
    const template = missing.resourceClaimTemplateName
    const why = `resource claim template "${template}": resourceclaimtemplate.resource.k8s.io "${template}" not found`
    const message = `PodResourceClaim ${missing.name}: ${why}`
    this.#events.event(pod, 'Warning', 'FailedResourceClaimCreation', message, { rule: 'SCHED-5' })
    const failures = this.#failures.get(key) ?? 0
    this.#failures.set(key, failures + 1)
    this.#queue.addAfter(key, Math.min(LAST_RETRY, FIRST_RETRY * 2 ** failures), true)
  }
}
