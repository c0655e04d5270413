import { rfc3339 } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { kindOfResource, kindWithGroup, resourceWithGroup } from '../../manifest/schema/kinds.ts'
import type { Action } from '../../scenario/action.ts'
import { patched } from '../apiserver/patch.ts'
import { validatePodUpdate } from '../apiserver/validate-pod-update.ts'
import type { Cluster } from '../cluster.ts'
import { mayChange } from './namespace-labels.ts'
import { resize } from './resize.ts'
import type { Say } from './step-target.ts'

export function patch(cluster: Cluster, action: Action & { kind: 'patch' }, say: Say): void {
  const { api } = cluster
  const { namespace, name, resource, subresource } = action
  const kind = kindOfResource(resource) ?? resource
  const current = api.get(kind, namespace, name)
  if (!current) {
    say('stderr', `Error from server (NotFound): ${resourceWithGroup(resource)} "${name}" not found`)
    return
  }
  if (subresource === 'status' && kind === 'Pod' && action.type !== 'json') {
    patchStatus(cluster, current as Pod, action.patch)
    say('stdout', `pod/${name} patched`)
    return
  }
  if (subresource === 'resize' && kind === 'Pod') {
    resize(cluster, action, current as Pod, say)
    return
  }
  if (subresource !== undefined) {
    cluster.world.record({ kind: 'notSimulated', what: `kubectl patch --subresource ${subresource}` })
    return
  }
  const next = patched(current, action.type, action.patch)
  const refusal = !next
    ? 'The request is invalid: the server rejected our request due to an error in our request'
    : kind === 'Pod'
      ? validatePodUpdate(current as Pod, next as Pod)
      : undefined
  if (!next || refusal !== undefined) {
    say('stderr', refusal ?? '')
    return
  }
  if (!mayChange(cluster, current, next, say)) return
  const changed = JSON.stringify(next) !== JSON.stringify(current)
  if (changed) {
    const specChanged = JSON.stringify(next.spec) !== JSON.stringify(current.spec)
    const generation = (current.metadata.generation ?? 1) + (specChanged ? 1 : 0)
    api.update(kind, namespace, name, { by: 'kubectl' }, () => ({
      ...next,
      metadata: { ...next.metadata, generation },
    }))
  }
  say('stdout', `${kindWithGroup(current)}/${name} patched${changed ? '' : ' (no change)'}`)
}

/** Conditions go together by their type, as a controller that sets a readiness gate wants it. */
function patchStatus(cluster: Cluster, pod: Pod, patch: unknown): void {
  const { api, world } = cluster
  const { conditions = [], ...rest } = ((patch as { status?: Partial<Pod['status']> } | null)?.status ?? {}) as Partial<
    Pod['status']
  >
  const merged = [...(pod.status.conditions ?? [])]
  for (const condition of conditions) {
    const index = merged.findIndex((each) => each.type === condition.type)
    const before = merged[index]
    const lastTransitionTime = before?.status === condition.status ? before.lastTransitionTime : rfc3339(world.now)
    const next = { ...before, ...condition, ...(lastTransitionTime === undefined ? {} : { lastTransitionTime }) }
    if (index < 0) merged.push(next)
    else merged[index] = next
  }
  const status = { ...pod.status, ...rest, conditions: merged }
  api.update<Pod>('Pod', pod.metadata.namespace ?? 'default', pod.metadata.name, { by: 'kubectl' }, (current) => ({
    ...current,
    status,
  }))
}
