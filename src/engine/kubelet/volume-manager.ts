import { type Duration, SECOND } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { EventRecorder } from '../apiserver/event-recorder.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import { firstOf, Trigger } from '../kernel/trigger.ts'
import { writePayload } from './atomic-writer.ts'
import type { PodState } from './pod-state.ts'
import type { PodVolume } from './pod-volume.ts'
import { payloadOf } from './volume-payload.ts'
import { mountVolume, type VolumeNeeds } from './volumes.ts'

/** What mounting takes. */
export interface MountNeeds extends VolumeNeeds {
  readonly events: EventRecorder
}

/** Mount attempts of one volume: 500 ms, doubling, at most 2 min 2 s apart. */
// kubelet: pkg/util/goroutinemap/exponentialbackoff (v1.36)
const RETRY_INITIAL: Duration = 500
const RETRY_MAX: Duration = 122 * SECOND
/** A sync waits no longer than this for a Pod's volumes. */
// kubelet: volumemanager/volume_manager.go podAttachAndMountTimeout (v1.36)
const MOUNT_WAIT: Duration = 123 * SECOND

/** Waits for the Pod's volumes; false: not in this sync. The attempts go on meanwhile, at a pace of their own. */
// kubelet: volumemanager/volume_manager.go WaitForAttachAndMount (v1.36)
export function* waitForMount(parts: MountNeeds, pod: Pod, state: PodState, cancelled: Trigger<void>): Task<boolean> {
  if (state.volumes) {
    remount(parts, pod, state)
    return true
  }
  const { kernel } = parts.world
  state.mounting ??= startMounting(parts, pod, state)
  const timeout = kernel.timeout(MOUNT_WAIT)
  yield* waitFor(firstOf(state.mounting, timeout.trigger, cancelled))
  timeout.cancel()
  return state.volumes !== undefined
}

/**
 * VOLUME-2: what the API has put into volumes is brought up to date. What has become impossible to have stays as it
 * was, and is told.
 */
// kubelet: volumemanager/volume_manager.go MarkRemountRequired; reconciler.go mountOrAttachVolumes (v1.36)
function remount({ api, events, node }: MountNeeds, pod: Pod, state: PodState): void {
  for (const spec of pod.spec.volumes ?? []) {
    const volume = state.volumes?.get(spec.name)?.volume
    const payload = volume && payloadOf(api, pod, spec, node)
    if (!volume || !payload) continue
    if ('error' in payload) {
      const message = `MountVolume.SetUp failed for volume "${spec.name}" : ${payload.error}`
      events.event(pod, 'Warning', 'FailedMount', message, { rule: 'VOLUME-1' })
    } else writePayload(volume, payload)
  }
}

function startMounting(parts: MountNeeds, pod: Pod, state: PodState): Trigger<void> {
  const mounted = new Trigger<void>()
  parts.world.kernel.spawn(mountAll(parts, pod, state, mounted))
  return mounted
}

function* mountAll(parts: MountNeeds, pod: Pod, state: PodState, mounted: Trigger<void>): Task<void> {
  const { world } = parts
  const span = world.recordCause({ kind: 'span', pod: state.ref, span: { kind: 'volumes' } })
  const volumes = new Map<string, PodVolume>()
  let retry = RETRY_INITIAL
  yield world.assumptions.volumeMountTime
  for (;;) {
    let missing = false
    for (const spec of pod.spec.volumes ?? []) {
      if (volumes.has(spec.name)) continue
      const made = mountVolume(parts, pod, spec)
      if ('error' in made) {
        missing = true
        const message = `MountVolume.SetUp failed for volume "${spec.name}" : ${made.error}`
        parts.events.event(pod, 'Warning', 'FailedMount', message, { rule: 'VOLUME-1' })
      } else volumes.set(spec.name, made)
    }
    if (!missing) break
    yield retry
    if (state.ended) {
      world.record({ kind: 'spanEnd', opened: span, outcome: { kind: 'cancelled' } })
      return
    }
    retry = Math.min(retry * 2, RETRY_MAX)
  }
  state.volumes = volumes
  state.listenToVolumes()
  world.record({ kind: 'spanEnd', opened: span, outcome: { kind: 'done' } })
  mounted.fire(undefined)
}
