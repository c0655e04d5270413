import type { AllocatedCPUs } from './allocate-cpus.ts'
import type { CleanUpRace } from './clean-up-containers.ts'
import type { NextLook } from './complete-work.ts'
import type { PodActionsTaken } from './compute-pod-actions.ts'
import type { RestartAllowed } from './do-back-off.ts'
import type { EvictionRanking } from './eviction-ranking.ts'
import type { LogRotated } from './log-rotation.ts'
import type { PodActionReason } from './pod-action-reason.ts'
import type { Preemption } from './preempt.ts'
import type { ResizedInPlace } from './resize-in-place.ts'
import type { SchedulingDecision } from './schedule.ts'
import type { StatefulSetWait } from './stateful-set-wait.ts'

/**
 * All that is decided, each by the name of what decides it upstream where there is one, with its facts: numbers, names
 * and what was compared, but no sentence. Sentences are made of them in view/explain, in each language.
 */
export interface Decisions {
  readonly allocateCPUs: AllocatedCPUs
  readonly cleanUpContainersInPod: CleanUpRace
  readonly completeWork: NextLook
  readonly computePodActions: PodActionsTaken
  readonly doBackOff: RestartAllowed
  readonly doPodResizeAction: ResizedInPlace
  readonly evictionRanking: EvictionRanking
  readonly logRotation: LogRotated
  readonly preempt: Preemption
  readonly schedule: SchedulingDecision
  readonly startContainer: PodActionReason
  readonly statefulSetWait: StatefulSetWait
}

export type DecisionName = keyof Decisions

/** A decision and its facts. */
export type Decision<K extends DecisionName = DecisionName> = {
  readonly [P in K]: { readonly decision: P; readonly value: Decisions[P] }
}[K]
