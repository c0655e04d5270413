import type { ResourceList, ResourceRequirements } from './resources.ts'

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown'
export type ConditionStatus = 'True' | 'False' | 'Unknown'

export interface PodCondition {
  type: string
  status: ConditionStatus
  observedGeneration?: number
  lastProbeTime?: null | string
  lastTransitionTime?: string
  reason?: string
  message?: string
}

export interface ContainerStateWaiting {
  reason?: string
  message?: string
}

export interface ContainerStateRunning {
  startedAt: string
}

export interface ContainerStateTerminated {
  exitCode: number
  signal?: number
  reason?: string
  message?: string
  startedAt?: string
  finishedAt?: string
  containerID?: string
}

/** Exactly one member is set, or none (lastState of a container that never ended). */
export interface ContainerState {
  waiting?: ContainerStateWaiting
  running?: ContainerStateRunning
  terminated?: ContainerStateTerminated
}

export interface ContainerStatus {
  name: string
  state: ContainerState
  lastState: ContainerState
  ready: boolean
  restartCount: number
  image: string
  imageID: string
  containerID?: string
  started?: boolean
  allocatedResources?: ResourceList
  resources?: ResourceRequirements
  volumeMounts?: { name: string; mountPath: string; readOnly?: boolean; recursiveReadOnly?: string }[]
  user?: { linux: { uid: number; gid: number; supplementalGroups: number[] } }
}

export interface PodStatus {
  phase: PodPhase
  observedGeneration?: number
  conditions?: PodCondition[]
  message?: string
  reason?: string
  nominatedNodeName?: string
  hostIP?: string
  hostIPs?: { ip: string }[]
  podIP?: string
  podIPs?: { ip: string }[]
  startTime?: string
  initContainerStatuses?: ContainerStatus[]
  containerStatuses?: ContainerStatus[]
  ephemeralContainerStatuses?: ContainerStatus[]
  qosClass?: 'Guaranteed' | 'Burstable' | 'BestEffort'
  allocatedResources?: ResourceList
  resources?: ResourceRequirements
}
