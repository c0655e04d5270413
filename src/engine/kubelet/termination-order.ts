import { SECOND, wholeSeconds } from '../../lib/time.ts'
import { isRestartableInitContainer, type Pod } from '../../manifest/pod/pod.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import { firstOf, Trigger } from '../kernel/trigger.ts'

/**
 * Whose turn it is when a Pod stops: app containers at once, a sidecar when all app containers and the sidecars after
 * it in the list are gone. `gone` has a trigger per running container.
 */
// kubelet: kuberuntime_termination_order.go (v1.36)
export function terminationTurn(
  pod: Pod,
  container: string,
  gone: ReadonlyMap<string, Trigger<void>>,
): Trigger<void> | undefined {
  const sidecars = (pod.spec.initContainers ?? []).filter(isRestartableInitContainer)
  const index = sidecars.findIndex((each) => each.name === container)
  if (index < 0) return undefined
  const before = [...pod.spec.containers, ...sidecars.slice(index + 1)].flatMap((each) => gone.get(each.name) ?? [])
  const turn = new Trigger<void>()
  let left = before.length
  if (left === 0) turn.fire(undefined)
  for (const each of before) {
    each.listen(() => {
      left--
      if (left === 0) turn.offer(undefined)
    })
  }
  return turn
}

/** Waits for the turn, as long as the grace lasts. Returns the whole seconds that took: only those count. */
// kubelet: kuberuntime_termination_order.go waitForTurn (v1.36)
export function* waitForTurn(kernel: Kernel, turn: Trigger<void> | undefined, graceSeconds: number): Task<number> {
  if (!turn || turn.fired || graceSeconds <= 0) return 0
  const begun = kernel.now
  const deadline = kernel.timeout(graceSeconds * SECOND)
  yield* waitFor(firstOf(turn, deadline.trigger))
  deadline.cancel()
  return wholeSeconds(kernel.now - begun)
}
