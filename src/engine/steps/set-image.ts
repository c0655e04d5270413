import type { Pod } from '../../manifest/pod/pod.ts'
import type { Action } from '../../scenario/action.ts'
import type { Cluster } from '../cluster.ts'
import { findPod, type Say } from './step-target.ts'

export function setImage(cluster: Cluster, action: Action & { kind: 'setImage' }, say: Say): void {
  const pod = findPod(cluster, action.namespace, action.name, say)
  if (!pod) return
  const written = cluster.api.update<Pod>('Pod', action.namespace, action.name, { by: 'kubectl' }, (current) =>
    withImages(current, action.images, current.metadata),
  )
  if (written) say('stdout', `pod/${action.name} image updated`)
}

export function withImages(pod: Pod, images: Readonly<Record<string, string>>, metadata: Pod['metadata']): Pod {
  let changed = false
  const replace = (list: Pod['spec']['containers']) =>
    list.map((container) => {
      const image = images[container.name] ?? images['*'] ?? container.image
      if (image === container.image) return container
      changed = true
      return { ...container, image }
    })
  const spec = {
    ...pod.spec,
    containers: replace(pod.spec.containers),
    ...(pod.spec.initContainers ? { initContainers: replace(pod.spec.initContainers) } : {}),
  }
  if (!changed) return metadata === pod.metadata ? pod : { ...pod, metadata }
  return { ...pod, spec, metadata: { ...metadata, generation: (pod.metadata.generation ?? 1) + 1 } }
}

export function imagesOf(pod: Pod): Record<string, string> {
  return Object.fromEntries(
    [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].map(({ name, image }) => [name, image]),
  )
}
