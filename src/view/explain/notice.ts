import { podRow } from '../../kubectl/printers/pod-row.ts'
import { ownValue } from '../../lib/own.ts'
import { sameValue } from '../../lib/same-value.ts'
import type { Time } from '../../lib/time.ts'
import { type HorizontalPodAutoscaler, type MetricReading, readingsOf } from '../../manifest/object/autoscaler.ts'
import type { Node } from '../../manifest/object/node.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ObjectWritten } from '../../trace/entry.ts'
import { countWhile } from '../../trace/search.ts'
import { objectKey, type Trace } from '../../trace/trace.ts'
import { CORDONED, nodeStateOf } from '../history/node-state.ts'

/** What a reader of `kubectl get` or `describe` would notice about a write. */
export type Notice =
  | { readonly kind: 'created' | 'gone'; readonly objectKind: string; readonly name: string }
  | { readonly kind: 'changed'; readonly objectKind: string; readonly name: string; readonly by: string }
  | { readonly kind: 'deletion'; readonly graceSeconds: number | undefined }
  | { readonly kind: 'bound' | 'promised'; readonly node: string }
  /** A column of `kubectl get pods`. */
  | { readonly kind: 'column'; readonly column: 'STATUS' | 'READY' | 'RESTARTS'; readonly value: string }
  | { readonly kind: 'condition'; readonly type: string; readonly status: string; readonly reason: string | undefined }
  /** A Pod's status was written, and nothing of it shows. */
  | { readonly kind: 'statusWritten' }
  | { readonly kind: 'nodeReady'; readonly node: string; readonly status: 'True' | 'False' | 'Unknown' }
  | { readonly kind: 'cordoned' | 'uncordoned'; readonly node: string }
  | { readonly kind: 'pressure' | 'relieved'; readonly node: string; readonly what: string }
  | {
      readonly kind: 'nodeGets' | 'nodeLoses'
      readonly node: string
      readonly what: 'taint' | 'label'
      readonly value: string
    }
  | {
      readonly kind: 'endpoints'
      readonly slice: string
      readonly ready: number
      readonly all: number
      readonly terminating: number
    }
  | {
      readonly kind: 'autoscaler'
      readonly name: string
      readonly readings: readonly MetricReading[]
      /** How many there are, and how many it asks for. */
      readonly current: number
      readonly desired: number
      /** Why it does not do as the readings ask, in Kubernetes' word; or why it has none. */
      readonly because: string | undefined
      readonly trouble: string | undefined
    }
  | { readonly kind: 'disruptionsAllowed'; readonly budget: string; readonly allowed: number }
  | {
      readonly kind: 'quota'
      readonly quota: string
      readonly counts: readonly { readonly what: string; readonly used: string; readonly hard: string }[]
    }
  | { readonly kind: 'phase'; readonly objectKind: string; readonly name: string; readonly phase: string }

/** The weightiest first; at least one. */
export function noticesOf(trace: Trace, entry: ObjectWritten): readonly [Notice, ...Notice[]] {
  const { objectKind, name, change, by } = entry
  if (change === 'ADDED') return [{ kind: 'created', objectKind, name }]
  if (change === 'DELETED') return [{ kind: 'gone', objectKind, name }]
  const before = versionBefore(trace, entry)
  const [first, ...rest] = before ? changesOf(before, entry) : []
  return [first ?? { kind: 'changed', objectKind, name, by: by.name }, ...rest]
}

function changesOf(before: ObjectWritten, after: ObjectWritten): readonly Notice[] {
  if (after.objectKind === 'Pod') return podChanges(before.object as Pod, after.object as Pod, after.at)
  if (after.objectKind === 'Node') return nodeChanges(before, after)
  const status = statusNotice(after)
  return status === undefined || sameValue(status, statusNotice(before)) ? [] : [status]
}

function podChanges(before: Pod, after: Pod, at: Time): readonly Notice[] {
  if (after.metadata.deletionTimestamp !== undefined && before.metadata.deletionTimestamp === undefined) {
    return [{ kind: 'deletion', graceSeconds: after.metadata.deletionGracePeriodSeconds }]
  }
  if (after.spec.nodeName !== undefined && before.spec.nodeName === undefined) {
    return [{ kind: 'bound', node: after.spec.nodeName }]
  }
  const [was, is] = [podRow(before, at), podRow(after, at)]
  const changes: Notice[] = []
  const column = (name: 'STATUS' | 'READY' | 'RESTARTS', now: string, earlier: string): void => {
    if (now !== earlier) changes.push({ kind: 'column', column: name, value: now })
  }
  column('STATUS', is.status, was.status)
  column('READY', is.ready, was.ready)
  column('RESTARTS', count(is.restarts), count(was.restarts))
  const { nominatedNodeName } = after.status
  if (nominatedNodeName !== undefined && nominatedNodeName !== before.status.nominatedNodeName) {
    changes.push({ kind: 'promised', node: nominatedNodeName })
  }
  if (changes.length === 0) {
    for (const { type, status, reason } of after.status.conditions ?? []) {
      const earlier = before.status.conditions?.find((each) => each.type === type)
      if (earlier?.status !== status) changes.push({ kind: 'condition', type, status, reason })
    }
  }
  return changes.length > 0 ? changes : [{ kind: 'statusWritten' }]
}

function nodeChanges(before: ObjectWritten, after: ObjectWritten): readonly Notice[] {
  const { name: node } = after
  const [was, is] = [nodeStateOf(before), nodeStateOf(after)]
  const changes: Notice[] = []
  if (is.ready !== was.ready) changes.push({ kind: 'nodeReady', node, status: is.ready ?? 'Unknown' })
  const each = (list: 'troubles' | 'taints', come: (what: string) => Notice, go: (what: string) => Notice) => {
    for (const what of is[list]) if (!was[list].includes(what)) changes.push(come(what))
    for (const what of was[list]) if (!is[list].includes(what)) changes.push(go(what))
  }
  each(
    'troubles',
    (what) => (what === CORDONED ? { kind: 'cordoned', node } : { kind: 'pressure', node, what }),
    (what) => (what === CORDONED ? { kind: 'uncordoned', node } : { kind: 'relieved', node, what }),
  )
  each(
    'taints',
    (value) => ({ kind: 'nodeGets', node, what: 'taint', value }),
    (value) => ({ kind: 'nodeLoses', node, what: 'taint', value }),
  )
  const [had, has] = [labelsOf(before), labelsOf(after)]
  for (const [key, value] of has) {
    if (had.get(key) !== value) changes.push({ kind: 'nodeGets', node, what: 'label', value: `${key}=${value}` })
  }
  for (const key of had.keys()) {
    if (!has.has(key)) changes.push({ kind: 'nodeLoses', node, what: 'label', value: key })
  }
  return changes
}

function labelsOf({ object }: ObjectWritten): ReadonlyMap<string, string> {
  return new Map(Object.entries((object as Node).metadata.labels ?? {}))
}

interface AnyStatus {
  readonly phase?: string
  readonly disruptionsAllowed?: number
  readonly hard?: Readonly<Record<string, string>>
  readonly used?: Readonly<Record<string, string>>
}

interface Endpoint {
  readonly conditions?: { readonly ready?: boolean; readonly terminating?: boolean }
}

/** What the others count or have come to. */
function statusNotice({ objectKind, name, object }: ObjectWritten): Notice | undefined {
  const { phase, disruptionsAllowed, hard, used } = (object.status ?? {}) as AnyStatus
  if (objectKind === 'EndpointSlice') {
    const { endpoints = [] } = object as { readonly endpoints?: readonly Endpoint[] }
    const having = (what: keyof NonNullable<Endpoint['conditions']>): number =>
      endpoints.filter(({ conditions }) => conditions?.[what]).length
    const [ready, terminating] = [having('ready'), having('terminating')]
    return { kind: 'endpoints', slice: name, ready, all: endpoints.length, terminating }
  }
  if (objectKind === 'HorizontalPodAutoscaler') return autoscalerNotice(object as HorizontalPodAutoscaler)
  if (disruptionsAllowed !== undefined) return { kind: 'disruptionsAllowed', budget: name, allowed: disruptionsAllowed }
  if (hard !== undefined && used !== undefined) {
    const counts = Object.entries(hard).map(([what, limit]) => ({
      ...{ what, used: ownValue(used, what) ?? '0', hard: limit },
    }))
    return { kind: 'quota', quota: name, counts }
  }
  return phase === undefined ? undefined : { kind: 'phase', objectKind, name, phase }
}

/** What holds it back, or bounds what it asks for. */
const HELD_BACK =
  /^(?:ScaleDownStabilized|ScaleUpStabilized|ScaleUpLimit|ScaleDownLimit|TooManyReplicas|TooFewReplicas)$/

function autoscalerNotice(object: HorizontalPodAutoscaler): Notice {
  const { currentReplicas = 0, desiredReplicas = 0, conditions = [] } = object.status ?? {}
  const trouble = conditions.find(({ type, status }) => type !== 'ScalingLimited' && status === 'False')?.message
  const because = conditions.map(({ reason }) => reason).find((reason) => HELD_BACK.test(reason))
  return {
    ...{ kind: 'autoscaler', name: object.metadata.name, readings: readingsOf(object) },
    ...{ current: currentReplicas, desired: desiredReplicas, because, trouble },
  }
}

/** The number of restarts without how long ago the last one was. */
export function count(restarts: string): string {
  return restarts.split(' ', 1)[0] as string
}

export function versionBefore(trace: Trace, entry: ObjectWritten): ObjectWritten | undefined {
  const versions = trace.objects.get(objectKey(entry.objectKind, entry.namespace, entry.name)) ?? []
  return versions[countWhile(versions.length, (index) => (versions[index] as ObjectWritten).seq < entry.seq) - 1]
}
