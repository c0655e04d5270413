import { type Duration, rfc3339, SECOND, type Time } from '../../../lib/time.ts'
import { DEFAULT_NAMESPACE } from '../../../manifest/object/meta.ts'
import type { Node, NodeCondition, Taint } from '../../../manifest/object/node.ts'
import { isPodReady } from '../../../manifest/pod/pod-status.ts'
import { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { World } from '../../world/world.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { evictionTaintKey, withConditionTaints, withEvictionTaint } from './node-taints.ts'
import { computeZoneState, evictionPause, isReady, zoneOf } from './zone-state.ts'

// controller-manager: pkg/controller/nodelifecycle/config/v1alpha1/defaults.go NodeMonitorGracePeriod; pkg/controller/apis/config nodeMonitorPeriod (v1.36)
const MONITOR_PERIOD: Duration = 5 * SECOND
const GRACE_PERIOD: Duration = 50 * SECOND
/** How often a kubelet renews its lease. */
// kubelet: apis/config/v1beta1/defaults.go nodeLeaseDurationSeconds × 0.25 (v1.36)
const LEASE_RENEWAL: Duration = 10 * SECOND
/** What a kubelet reports, and nobody knows once it is silent. */
const REPORTED = new Set(['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'])

/** What is to be looked at: the nodes' heartbeats, or who may be tainted next. */
const MONITOR = 'monitor'
const TAINT = 'taint'

const BY = { by: { name: 'node-controller' }, rule: 'NODE-1' } as const

/**
 * Watches over nodes by their kubelets' heartbeats. A heartbeat is no event here: the controller is told when they
 * cease, and when they begin again.
 */
// controller-manager: pkg/controller/nodelifecycle/node_lifecycle_controller.go (v1.36)
export class NodeLifecycleController {
  readonly #world: World
  readonly #api: ApiServer
  readonly #events: EventRecorder
  /** Nodes without heartbeats, with the time of the last. */
  readonly #silent = new Map<string, Time>()
  /** When the next node of a zone may be tainted. */
  readonly #mayTaintFrom = new Map<string, Time>()
  readonly #queue: WorkQueue

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    this.#queue = new WorkQueue(world.kernel, (key) => (key === MONITOR ? this.#monitor() : this.#taintForEviction()))
    this.#events = new EventRecorder(world, { name: 'node-controller' })
    api.watch('Node', ({ object, type }) => {
      if (type === 'DELETED') this.#silent.delete(object.metadata.name)
      else this.#taintByConditions(object.metadata.name)
    })
  }

  /** The kubelet of a node has stopped at this instant: the last heartbeat lies some seconds back. */
  ceased(name: string): void {
    const { now, assumptions } = this.#world
    const phase = assumptions.nodeLeasePhase % LEASE_RENEWAL
    this.#silent.set(name, Math.max(0, phase + Math.floor((now - phase) / LEASE_RENEWAL) * LEASE_RENEWAL))
    this.#monitorFrom((this.#silent.get(name) ?? now) + GRACE_PERIOD)
  }

  begun(name: string): void {
    if (this.#silent.delete(name)) this.#monitorFrom(this.#world.now)
  }

  /** Looks at the first tick from then on. */
  #monitorFrom(earliest: Time): void {
    const { now, assumptions } = this.#world
    const phase = assumptions.nodeMonitorPhase % MONITOR_PERIOD
    const from = Math.max(earliest, now + 1)
    this.#queue.addAfter(MONITOR, phase + Math.ceil((from - phase) / MONITOR_PERIOD) * MONITOR_PERIOD - now)
  }

  // controller-manager: node_lifecycle_controller.go monitorNodeHealth (v1.36)
  #monitor(): void {
    const { now } = this.#world
    for (const [name, last] of this.#silent) {
      const node = this.#api.get('Node', '', name)
      if (!node) continue
      if (now - last < GRACE_PERIOD) this.#monitorFrom(last + GRACE_PERIOD)
      else if (isReady(node)) this.#markUnknown(node)
    }
    this.#taintForEviction()
  }

  #markUnknown({ metadata: { name } }: Node): void {
    const { now, kernel } = this.#world
    const written = this.#api.update('Node', '', name, { ...BY, subresource: 'status' }, (node) => ({
      ...node,
      status: { ...node.status, conditions: (node.status.conditions ?? []).map((each) => unknown(each, now)) },
    }))
    if (!written) return
    const message = `Node ${name} status is now: NodeNotReady`
    const seq = this.#events.event(written, 'Normal', 'NodeNotReady', message, { rule: 'NODE-1' })
    kernel.because(seq ?? kernel.cause, () => this.#markPodsNotReady(name))
  }

  // controller-manager: pkg/controller/util/node/controller_utils.go MarkPodsNotReady (v1.36)
  #markPodsNotReady(name: string): void {
    for (const pod of this.#api.list('Pod')) {
      if (pod.spec.nodeName !== name) continue
      if (isPodReady(pod)) {
        const { namespace = DEFAULT_NAMESPACE, name: podName } = pod.metadata
        const lastTransitionTime = rfc3339(this.#world.now)
        this.#api.update('Pod', namespace, podName, { ...BY, subresource: 'status' }, (current) => ({
          ...current,
          status: {
            ...current.status,
            conditions: (current.status.conditions ?? []).map((each) =>
              each.type === 'Ready' ? { ...each, status: 'False' as const, lastTransitionTime } : each,
            ),
          },
        }))
      }
      this.#events.event(pod, 'Warning', 'NodeNotReady', 'Node is not ready', { rule: 'NODE-1' })
    }
  }

  #taintByConditions(name: string): void {
    this.#setTaints(name, withConditionTaints, 'NODE-2')
  }

  /** NODE-3, NODE-4: one node of a zone after the other, and none where everything seems to be down. */
  // controller-manager: node_lifecycle_controller.go handleDisruption, doNoExecuteTaintingPass (v1.36)
  #taintForEviction(): void {
    const { now } = this.#world
    const zones = new Map<string, Node[]>()
    for (const node of this.#api.list('Node')) {
      const zone = zoneOf(node)
      zones.set(zone, [...(zones.get(zone) ?? []), node])
    }
    const states = new Map([...zones].map(([zone, nodes]) => [zone, computeZoneState(nodes)]))
    const allDown = [...states.values()].every((state) => state === 'FullDisruption')
    let again: Time | undefined
    for (const [zone, nodes] of zones) {
      const pause = evictionPause(states.get(zone) ?? 'Normal', nodes.length)
      for (const node of nodes) {
        const { name } = node.metadata
        const key = allDown ? undefined : evictionTaintKey(node)
        if (key === undefined) {
          this.#setTaints(name, (current) => withEvictionTaint(current, undefined, rfc3339(now)), 'NODE-3')
          continue
        }
        if (
          pause === undefined ||
          node.spec.taints?.some((taint) => taint.key === key && taint.effect === 'NoExecute')
        ) {
          continue
        }
        const from = this.#mayTaintFrom.get(zone) ?? 0
        if (from > now) {
          again = Math.min(again ?? from, from)
          continue
        }
        this.#mayTaintFrom.set(zone, now + pause)
        this.#setTaints(name, (current) => withEvictionTaint(current, key, rfc3339(now)), 'NODE-3')
      }
    }
    if (again !== undefined) this.#queue.addAfter(TAINT, again - now)
  }

  #setTaints(name: string, change: (node: Node) => readonly Taint[], rule: 'NODE-2' | 'NODE-3'): void {
    this.#api.update('Node', '', name, { by: BY.by, rule }, (node) => {
      const before = node.spec.taints ?? []
      const taints = change(node)
      if (taints.length === before.length && taints.every((taint, index) => taint === before[index])) return node
      const { taints: _taints, ...spec } = node.spec
      return { ...node, spec: taints.length > 0 ? { ...spec, taints } : spec }
    })
  }
}

function unknown(condition: NodeCondition, now: Time): NodeCondition {
  if (!REPORTED.has(condition.type)) return condition
  return {
    ...condition,
    status: 'Unknown',
    reason: 'NodeStatusUnknown',
    message: 'Kubelet stopped posting node status.',
    lastTransitionTime: rfc3339(now),
  }
}
