import type { PodCondition } from '../pod/status.ts'
import type { KubeObject, ObjectMeta } from './meta.ts'

export interface Taint {
  readonly key: string
  readonly value?: string
  readonly effect: string
  readonly timeAdded?: string
}

export interface NodeSpec {
  podCIDR?: string
  podCIDRs?: readonly string[]
  providerID?: string
  /** Of old clusters. */
  externalID?: string
  taints?: readonly Taint[]
  unschedulable?: boolean
}

export interface ContainerImage {
  readonly names: readonly string[]
  readonly sizeBytes?: number
}

export type NodeCondition = PodCondition & { lastHeartbeatTime?: string }

export interface NodeStatus {
  /** Quantities: cpu, memory, ephemeral-storage, pods, and what else the node has to give. */
  capacity?: Record<string, string>
  /** The same, without what the system keeps for itself. */
  allocatable?: Record<string, string>
  conditions?: NodeCondition[]
  addresses?: { type: string; address: string }[]
  images?: ContainerImage[]
  daemonEndpoints?: { kubeletEndpoint?: { Port: number } }
  nodeInfo?: Record<string, string>
  declaredFeatures?: readonly string[]
}

/** v1 Node. */
export interface Node extends KubeObject {
  kind: 'Node'
  metadata: ObjectMeta
  spec: NodeSpec
  status: NodeStatus
}
