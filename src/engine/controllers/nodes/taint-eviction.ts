import { SECOND, type Time } from '../../../lib/time.ts'
import { DEFAULT_NAMESPACE } from '../../../manifest/object/meta.ts'
import type { Node, Taint } from '../../../manifest/object/node.ts'
import type { Pod, Toleration } from '../../../manifest/pod/pod.ts'
import { toleratesTaint } from '../../../manifest/pod/toleration.ts'
import { withDisruptionTarget } from '../../apiserver/disruption-target.ts'
import { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { World } from '../../world/world.ts'
import { WorkQueue } from '../base/work-queue.ts'

const BY = { by: { name: 'taint-eviction-controller' }, rule: 'TAINT-1' } as const

/**
 * TAINT-1: how long a Pod may stay on a node with these NoExecute taints, in seconds: 0 where one is not tolerated,
 * undefined where all are for ever; else the shortest time of those that tolerate one of them.
 */
// controller-manager: pkg/controller/tainteviction/taint_eviction.go processPodOnNode, getMinTolerationTime (v1.36)
function tolerationSeconds(
  taints: readonly Taint[],
  tolerations: readonly Toleration[] | undefined,
): number | undefined {
  const used: Toleration[] = []
  for (const taint of taints) {
    const toleration = tolerations?.find((each) => toleratesTaint(each, taint))
    if (!toleration) return 0
    used.push(toleration)
  }
  const times = used.flatMap((each) =>
    each.tolerationSeconds === undefined ? [] : [Math.max(0, each.tolerationSeconds)],
  )
  return times.length === 0 ? undefined : Math.min(...times)
}

/** Deletes Pods from nodes with NoExecute taints that they do not tolerate, or no longer. */
// controller-manager: pkg/controller/tainteviction/taint_eviction.go (v1.36)
export class TaintEvictionController {
  readonly #world: World
  readonly #api: ApiServer
  readonly #events: EventRecorder
  /** Specs that were considered: neither the node nor the tolerations of such a Pod have changed. */
  readonly #considered = new WeakSet<object>()
  /** What is to be deleted later, by uid. */
  readonly #scheduled = new Map<string, { readonly since: Time; readonly pod: Pod }>()
  readonly #queue: WorkQueue

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    this.#queue = new WorkQueue(world.kernel, (uid) => {
      const due = this.#scheduled.get(uid)
      if (due) this.#evict(due.pod)
    })
    this.#events = new EventRecorder(world, { name: 'taint-eviction-controller' })
    api.watch('Node', ({ object, type }) => {
      if (type !== 'DELETED') this.#nodeChanged(object as Node)
    })
    api.watch('Pod', ({ object, type }) => {
      const pod = object as Pod
      if (type === 'DELETED' || pod.metadata.deletionTimestamp !== undefined) this.#cancel(pod)
      else if (pod.spec.nodeName && !this.#considered.has(pod.spec))
        this.#consider(pod, noExecuteTaints(api.get('Node', '', pod.spec.nodeName) as Node))
    })
  }

  #nodeChanged(node: Node): void {
    const taints = noExecuteTaints(node)
    if (taints.length === 0 && this.#scheduled.size === 0) return
    for (const pod of this.#api.list('Pod')) {
      if (pod.spec.nodeName === node.metadata.name) this.#consider(pod, taints)
    }
  }

  // controller-manager: taint_eviction.go processPodOnNode (v1.36)
  #consider(pod: Pod, taints: readonly Taint[]): void {
    const uid = pod.metadata.uid ?? ''
    if (pod.metadata.deletionTimestamp !== undefined) return
    this.#considered.add(pod.spec)
    if (taints.length === 0) {
      this.#cancel(pod, true)
      return
    }
    const seconds = tolerationSeconds(taints, pod.spec.tolerations)
    const known = this.#scheduled.get(uid)
    if (seconds === 0) {
      this.#cancel(pod)
      this.#evict(pod)
    } else if (seconds === undefined) {
      this.#cancel(pod, true)
    } else {
      // A longer time does not take back what was begun.
      const { now } = this.#world
      const { since = now } = known ?? {}
      this.#scheduled.set(uid, { since, pod: known?.pod ?? pod })
      this.#queue.addAfter(uid, since + seconds * SECOND - now)
    }
  }

  #cancel(pod: Pod, tell = false): void {
    const uid = pod.metadata.uid ?? ''
    const known = this.#scheduled.get(uid)
    if (!known) return
    this.#scheduled.delete(uid)
    this.#queue.drop(uid)
    const name = `${pod.metadata.namespace ?? DEFAULT_NAMESPACE}/${pod.metadata.name}`
    if (tell) {
      this.#events.event(pod, 'Normal', 'TaintManagerEviction', `Cancelling deletion of Pod ${name}`, {
        rule: 'TAINT-1',
      })
    }
  }

  // controller-manager: taint_eviction.go addConditionAndDeletePod (v1.36)
  #evict(asked: Pod): void {
    const { namespace = DEFAULT_NAMESPACE, name, uid } = asked.metadata
    const { kernel } = this.#world
    this.#scheduled.delete(uid ?? '')
    const pod = this.#api.get('Pod', namespace, name)
    if (!pod || pod.metadata.uid !== uid || pod.metadata.deletionTimestamp !== undefined) return
    const message = `Marking for deletion Pod ${namespace}/${name}`
    const seq = this.#events.event(pod, 'Normal', 'TaintManagerEviction', message, { rule: 'TAINT-1' })
    kernel.because(seq ?? kernel.cause, () =>
      kernel.after(this.#world.assumptions.watchLatency, () => {
        const { now } = this.#world
        const why = 'Taint manager: deleting due to NoExecute taint'
        this.#api.update('Pod', namespace, name, { ...BY, subresource: 'status' }, (current) =>
          withDisruptionTarget(current, 'DeletionByTaintManager', why, now),
        )
        this.#api.delete('Pod', namespace, name, {}, BY)
      }),
    )
  }
}

function noExecuteTaints(node: Node | undefined): Taint[] {
  return (node?.spec?.taints ?? []).filter(({ effect }) => effect === 'NoExecute')
}
