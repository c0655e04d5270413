import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { Cluster } from '../cluster.ts'
import { imagesOf, withImages } from './set-image.ts'
import type { Say } from './step-target.ts'

export function apply(cluster: Cluster, object: KubeObject, say: Say): void {
  const { kind, metadata } = object
  const namespace = metadata.namespace ?? ''
  const called = `${kind.toLowerCase()}/${metadata.name}`
  if (!cluster.api.get(kind, namespace, metadata.name)) {
    cluster.create(object, { by: 'kubectl' })
    say('stdout', `${called} created`)
    return
  }
  const written = cluster.api.update(kind, namespace, metadata.name, { by: 'kubectl' }, (current) => {
    const keep = { ...current.metadata, ...pick(object.metadata, ['labels', 'annotations']) }
    if (kind === 'Pod') return withImages(current as Pod, imagesOf(object as Pod), keep)
    const { metadata: _metadata, status: _status, ...content } = object
    return { ...current, ...content, metadata: keep }
  })
  say('stdout', `${called} ${written ? 'configured' : 'unchanged'}`)
}

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Partial<Pick<T, K>> {
  const picked: Partial<Pick<T, K>> = {}
  for (const key of keys) if (from[key] !== undefined) picked[key] = from[key]
  return picked
}
