import { SECOND, wholeSeconds } from '../../lib/time.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { RuleId } from '../../trace/rule.ts'
import type { EventRecorder } from '../apiserver/event-recorder.ts'
import type { Process } from '../kernel/process.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import { firstOf, Trigger } from '../kernel/trigger.ts'
import type { RuntimeContainer } from '../runtime/container.ts'
import type { Network } from '../runtime/network.ts'
import type { NodeRuntime } from '../runtime/node-runtime.ts'
import type { World } from '../world/world.ts'
import { fieldPathOf, manifestPathOf } from './field-path.ts'
import { MINIMUM_GRACE_SECONDS, remainingGrace, setTerminationGracePeriod } from './grace-period.ts'
import { httpFallbackMessage, runHook } from './lifecycle-hooks.ts'
import type { PodState } from './pod-state.ts'
import { terminationTurn, waitForTurn } from './termination-order.ts'

/** What stopping a container takes. */
export interface KillNeeds {
  readonly world: World
  readonly events: EventRecorder
  readonly runtime: NodeRuntime
  readonly network: Network
}

export interface KillOptions {
  readonly message: string
  readonly reason: 'liveness' | 'startup' | 'other'
  readonly rule: RuleId
  /** The grace of a Pod that is being stopped; it takes the place of the container's own. */
  readonly graceOverride?: number
  /** Must be waited for before the stop signal is sent (a sidecar: those that stop before it). */
  readonly turn?: Trigger<void>
}

/** Stops one container: Killing Event, preStop, stop signal, SIGKILL. Returns when it is gone. */
// kubelet: kuberuntime_container.go killContainer (v1.36)
export function* killContainer(
  parts: KillNeeds,
  pod: Pod,
  instance: RuntimeContainer,
  options: KillOptions,
): Task<void> {
  const { world, events, runtime, network } = parts
  const { kernel } = world
  const container = specOf(pod, instance.name)
  const base = setTerminationGracePeriod(pod, container, options.reason)
  const graceSeconds = options.graceOverride ?? base.seconds
  const graceField =
    base.field.startsWith('spec') || base.field.startsWith('metadata')
      ? base.field
      : `${manifestPathOf(pod, instance.name)}.${base.field}`
  const killing = events.event(pod, 'Normal', 'Killing', options.message, {
    fieldPath: fieldPathOf(pod, instance.name),
    rule: options.rule,
    ...(options.graceOverride === undefined ? { field: graceField } : {}),
  })
  if (killing !== undefined) kernel.cause = killing
  const begun = kernel.now
  const cause = kernel.cause

  const preStop = container?.lifecycle?.preStop
  if (preStop && container && graceSeconds > 0 && !instance.exit) {
    const text = `${pod.metadata.name}_${instance.pod.namespace}(${instance.pod.uid})`
    const hook: Process<void> = kernel.spawn(
      (function* (): Task<void> {
        const outcome = yield* runHook(world, runtime, network, text, container, instance, 'preStop', preStop)
        const fallback = httpFallbackMessage(outcome)
        if (fallback !== undefined) events.event(pod, 'Warning', 'LifecycleHTTPFallback', fallback, { rule: 'KILL-5' })
        if (outcome.kind === 'failed') {
          events.event(pod, 'Warning', 'FailedPreStopHook', 'PreStopHook failed', {
            fieldPath: fieldPathOf(pod, instance.name),
            rule: 'KILL-5',
          })
        }
      })(),
    )
    // A hook that outlives the grace goes on, and is heard of when it ends: at the latest with its container.
    const deadline = kernel.timeout(graceSeconds * SECOND)
    yield* waitFor(firstOf(hook.ended, deadline.trigger))
    deadline.cancel()
  }
  let spent = wholeSeconds(kernel.now - begun)
  spent += yield* waitForTurn(kernel, options.turn, graceSeconds - spent)
  kernel.cause = cause
  const timeout = remainingGrace(graceSeconds, spent * SECOND)
  const fromProbe = options.graceOverride === undefined && base.field.endsWith('Probe.terminationGracePeriodSeconds')
  const raised = graceSeconds - spent < MINIMUM_GRACE_SECONDS
  const rule = raised ? 'KILL-7' : fromProbe ? 'KILL-3' : options.graceOverride === undefined ? 'KILL-10' : 'TERM-1'
  yield* runtime.stopContainer(instance, instance.config.image.stopSignal, timeout, rule)
}

/** Stops all containers of a Pod, then its sandboxes. Sidecars wait for those that stop before them. */
// kubelet: kuberuntime_manager.go killPodWithSyncResult; kuberuntime_termination_order.go (v1.36)
export function* killPod(parts: KillNeeds, pod: Pod, state: PodState, graceOverride: number | undefined): Task<void> {
  const { kernel } = parts.world
  const running = state.containers.filter((container) => container.state === 'running')
  const gone = new Map<string, Trigger<void>>()
  for (const instance of running) {
    const trigger = new Trigger<void>()
    gone.set(instance.name, trigger)
    instance.reportedExit.listen(() => trigger.offer(undefined))
  }
  const kills = running.map((instance) => {
    const turn = terminationTurn(pod, instance.name, gone)
    return kernel.spawn(
      killContainer(parts, pod, instance, {
        message: `Stopping container ${instance.name}`,
        reason: 'other',
        rule: 'KILL-8',
        ...(graceOverride === undefined ? {} : { graceOverride }),
        ...(turn ? { turn } : {}),
      }),
    )
  })
  // What follows follows from the one that took longest.
  let last = kernel.cause
  for (const kill of kills) {
    kill.ended.listen(() => {
      last = kernel.cause
    })
  }
  for (const kill of kills) if (!kill.ended.fired) yield* waitFor(kill.ended)
  kernel.cause = last
  for (const sandbox of state.sandboxes) yield* parts.runtime.stopSandbox(sandbox)
}

function specOf(pod: Pod, name: string): Container | undefined {
  const { containers, initContainers = [], ephemeralContainers = [] } = pod.spec
  return [...containers, ...initContainers, ...ephemeralContainers].find((container) => container.name === name)
}
