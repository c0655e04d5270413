import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { PodRef, Seq } from '../../trace/entry.ts'
import type { Trigger } from '../kernel/trigger.ts'
import type { RuntimeContainer } from '../runtime/container.ts'
import type { Volume } from '../runtime/files/volume.ts'
import type { Sandbox } from '../runtime/sandbox.ts'
import type { WaitingReason } from './container-statuses.ts'
import type { RuntimeReading } from './pleg.ts'
import { PodResize } from './pod-resize.ts'
import type { PodVolumes } from './pod-volume.ts'
import type { ContainerInstance } from './runtime-status.ts'

type Actuated = Pick<ContainerInstance, 'resources' | 'podResources' | 'user'>

/** What the node holds of one Pod: sandboxes and container instances, newest first, and what the kubelet remembers. */
export class PodState {
  readonly ref: PodRef
  readonly sandboxes: Sandbox[] = []
  readonly containers: RuntimeContainer[] = []
  /** Why the last attempt to start a container failed. */
  // kubelet: reason_cache.go (v1.36)
  readonly startFailures = new Map<string, WaitingReason>()
  readonly backOffSpans = new Map<string, Seq>()
  /** How many instances of a container there have been. */
  readonly attempts = new Map<string, number>()
  /** What each instance was started with or resized to, and what it runs as. */
  // kubelet: allocation/state, the actuated resources (v1.36)
  readonly actuated: WeakMap<RuntimeContainer, Actuated>
  readonly resize: PodResize
  /** RestartAllContainers has removed all containers, and the Pod has not been looked at since. */
  restartingAll = false
  volumes: PodVolumes | undefined
  /** /etc/hosts and its like, of the present sandbox. */
  files: { readonly sandbox: Sandbox; readonly volume: Volume } | undefined
  /** Called when one of its volumes, writable layers or logs grows, with how many bytes. */
  onGrow: (bytes: number) => void = () => {}
  /** Fires when all volumes are mounted; set while that is under way. */
  mounting: Trigger<void> | undefined
  /** The Pod is being stopped: nothing new is begun for it. */
  ended = false

  /** `left`: what an earlier kubelet knew of the Pod; only what the runtime and the disk hold of it survives. */
  constructor(pod: Pod, left?: PodState) {
    this.ref = {
      namespace: pod.metadata.namespace ?? DEFAULT_NAMESPACE,
      name: pod.metadata.name,
      uid: pod.metadata.uid ?? '',
    }
    this.actuated = left?.actuated ?? new WeakMap()
    this.resize = left?.resize ?? new PodResize()
    if (!left) return
    this.sandboxes.push(...left.sandboxes)
    this.containers.push(...left.containers)
    for (const [name, attempts] of left.attempts) this.attempts.set(name, attempts)
    this.volumes = left.volumes
    this.listenToVolumes()
  }

  /** What grows in its volumes is its own, unless it is the node's. */
  listenToVolumes(): void {
    for (const { volume, source } of this.volumes?.values() ?? []) {
      if (volume.medium === 'disk' && source.startsWith('/var/lib/kubelet/pods/')) {
        volume.onGrow = (bytes) => this.onGrow(bytes)
      }
    }
  }

  /** Its volumes are unmounted: what was in memory is gone. */
  releaseVolumes(): void {
    for (const { volume } of this.volumes?.values() ?? []) volume.pages?.releaseAll()
    for (const { shm, pod } of this.sandboxes) if (pod.uid === this.ref.uid) shm.pages?.releaseAll()
  }

  get sandbox(): Sandbox | undefined {
    return this.sandboxes[0]
  }

  find(containerID: string): RuntimeContainer | undefined {
    return this.containers.find((container) => container.id === containerID)
  }

  newest(name: string): RuntimeContainer | undefined {
    return this.containers.find((container) => container.name === name)
  }

  running(): RuntimeContainer[] {
    return this.containers.filter((container) => container.state === 'running')
  }

  #isStill({ status, states }: RuntimeReading): boolean {
    const { sandboxes, containers } = status
    return (
      sandboxes.length === this.sandboxes.length &&
      containers.length === this.containers.length &&
      states.size === sandboxes.length + containers.length &&
      this.sandboxes.every(
        ({ id, ready }, index) => id === sandboxes[index]?.id && ready === sandboxes[index]?.ready,
      ) &&
      this.containers.every((container, index) => {
        const was = containers[index]
        const known = states.get(container.id)
        return (
          was !== undefined &&
          known !== undefined &&
          known.cause === (container.exitSeq ?? container.runSpan) &&
          isStill(container, was, this.actuated.get(container))
        )
      })
    )
  }

  /** Only the newest dead instance of each container is kept. */
  // kubelet: pod_container_deletor.go (v1.36)
  prune(name: string): void {
    const dead = this.containers.filter((container) => container.name === name && container.state === 'exited')
    for (const old of dead.slice(1)) this.containers.splice(this.containers.indexOf(old), 1)
  }

  /** What a look at the runtime says now; of `last`, the look before, what is still so. */
  read(now: number, last?: RuntimeReading): RuntimeReading {
    if (last && this.#isStill(last)) return { status: { ...last.status, at: now }, states: last.states }
    const states = new Map<string, { state: string; cause: number | undefined }>()
    for (const sandbox of this.sandboxes) {
      states.set(sandbox.id, { state: sandbox.ready ? 'running' : 'exited', cause: undefined })
    }
    for (const container of this.containers) {
      states.set(container.id, { state: container.state, cause: container.exitSeq ?? container.runSpan })
    }
    return {
      status: {
        at: now,
        sandboxes: this.sandboxes.map((sandbox) => ({
          id: sandbox.id,
          attempt: sandbox.attempt,
          ready: sandbox.ready,
          ip: sandbox.ip,
          hostNetwork: sandbox.hostNetwork,
          createdAt: sandbox.createdAt,
        })),
        containers: this.containers.map((container) => instanceOf(container, this.actuated.get(container))),
      },
      states,
    }
  }
}

function messageOf({ state, exit, terminationMessage }: RuntimeContainer): string {
  return state === 'exited' && exit ? (terminationMessage ?? exit.message ?? '') : ''
}

/** Whether a container is as it was when it was looked at. */
function isStill(container: RuntimeContainer, was: ContainerInstance, actuated: Actuated | undefined): boolean {
  return (
    was.id === container.id &&
    was.state === container.state &&
    was.startedAt === container.startedAt &&
    was.exitSeq === container.exitSeq &&
    was.message === messageOf(container) &&
    was.resources === actuated?.resources &&
    was.podResources === actuated?.podResources &&
    was.user === actuated?.user
  )
}

function instanceOf(container: RuntimeContainer, actuated: Actuated | undefined): ContainerInstance {
  const { config, exit } = container
  const exited = container.state === 'exited' && exit
  return {
    id: container.id,
    name: config.name,
    kind: config.kind,
    state: container.state,
    createdAt: container.createdAt,
    startedAt: container.startedAt,
    finishedAt: exited ? exit.at : undefined,
    exitCode: exited ? exit.exitCode : 0,
    reason: exited ? exit.reason : '',
    message: messageOf(container),
    restartCount: config.attempt,
    image: config.imageName,
    imageID: config.imageID,
    ...actuated,
    exitSeq: container.exitSeq,
  }
}
