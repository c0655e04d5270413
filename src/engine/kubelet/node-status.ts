import { ownValue } from '../../lib/own.ts'
import { type Duration, rfc3339, SECOND } from '../../lib/time.ts'
import type { Node, NodeCondition } from '../../manifest/object/node.ts'
import type { EventRecorder } from '../apiserver/event-recorder.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { World } from '../world/world.ts'

export type NodePressure = 'MemoryPressure' | 'DiskPressure' | 'PIDPressure'

/** What a kubelet says of each kind of pressure: without it, and with it. */
// kubelet: nodestatus/setters.go MemoryPressureCondition, DiskPressureCondition, PIDPressureCondition (v1.36)
const WORDS: Readonly<Record<string, readonly [calm: readonly [string, string], high: readonly [string, string]]>> = {
  MemoryPressure: [
    ['KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
    ['KubeletHasInsufficientMemory', 'kubelet has insufficient memory available'],
  ],
  DiskPressure: [
    ['KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
    ['KubeletHasDiskPressure', 'kubelet has disk pressure'],
  ],
  PIDPressure: [
    ['KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
    ['KubeletHasInsufficientPID', 'kubelet has insufficient PID available'],
  ],
}

// kubelet: apis/config/v1beta1/defaults.go nodeStatusUpdateFrequency (v1.36)
const UPDATE_FREQUENCY: Duration = 10 * SECOND

/** NODE-5: the kubelet looks every ten seconds whether its node is as it was reported; here only where it is not. */
export class NodeStatusReporter {
  readonly #world: World
  readonly #post: () => void
  readonly #stopWatching: () => void
  #due = false
  #left = false

  constructor(
    world: World,
    api: ApiServer,
    events: EventRecorder,
    name: string,
    pressures: () => readonly NodePressure[],
  ) {
    this.#world = world
    let cordoned = isCordoned(api.get('Node', '', name))
    this.#post = () => {
      postNodeStatus(world, api, events, name, new Set(pressures()))
      const node = api.get('Node', '', name)
      if (!node || isCordoned(node) === cordoned) return
      cordoned = !cordoned
      const reason = cordoned ? 'NodeNotSchedulable' : 'NodeSchedulable'
      events.event(node, 'Normal', reason, `Node ${name} status is now: ${reason}`, { rule: 'NODE-5' })
    }
    this.#stopWatching = api.watch('Node', ({ object }) => {
      if (object.metadata.name === name && isCordoned(object as Node) !== cordoned) this.note()
    })
  }

  /** Its kubelet is gone. */
  leave(): void {
    this.#left = true
    this.#stopWatching()
  }

  post(): void {
    this.#post()
  }

  note(): void {
    if (this.#due) return
    this.#due = true
    const { kernel, assumptions } = this.#world
    const phase = assumptions.nodeStatusPhase % UPDATE_FREQUENCY
    kernel.at(phase + Math.max(0, Math.ceil((kernel.now - phase) / UPDATE_FREQUENCY)) * UPDATE_FREQUENCY, () => {
      this.#due = false
      if (!this.#left) this.#post()
    })
  }
}

// kubelet: kubelet_node_status.go recordNodeSchedulableEvent (v1.36)
function isCordoned(node: Node | undefined): boolean {
  return node?.spec.unschedulable === true
}

/** The kubelet reports how its node is: ready, and under the pressures that are named. */
// kubelet: kubelet_node_status.go updateNodeStatus, recordNodeStatusEvent (v1.36)
function postNodeStatus(
  world: World,
  api: ApiServer,
  events: EventRecorder,
  name: string,
  pressures: ReadonlySet<NodePressure>,
): void {
  const now = rfc3339(world.now)
  const by = { name: 'kubelet', node: name }
  const told: string[] = []
  const set = (condition: NodeCondition, status: 'True' | 'False', reason: string, message: string): NodeCondition => {
    if (condition.status === status && condition.reason === reason) return condition
    if (condition.status !== status) told.push(condition.type === 'Ready' ? 'NodeReady' : reasonOfEvent(reason))
    const lastTransitionTime = condition.status === status ? condition.lastTransitionTime : now
    return { ...condition, status, reason, message, ...(lastTransitionTime ? { lastTransitionTime } : {}) }
  }
  const node = api.update('Node', '', name, { by, rule: 'NODE-5', subresource: 'status' }, (current) => {
    const before = current.status.conditions ?? []
    const conditions = before.map((condition) => {
      const words = ownValue(WORDS, condition.type)
      if (condition.type === 'Ready') return set(condition, 'True', 'KubeletReady', 'kubelet is posting ready status')
      if (!words) return condition
      const high = pressures.has(condition.type as NodePressure)
      const [reason, message] = words[high ? 1 : 0]
      return set(condition, high ? 'True' : 'False', reason, message)
    })
    if (conditions.every((condition, index) => condition === before[index])) return current
    return { ...current, status: { ...current.status, conditions } }
  })
  for (const reason of told) {
    if (node) events.event(node, 'Normal', reason, `Node ${name} status is now: ${reason}`, { rule: 'NODE-5' })
  }
}

function reasonOfEvent(reason: string): string {
  return reason.replace(/^Kubelet/, 'Node').replace('NodeHas', 'NodeHas')
}
