import { rfc3339 } from '../../lib/time.ts'
import type { ObjectMeta } from '../../manifest/object/meta.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod, PodSpec } from '../../manifest/pod/pod.ts'
import type { PodStatus } from '../../manifest/pod/status.ts'

export interface PodShape extends Partial<PodSpec> {
  /** Shorter for spec.initContainers. */
  readonly init?: Container[]
  readonly metadata?: Partial<ObjectMeta>
  readonly status?: Partial<PodStatus>
  /** Its deletion was asked for at 0, with this grace. */
  readonly deletedWithin?: number
}

export function container(name: string, more: Partial<Container> = {}): Container {
  return { name, image: 'i', ...more }
}

/** A restartable init container. */
export function sidecar(name: string, more: Partial<Container> = {}): Container {
  return container(name, { restartPolicy: 'Always', ...more })
}

/** A Pod with one container "app", unless said otherwise. */
export function pod(shape: PodShape = {}): Pod {
  const { init, metadata, status, deletedWithin, ...spec } = shape
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'web',
      namespace: 'default',
      uid: 'uid-1',
      generation: 1,
      ...(deletedWithin === undefined
        ? {}
        : { deletionTimestamp: rfc3339(deletedWithin * 1000), deletionGracePeriodSeconds: deletedWithin }),
      ...metadata,
    },
    spec: { containers: [container('app')], ...(init ? { initContainers: init } : {}), ...spec },
    status: { phase: 'Pending', ...status },
  }
}
