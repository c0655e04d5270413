import type { ListOptions, Watch, WatchEvent } from '../../kubectl/client/api-client.ts'
import { selectionTest } from '../../kubectl/client/selection.ts'
import type { Time } from '../../lib/time.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import { firstOf, Trigger } from '../kernel/trigger.ts'
import type { Cluster } from './cluster.ts'

/** Changes of a kind from now on; what comes while nobody asks is kept. */
export function openWatch(
  { api, world }: Cluster,
  info: KindInfo,
  namespace: string | undefined,
  { name, ...selection }: ListOptions & { readonly name?: string },
): Watch {
  const queue: WatchEvent[] = []
  let more = new Trigger<void>()
  const test = selectionTest(info, selection)
  const stop = api.watch(info.kind, ({ type, object }) => {
    const { metadata } = object
    if (info.namespaced && namespace !== undefined && metadata.namespace !== namespace) return
    if (name !== undefined && metadata.name !== name) return
    if (typeof test === 'function' && !test(object)) return
    queue.push({ type, object })
    const before = more
    more = new Trigger<void>()
    before.fire(undefined)
  })
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
    stop,
  }
}
