import type { Pod } from '../pod/pod.ts'
import type { HorizontalPodAutoscaler } from './autoscaler.ts'
import type { ControllerRevision } from './controller-revision.ts'
import type { CronJob } from './cron-job.ts'
import type { DaemonSet } from './daemon-set.ts'
import type { Deployment } from './deployment.ts'
import type { Job } from './job.ts'
import type { KubeObject } from './meta.ts'
import type { Node } from './node.ts'
import type { ReplicaSet } from './replica-set.ts'
import type { ServiceSpec } from './service.ts'
import type { StatefulSet } from './stateful-set.ts'
import type { PersistentVolumeClaimSpec, PersistentVolumeSpec, StorageClassFields } from './storage.ts'

export interface Service extends KubeObject {
  spec: ServiceSpec
}

export interface PersistentVolume extends KubeObject {
  spec: PersistentVolumeSpec
}

export interface PersistentVolumeClaim extends KubeObject {
  spec: PersistentVolumeClaimSpec
}

export type StorageClass = KubeObject & StorageClassFields

/** Kinds whose objects have a type of their own here. */
export interface Kinds {
  Pod: Pod
  Node: Node
  Job: Job
  Deployment: Deployment
  ReplicaSet: ReplicaSet
  StatefulSet: StatefulSet
  DaemonSet: DaemonSet
  CronJob: CronJob
  ControllerRevision: ControllerRevision
  Service: Service
  HorizontalPodAutoscaler: HorizontalPodAutoscaler
  PersistentVolume: PersistentVolume
  PersistentVolumeClaim: PersistentVolumeClaim
  StorageClass: StorageClass
}

/** The type of a kind's objects. */
export type ObjectOf<K extends string> = K extends keyof Kinds ? Kinds[K] : KubeObject
