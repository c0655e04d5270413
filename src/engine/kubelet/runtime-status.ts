import type { Time } from '../../lib/time.ts'
import type { ResourceRequirements } from '../../manifest/pod/resources.ts'
import type { ContainerKind } from '../../trace/entry.ts'

/** One instance of a container as the runtime reports it. */
export interface ContainerInstance {
  readonly id: string
  readonly name: string
  readonly kind: ContainerKind
  readonly state: 'created' | 'running' | 'exited' | 'unknown'
  readonly createdAt: Time
  readonly startedAt: Time | undefined
  readonly finishedAt: Time | undefined
  readonly exitCode: number
  /** Completed, Error, OOMKilled, StartError … */
  readonly reason: string
  readonly message: string
  readonly restartCount: number
  /** The image string of the spec it was created from. */
  readonly image: string
  readonly imageID: string
  /** What is in force for it, and what it runs as. */
  readonly resources?: ResourceRequirements
  /** What was in force for the Pod as a whole when it got them. */
  readonly podResources?: ResourceRequirements
  readonly user?: ContainerUser
  /** The trace's number of its end. */
  readonly exitSeq: number | undefined
}

/** Numeric ids, as the runtime reports them. */
export interface ContainerUser {
  readonly uid: number
  readonly gid: number
  readonly supplementalGroups: readonly number[]
}

export interface SandboxInstance {
  readonly id: string
  readonly attempt: number
  readonly ready: boolean
  readonly ip: string
  readonly hostNetwork: boolean
  readonly createdAt: Time
}

/** What a relist saw of one Pod. Both lists newest first. */
// kubelet: container/runtime.go PodStatus (v1.36)
export interface PodRuntimeStatus {
  readonly at: Time
  readonly sandboxes: readonly SandboxInstance[]
  readonly containers: readonly ContainerInstance[]
}

export const NOTHING_RUNS: PodRuntimeStatus = { at: 0, sandboxes: [], containers: [] }

/** The newest instance of a container. */
export function findContainerStatusByName(status: PodRuntimeStatus, name: string): ContainerInstance | undefined {
  return status.containers.find((instance) => instance.name === name)
}
