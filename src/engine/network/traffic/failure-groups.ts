import { type Duration, SECOND, type Time } from '../../../lib/time.ts'
import type { FailureReason } from '../../../trace/failed-requests.ts'
import type { RuleId } from '../../../trace/rule.ts'
import type { TrafficBuffer } from '../../../trace/traffic-buffer.ts'
import type { World } from '../../world/world.ts'
import type { Failure } from './why-failed.ts'

/** Failures of one reason that are no further apart than this are one story. */
const TOGETHER: Duration = 5 * SECOND

/** Reasons that lie with what a node knows: each node has its own story. */
const OF_A_NODE: ReadonlySet<FailureReason['kind']> = new Set(['noEndpoints', 'stoppedListening', 'podGone'])

const RULES: Readonly<Partial<Record<FailureReason['kind'], RuleId>>> = {
  noEndpoints: 'PROXY-1',
  notYetListening: 'ENDPOINT-1',
  stoppedListening: 'PROXY-2',
  podGone: 'PROXY-2',
}

interface Group {
  readonly index: number
  last: Time
}

/** Failures by their reason, their Pod, and the node where it has a say: the first of each is an entry of the trace, the others are counted with it. */
export class FailureGroups {
  readonly #world: World
  readonly #track: number
  readonly #buffer: TrafficBuffer
  readonly #open = new Map<string, Group>()
  #count = 0

  constructor(world: World, track: number, buffer: TrafficBuffer) {
    this.#world = world
    this.#track = track
    this.#buffer = buffer
  }

  note(sentAt: Time, node: string, failure: Failure): void {
    const { now } = this.#world
    const { outcome, reason, pod, because } = failure
    const of = OF_A_NODE.has(reason.kind) ? node : ''
    const key = `${reason.kind} ${reason.kind === 'status' ? reason.status : outcome} ${of} ${pod?.uid ?? ''}`
    let group = this.#open.get(key)
    if (!group || sentAt - group.last > TOGETHER) {
      group = { index: this.#count++, last: sentAt }
      this.#open.set(key, group)
      const seq = this.#world.record({
        ...{ kind: 'requestsFailed', track: this.#track, group: group.index, outcome, reason, node },
        ...(pod ? { pod } : {}),
        ...(RULES[reason.kind] ? { rule: RULES[reason.kind] as RuleId } : {}),
        ...(because === undefined ? {} : { cause: because }),
      })
      this.#buffer.group(seq)
    }
    group.last = Math.max(group.last, sentAt)
    this.#buffer.failed(sentAt, now, group.index)
  }
}
