import type { ListOptions, Watch, WatchEvent } from '../../kubectl/client/api-client.ts'
import { selectionTest } from '../../kubectl/client/selection.ts'
import type { Time } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import { firstOf, Trigger } from '../kernel/trigger.ts'
import { objectOf } from './client-reads.ts'
import type { Cluster } from './cluster.ts'

/** Changes of a kind from now on; what comes while nobody asks is kept. */
export function openWatch(
  cluster: Cluster,
  info: KindInfo,
  namespace: string | undefined,
  { name, ...selection }: ListOptions & { readonly name?: string },
): Watch {
  const { api, world } = cluster
  const queue: WatchEvent[] = []
  let more = new Trigger<void>()
  const test = selectionTest(info, selection)
  const tell = (type: WatchEvent['type'], object: KubeObject): void => {
    const { metadata } = object
    if (info.namespaced && namespace !== undefined && metadata.namespace !== namespace) return
    if (name !== undefined && metadata.name !== name) return
    if (typeof test === 'function' && !test(object)) return
    queue.push({ type, object })
    const before = more
    more = new Trigger<void>()
    before.fire(undefined)
  }
  const stops = [api.watch(info.kind, ({ type, object }) => tell(type, object))]
  // Those that nobody has written by hand are what slices say.
  if (info.kind === 'Endpoints') {
    stops.push(
      api.watch('EndpointSlice', ({ type, object: { metadata } }) => {
        const service = metadata.labels?.['kubernetes.io/service-name'] ?? ''
        const endpoints = objectOf(cluster, info, metadata.namespace ?? '', service)
        if (endpoints) tell(type, endpoints)
      }),
    )
  }
  return {
    *next(deadline?: Time): Task<WatchEvent | undefined> {
      const first = queue.shift()
      if (first) return first
      if (deadline === undefined) yield* waitFor(more)
      else {
        const timeout = world.kernel.timeout(Math.max(0, deadline - world.now))
        yield* waitFor(firstOf(more, timeout.trigger))
        timeout.cancel()
      }
      return queue.shift()
    },
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}
