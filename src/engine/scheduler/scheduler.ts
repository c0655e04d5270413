import { rfc3339 } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { PodCondition } from '../../manifest/pod/status.ts'
import type { ScenarioNode } from '../../scenario/scenario.ts'
import type { ApiServer, WatchEvent } from '../apiserver/api-server.ts'
import type { EventRecorder } from '../apiserver/event-recorder.ts'
import type { World } from '../world.ts'
import type { Filter, NodeInfo, Rejection } from './filter.ts'
import { nodeAffinity } from './filters/node-affinity.ts'
import { nodeName } from './filters/node-name.ts'
import { nodePorts } from './filters/node-ports.ts'
import { amounts, nodeResourcesFit } from './filters/node-resources-fit.ts'
import { taintToleration } from './filters/taint-toleration.ts'
import { missingClaim } from './filters/volume-binding.ts'
import { fitError } from './fit-error.ts'

/** In the order in which the scheduler asks: the first that says no speaks for the node. */
// scheduler: apis/config/v1/default_plugins.go (v1.36)
const FILTERS: readonly Filter[] = [nodeName, taintToleration, nodeAffinity, nodePorts, nodeResourcesFit]

export type SchedulingDecision =
  | { readonly kind: 'bind'; readonly node: string }
  | {
      readonly kind: 'unschedulable'
      readonly message: string
      readonly rejections: Readonly<Record<string, Rejection>>
    }

/** Which node a Pod goes to. Among those that fit, the one with the most room; of equals the first. */
export function decideNode(pod: Pod, nodes: readonly NodeInfo[]): SchedulingDecision {
  const rejections: Record<string, Rejection> = {}
  let best: { node: NodeInfo; score: number } | undefined
  for (const info of nodes) {
    const rejection = firstRejection(pod, info)
    if (rejection) {
      rejections[info.node.name] = rejection
      continue
    }
    const score = leastAllocated(pod, info)
    if (!best || score > best.score) best = { node: info, score }
  }
  if (best) return { kind: 'bind', node: best.node.node.name }
  return { kind: 'unschedulable', message: fitError(Object.values(rejections), false), rejections }
}

function firstRejection(pod: Pod, info: NodeInfo): Rejection | undefined {
  for (const filter of FILTERS) {
    const rejection = filter(pod, info)
    if (rejection) return rejection
  }
  return undefined
}

// scheduler: plugins/noderesources/least_allocated.go (v1.36)
function leastAllocated(pod: Pod, { node, pods }: NodeInfo): number {
  const all = [...pods, pod].map(amounts)
  const share = (resource: 'milliCPU' | 'memory', total: number) => {
    const used = all.reduce((sum, each) => sum + each[resource], 0)
    return total === 0 ? 0 : Math.floor(((total - used) * 100) / total)
  }
  return Math.floor((share('milliCPU', node.milliCPU) + share('memory', node.memoryBytes)) / 2)
}

/** Binds Pods to nodes, and says of those that fit nowhere why. */
export class Scheduler {
  readonly #world: World
  readonly #api: ApiServer
  readonly #events: EventRecorder
  readonly #nodes: readonly ScenarioNode[]
  readonly #unschedulable = new Map<string, { namespace: string; name: string }>()
  /** What each Pod was last seen to need: a resize can make it less. */
  readonly #needs = new Map<string, ReturnType<typeof amounts>>()

  constructor(world: World, api: ApiServer, events: EventRecorder, nodes: readonly ScenarioNode[]) {
    this.#world = world
    this.#api = api
    this.#events = events
    this.#nodes = nodes
    api.watch('Pod', (event) => this.#hear(event))
    api.watch('PersistentVolumeClaim', () => {
      for (const waiting of this.#unschedulable.values()) this.#retry(waiting)
    })
  }

  #hear(event: WatchEvent): void {
    const pod = event.object as Pod
    const uid = pod.metadata.uid ?? ''
    const ended = event.type === 'DELETED' || pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed'
    if (ended) this.#unschedulable.delete(uid)
    if (event.type === 'ADDED' && wantsNode(pod)) this.#enqueue(pod)
    const less = this.#needsLess(pod, uid)
    if (less && this.#unschedulable.has(uid)) this.#retry(pod.metadata)
    // Room has become free: those that found none try again.
    if ((ended || less) && pod.spec.nodeName) for (const waiting of this.#unschedulable.values()) this.#retry(waiting)
  }

  // scheduler: framework/plugins/noderesources/fit.go isSchedulableAfterPodEvent (v1.36)
  #needsLess(pod: Pod, uid: string): boolean {
    const before = this.#needs.get(uid)
    const now = amounts(pod)
    this.#needs.set(uid, now)
    return before !== undefined && (now.milliCPU < before.milliCPU || now.memory < before.memory)
  }

  #retry({ namespace = 'default', name }: { readonly namespace?: string; readonly name: string }): void {
    const pod = this.#api.get('Pod', namespace, name) as Pod | undefined
    if (pod && wantsNode(pod)) this.#enqueue(pod)
  }

  #enqueue(pod: Pod): void {
    const { namespace = 'default', name, uid } = pod.metadata
    this.#world.kernel.after(this.#world.assumptions.schedulingLatency, () => {
      const current = this.#api.get('Pod', namespace, name) as Pod | undefined
      if (current && current.metadata.uid === uid && wantsNode(current)) this.#schedule(current)
    })
  }

  #schedule(pod: Pod): void {
    const { namespace = 'default', name, uid = '' } = pod.metadata
    const decision = this.#decide(pod, namespace)
    const ref = { namespace, name, uid }
    if (decision.kind === 'bind') {
      this.#unschedulable.delete(uid)
      const summary = `${decision.node} fits`
      this.#world.recordCause({
        kind: 'decision',
        pod: ref,
        decision: 'schedule',
        summary,
        value: decision,
        rule: 'SCHED-1',
      })
      const condition: PodCondition = {
        type: 'PodScheduled',
        status: 'True',
        lastProbeTime: null,
        lastTransitionTime: rfc3339(this.#world.now),
      }
      this.#api.update<Pod>('Pod', namespace, name, { by: 'default-scheduler', rule: 'SCHED-1' }, (current) => ({
        ...current,
        spec: { ...current.spec, nodeName: decision.node },
        status: { ...current.status, conditions: withCondition(current.status.conditions, condition) },
      }))
      const message = `Successfully assigned ${namespace}/${name} to ${decision.node}`
      this.#events.event(pod, 'Normal', 'Scheduled', message, { rule: 'SCHED-1' })
      return
    }
    this.#unschedulable.set(uid, { namespace, name })
    const { message } = decision
    this.#world.recordCause({
      kind: 'decision',
      pod: ref,
      decision: 'schedule',
      summary: message,
      value: decision,
      rule: 'SCHED-2',
    })
    const condition: PodCondition = {
      type: 'PodScheduled',
      status: 'False',
      lastProbeTime: null,
      lastTransitionTime: rfc3339(this.#world.now),
      reason: 'Unschedulable',
      message,
    }
    this.#api.update<Pod>('Pod', namespace, name, { by: 'default-scheduler', rule: 'SCHED-2' }, (current) => ({
      ...current,
      status: { ...current.status, conditions: withCondition(current.status.conditions, condition) },
    }))
    this.#events.event(pod, 'Warning', 'FailedScheduling', message, { rule: 'SCHED-2' })
  }

  #decide(pod: Pod, namespace: string): SchedulingDecision {
    const missing = missingClaim(pod, (claim) => this.#api.get('PersistentVolumeClaim', namespace, claim) !== undefined)
    if (missing === undefined) return decideNode(pod, this.#infos())
    // The scheduler adds what its preemption said to this, and that is "not found" alone.
    const message = `0/${this.#nodes.length} nodes are available: ${missing}. not found`
    return { kind: 'unschedulable', message, rejections: {} }
  }

  #infos(): NodeInfo[] {
    const pods = this.#api.list('Pod') as Pod[]
    return this.#nodes.map((node) => ({
      node,
      pods: pods.filter(
        (pod) => pod.spec.nodeName === node.name && pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed',
      ),
    }))
  }
}

function wantsNode(pod: Pod): boolean {
  return (
    !pod.spec.nodeName &&
    pod.metadata.deletionTimestamp === undefined &&
    (pod.spec.schedulerName ?? 'default-scheduler') === 'default-scheduler' &&
    (pod.spec.schedulingGates ?? []).length === 0
  )
}

function withCondition(conditions: readonly PodCondition[] | undefined, condition: PodCondition): PodCondition[] {
  return [...(conditions ?? []).filter((each) => each.type !== condition.type), condition]
}
