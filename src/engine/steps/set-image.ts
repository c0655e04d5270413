import { ownValue } from '../../lib/own.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { Action } from '../../scenario/action.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { changeObject } from './change-object.ts'
import { findPod, type Say } from './step-target.ts'

export function setImage(cluster: Cluster, action: Action & { kind: 'setImage' }, say: Say): void {
  const pod = findPod(cluster, action.namespace, action.name, say)
  if (!pod) return
  const names = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].map(({ name }) => name)
  const missing = Object.keys(action.images).filter((name) => name !== '*' && !names.includes(name))
  for (const name of missing) say('stderr', `error: unable to find container named "${name}"`)
  if (missing.length > 0) return
  if (changeObject(cluster, pod, withImages(pod, action.images), say) !== 'changed') return
  say('stdout', `pod/${action.name} image updated`)
}

function withImages(pod: Pod, images: Readonly<Record<string, string>>): Pod {
  const replace = (list: Pod['spec']['containers']) =>
    list.map((container) => {
      const image = ownValue(images, container.name) ?? ownValue(images, '*') ?? container.image
      return image === container.image ? container : { ...container, image }
    })
  const { containers, initContainers } = pod.spec
  const init = initContainers ? { initContainers: replace(initContainers) } : {}
  return { ...pod, spec: { ...pod.spec, containers: replace(containers), ...init } }
}
