import { rfc3339 } from '../../../lib/time.ts'
import { newConflict, newNotFound } from '../../../manifest/api-status.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { PodCondition } from '../../../manifest/pod/status.ts'
import { answer, type Handling, infoOf, refuse } from '../handling.ts'
import type { Binding, ObjectName, Reply, RequestOptions } from '../request.ts'

/** Gives a Pod its node, once. */
// registry/core/pod: storage/storage.go BindingREST.Create, setPodNodeAndMetadata (v1.36)
export function bind(server: Handling, at: ObjectName, { target }: Binding, options: RequestOptions): Reply {
  const { store, world } = server
  const info = infoOf(server, at)
  const pod = store.get('Pod', at.namespace, at.name) as Pod | undefined
  if (!info) throw new Error('Pods are always served')
  if (!pod) return refuse(newNotFound(info, at.name))
  const refusal = whyNot(pod)
  if (refusal !== undefined) return refuse(newConflict({ ...info, resource: 'pods/binding' }, at.name, refusal))
  const { nominatedNodeName: _promised, ...status } = pod.status
  const conditions = withCondition(pod, { type: 'PodScheduled', status: 'True' }, rfc3339(world.now))
  const next: Pod = { ...pod, spec: { ...pod.spec, nodeName: target.name }, status: { ...status, conditions } }
  return answer(options.dryRun ? next : store.replace(pod, next, options))
}

function whyNot({ metadata, spec }: Pod): string | undefined {
  if (metadata.deletionTimestamp !== undefined) {
    return `pod ${metadata.name} is being deleted, cannot be assigned to a host`
  }
  if (spec.nodeName) return `pod ${metadata.name} is already assigned to node ${JSON.stringify(spec.nodeName)}`
  return undefined
}

/** The conditions with one of them set; it keeps the time of its last turn where it does not turn. */
// apiserver: pkg/api/v1/pod/util.go UpdatePodCondition (v1.36)
export function withCondition(
  { status }: Pod,
  { type, status: is, ...why }: PodCondition,
  now: string,
): PodCondition[] {
  const conditions = status.conditions ?? []
  const before = conditions.find((each) => each.type === type)
  const since = before?.status === is ? before.lastTransitionTime : undefined
  const condition: PodCondition = { type, status: is, lastProbeTime: null, lastTransitionTime: since ?? now, ...why }
  return [...conditions.filter((each) => each.type !== type), condition]
}
