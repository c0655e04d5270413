import { sameValue } from '../../../lib/same-value.ts'
import { type Duration, SECOND } from '../../../lib/time.ts'
import { newNotFound, newResourceNotFound } from '../../../manifest/api-status.ts'
import type { HorizontalPodAutoscaler } from '../../../manifest/object/autoscaler.ts'
import type { KubeObject, LabelSelector } from '../../../manifest/object/meta.ts'
import { matchesSelector, parseLabelSelector, selectorOf } from '../../../manifest/object/selector-text.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { groupOf, kindsNamed } from '../../../manifest/schema/kinds.ts'
import type { Seq } from '../../../trace/entry.ts'
import { EventRecorder } from '../../apiserver/event-recorder.ts'
import type { ApiServer } from '../../apiserver/server.ts'
import type { World } from '../../world/world.ts'
import { keyOf, splitKey } from '../base/object-key.ts'
import { WorkQueue } from '../base/work-queue.ts'
import { type AutoscalePlan, planAutoscaling, type ScaleTarget } from './plan-autoscaling.ts'
import { NO_SCALE_HISTORY, type ScaleHistory } from './scale-history.ts'

const NAME = 'horizontal-pod-autoscaler'
const BY = { by: { name: NAME }, rule: 'HPA-1' } as const
/** It looks at each this often, from so long after its creation on. */
// controller-manager: --horizontal-pod-autoscaler-sync-period (v1.36)
const SYNC_PERIOD: Duration = 15 * SECOND
/** So often what it sees has to be the same before a run may end: measured values come late. */
const CALM = 3

interface Memory {
  history: ScaleHistory
  /** Which Pods it selects, once it has looked. */
  selector: string | undefined
  /** What it saw last, and how often in a row. */
  seen: string
  calm: number
}

/** Sets the number of a workload's Pods by what they use. */
// controller-manager: podautoscaler/horizontal.go (v1.36)
export class HorizontalController {
  readonly #world: World
  readonly #api: ApiServer
  readonly #events: EventRecorder
  readonly #memory = new Map<string, Memory>()
  readonly #queue: WorkQueue

  constructor(world: World, api: ApiServer) {
    this.#world = world
    this.#api = api
    this.#events = new EventRecorder(world, { name: NAME })
    this.#queue = new WorkQueue(world.kernel, (key) => this.#sync(key))
    api.watch('HorizontalPodAutoscaler', ({ object, type, old }) => {
      const key = keyOf(object)
      if (type === 'DELETED') {
        this.#queue.drop(key)
        this.#memory.delete(key)
      } else if (type === 'ADDED') {
        this.#memory.set(key, { history: NO_SCALE_HISTORY, selector: undefined, seen: '', calm: 0 })
        this.#queue.addAfter(key, SYNC_PERIOD)
      } else if (!sameValue(old?.spec, object.spec)) {
        // It is looked at in its turn, and the run goes on until then.
        const memory = this.#memory.get(key)
        if (memory) memory.calm = 0
        this.#queue.addAfter(key, SYNC_PERIOD)
      }
    })
  }

  // controller-manager: podautoscaler/horizontal.go reconcileKey (v1.36)
  #sync(key: string): void {
    const [namespace, name] = splitKey(key)
    const autoscaler = this.#api.get('HorizontalPodAutoscaler', namespace, name)
    const memory = this.#memory.get(key)
    if (!autoscaler || !memory) return
    const target = this.#targetOf(autoscaler)
    memory.selector = typeof target === 'string' ? undefined : target.selector
    const pods = this.#podsOf(namespace, memory.selector)
    const plan = planAutoscaling({
      autoscaler,
      target,
      pods,
      podMetrics: this.#metricsOf(namespace, pods),
      selecting: this.#selecting(namespace, pods, key),
      history: memory.history,
      now: this.#world.now,
    })
    memory.history = plan.history
    this.#act(autoscaler, plan)
    const seen = summary(plan)
    memory.calm = seen === memory.seen && !plan.scale ? memory.calm + 1 : 0
    memory.seen = seen
    this.#queue.addAfter(key, SYNC_PERIOD, memory.calm >= CALM)
  }

  /** What it does is told by the Event of it. */
  #act(autoscaler: HorizontalPodAutoscaler, { scale, events, status }: AutoscalePlan): void {
    const { scaleTargetRef } = autoscaler.spec
    const { name, namespace = '' } = autoscaler.metadata
    const { kernel } = this.#world
    let told: Seq | undefined
    for (const { type, reason, message } of events) {
      told = this.#events.event(autoscaler, type, reason, message, { rule: 'HPA-1' }) ?? told
    }
    if (scale) {
      const of = { kind: scaleTargetRef.kind, namespace, name: scaleTargetRef.name }
      const spec = { replicas: scale.to }
      const body = { apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: { name: of.name }, spec }
      kernel.because(told ?? kernel.cause, () =>
        this.#api.request({ verb: 'update', ...of, subresource: 'scale', body }, BY),
      )
    }
    this.#api.update('HorizontalPodAutoscaler', namespace, name, { ...BY, subresource: 'status' }, (current) =>
      sameValue(current.status, status) ? current : { ...current, status },
    )
  }

  // controller-manager: podautoscaler/horizontal.go scaleForResourceMappings (v1.36)
  #targetOf({ metadata, spec }: HorizontalPodAutoscaler): ScaleTarget | string {
    const { kind, name, apiVersion = '' } = spec.scaleTargetRef
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
    const info = kindsNamed(kind).find((each) => groupOf(each) === group)
    if (!info) return `no matches for kind "${kind}" in group "${group}"`
    if (!SCALED.has(kind)) return newResourceNotFound().message
    const object = this.#api.get(kind, metadata.namespace ?? '', name)
    if (!object) return newNotFound(info, name).message
    return { replicas: (object.spec as { replicas?: number }).replicas ?? 1, selector: selectorTextOf(object) }
  }

  #podsOf(namespace: string, selector: string | undefined): readonly Pod[] {
    const parsed = parseLabelSelector(selector ?? '')
    if (!selector || 'wrong' in parsed) return []
    return this.#api.list('Pod', namespace).filter(({ metadata }) => matchesSelector(metadata.labels, parsed))
  }

  #metricsOf(namespace: string, pods: readonly Pod[]) {
    const names = new Set(pods.map(({ metadata }) => metadata.name))
    return this.#api.podMetrics(namespace)?.filter(({ name }) => names.has(name))
  }

  /** Of one namespace, itself among them. */
  #selecting(namespace: string, pods: readonly Pod[], own: string): readonly string[] {
    const found: string[] = []
    for (const [key, { selector }] of this.#memory) {
      const parsed = parseLabelSelector(selector ?? '')
      if (!selector || splitKey(key)[0] !== namespace || 'wrong' in parsed) continue
      if (key === own || pods.some(({ metadata }) => matchesSelector(metadata.labels, parsed))) found.push(key)
    }
    return found
  }
}

// apiserver: registry/apps/deployment storage/storage.go ScaleREST, and those of the other kinds (v1.36)
const SCALED: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'ReplicationController'])

function selectorTextOf({ kind, spec }: KubeObject): string {
  const { selector } = spec as { selector?: LabelSelector & Record<string, string> }
  if (!selector) return ''
  return selectorOf(kind === 'ReplicationController' ? { matchLabels: selector } : selector)
}

/** What matters of what was seen, roughly: small changes of what is used are no news. */
function summary({ status, recommendation }: AutoscalePlan): string {
  const { currentReplicas, desiredReplicas, conditions = [], currentMetrics } = status
  const reasons = conditions.map(({ reason, status: is }) => `${reason} ${is}`)
  const used = (currentMetrics ?? []).map(({ resource, containerResource }) => {
    const { averageUtilization } = (resource ?? containerResource)?.current ?? {}
    return averageUtilization === undefined ? '' : Math.round(Math.log1p(averageUtilization) * 5)
  })
  return JSON.stringify([currentReplicas, desiredReplicas, recommendation, reasons, used])
}
