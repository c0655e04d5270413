import { rfc3339 } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { PodCondition } from '../../manifest/pod/status.ts'
import type { EventRecorder } from '../apiserver/event-recorder.ts'
import { withCondition } from '../apiserver/registry/pod.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { World } from '../world/world.ts'
import type { PodInfo } from './pod-info.ts'
import type { Candidate } from './preemption.ts'

export const BY = 'default-scheduler'
const SCHEDULER = { name: BY }
const STATUS = { by: SCHEDULER, subresource: 'status' } as const
const MESSAGE_BYTES = 1024

/** What the scheduler writes: bindings, conditions, Events, and deletions of those who have to make room. */
export class OutcomeWriter {
  readonly #world: World
  readonly #api: ApiServer
  readonly #events: EventRecorder

  constructor(world: World, api: ApiServer, events: EventRecorder) {
    this.#world = world
    this.#api = api
    this.#events = events
  }

  // scheduler: framework/plugins/defaultbinder/default_binder.go Bind (v1.36)
  bind({ pod, namespace, name }: PodInfo, node: string): void {
    const body = { target: { kind: 'Node', name: node } } as const
    const at = { kind: 'Pod', namespace, name } as const
    this.#api.request({ verb: 'create', ...at, subresource: 'binding', body }, { by: SCHEDULER, rule: 'SCHED-1' })
    const message = `Successfully assigned ${namespace}/${name} to ${node}`
    this.#events.event(pod, 'Normal', 'Scheduled', message, { rule: 'SCHED-1' })
  }

  /** `promised`: the node that has been cleared for the Pod; undefined leaves what was promised before. */
  // scheduler: schedule_one.go handleSchedulingFailure, updatePod (v1.36)
  fail(
    { pod, namespace, name }: PodInfo,
    message: string,
    promised: string | undefined,
    reason = 'Unschedulable',
  ): void {
    this.#api.update('Pod', namespace, name, { ...STATUS, rule: 'SCHED-2' }, (current) => {
      const generation = current.metadata.generation
      const observed = generation === undefined ? {} : { observedGeneration: generation }
      const condition = { type: 'PodScheduled', status: 'False', reason, message, ...observed } as const
      const before = current.status.conditions?.find(({ type }) => type === 'PodScheduled')
      const said = before?.status === 'False' && before.reason === reason && before.message === message
      const known = promised === undefined || current.status.nominatedNodeName === promised
      if (said && known) return undefined
      const conditions = withCondition(current, condition, rfc3339(this.#world.now))
      return {
        ...current,
        status: { ...current.status, conditions, ...(promised === undefined ? {} : { nominatedNodeName: promised }) },
      }
    })
    this.failEvent(pod, message)
  }

  failEvent(pod: Pod, message: string): void {
    const shown = message.length <= MESSAGE_BYTES ? message : `${message.slice(0, MESSAGE_BYTES - 4)} ...`
    this.#events.event(pod, 'Warning', 'FailedScheduling', shown, { rule: 'SCHED-2' })
  }

  // scheduler: framework/preemption/executor.go prepareCandidate, preemptPod (v1.36)
  evictVictims(preemptor: PodInfo, { node, victims }: Candidate): void {
    const reason = { by: SCHEDULER, rule: 'PREEMPT-2' } as const
    for (const { namespace, name, pod } of victims) {
      this.#api.update('Pod', namespace, name, { ...reason, subresource: 'status' }, (current) => ({
        ...current,
        status: { ...current.status, conditions: withCondition(current, PREEMPTED, rfc3339(this.#world.now)) },
      }))
      this.#api.delete('Pod', namespace, name, {}, reason)
      const message = `Preempted by pod ${preemptor.uid} on node ${node.name}`
      this.#events.event(pod, 'Normal', 'Preempted', message, { rule: 'PREEMPT-2' })
    }
  }

  /** It is not promised any more; who comes first has taken the place. */
  forgetPromise({ namespace, name }: PodInfo): void {
    this.#api.update('Pod', namespace, name, { ...STATUS, rule: 'PREEMPT-1' }, (current) => {
      const { nominatedNodeName, ...status } = current.status
      return nominatedNodeName === undefined ? undefined : { ...current, status }
    })
  }
}

const PREEMPTED: PodCondition = {
  type: 'DisruptionTarget',
  status: 'True',
  reason: 'PreemptionByScheduler',
  message: 'default-scheduler: preempting to accommodate a higher priority pod',
}
