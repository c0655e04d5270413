import { kubectlText } from '../../manifest/api-error.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { kindWithGroup } from '../../manifest/schema/kinds.ts'
import type { Action } from '../../scenario/action.ts'
import type { Cluster } from '../cluster.ts'
import { mayChange } from './namespace-labels.ts'
import { imagesOf, withImages } from './set-image.ts'
import type { Say } from './step-target.ts'

export function apply(cluster: Cluster, action: Action & { kind: 'apply' }, object: KubeObject, say: Say): void {
  const { kind, metadata } = object
  const namespace = metadata.namespace ?? ''
  const called = `${kindWithGroup(object)}/${metadata.name}`
  const present = cluster.api.get(kind, namespace, metadata.name)
  if (action.create || !present) {
    const { refusal, warnings } = cluster.create(object, { by: 'kubectl' })
    for (const warning of warnings) say('stderr', `Warning: ${warning}`)
    if (refusal) say('stderr', kubectlText([refusal], action.source ?? null))
    else say('stdout', `${called} created`)
    return
  }
  if (!mayChange(cluster, present, object, say)) return
  const written = cluster.api.update(kind, namespace, metadata.name, { by: 'kubectl' }, (current) => {
    const keep = { ...current.metadata, ...pick(object.metadata, ['labels', 'annotations']) }
    if (kind === 'Pod') return withImages(current as Pod, imagesOf(object as Pod), keep)
    const { metadata: _metadata, status: _status, ...content } = object
    const next = { ...current, ...content, metadata: keep }
    const specChanged = JSON.stringify(next.spec) !== JSON.stringify(current.spec)
    return specChanged ? { ...next, metadata: { ...keep, generation: (keep.generation ?? 1) + 1 } } : next
  })
  say('stdout', `${called} ${written ? 'configured' : 'unchanged'}`)
}

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Partial<Pick<T, K>> {
  const picked: Partial<Pick<T, K>> = {}
  for (const key of keys) if (from[key] !== undefined) picked[key] = from[key]
  return picked
}
