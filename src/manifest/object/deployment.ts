import type { PodTemplate } from './job.ts'
import type { KubeObject, LabelSelector } from './meta.ts'
import { setDefaultsWorkload } from './workload.ts'
import type { WorkloadCondition } from './workload-condition.ts'

export interface RollingUpdateDeployment {
  maxUnavailable?: number | string
  maxSurge?: number | string
}

export interface DeploymentStrategy {
  type?: string
  rollingUpdate?: RollingUpdateDeployment
}

export interface DeploymentSpec {
  replicas?: number
  selector?: LabelSelector
  template: PodTemplate
  strategy?: DeploymentStrategy
  minReadySeconds?: number
  revisionHistoryLimit?: number
  paused?: boolean
  progressDeadlineSeconds?: number
}

export interface DeploymentStatus {
  observedGeneration?: number
  replicas?: number
  updatedReplicas?: number
  readyReplicas?: number
  availableReplicas?: number
  unavailableReplicas?: number
  terminatingReplicas?: number
  collisionCount?: number
  conditions?: WorkloadCondition[]
}

export interface Deployment extends KubeObject {
  spec: DeploymentSpec
  status: DeploymentStatus
}

/** Changes the object it is given. */
// apis/apps/v1: defaults.go SetDefaults_Deployment (v1.36)
export function setDefaultsDeployment(object: KubeObject): void {
  setDefaultsWorkload(object)
  const spec = object.spec as DeploymentSpec
  spec.replicas ??= 1
  spec.strategy ??= {}
  const { strategy } = spec
  strategy.type ??= 'RollingUpdate'
  if (strategy.type === 'RollingUpdate') {
    strategy.rollingUpdate ??= {}
    strategy.rollingUpdate.maxUnavailable ??= '25%'
    strategy.rollingUpdate.maxSurge ??= '25%'
  }
  spec.revisionHistoryLimit ??= 10
  spec.progressDeadlineSeconds ??= 600
}
