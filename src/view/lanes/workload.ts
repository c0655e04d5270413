import { controllerOf } from '../../manifest/object/controller-of.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Trace } from '../../trace/trace.ts'
import { objectLanes, type Standing } from './object-lane.ts'
import type { LaneWords } from './words-en.ts'

/** kubectl's short names of what keeps a number of Pods. */
const KINDS = [
  ['Deployment', 'deploy'],
  ['ReplicaSet', 'rs'],
  ['ReplicationController', 'rc'],
  ['StatefulSet', 'sts'],
  ['DaemonSet', 'ds'],
] as const

/** How many of the Pods that are asked for are ready, and how many are of the present template. */
export function workloadLanes(trace: Trace, words: LaneWords) {
  return KINDS.flatMap(([kind, shortName]) => objectLanes(trace, words, kind, shortName, standingOf))
}

interface Counts {
  readonly desired: number
  readonly ready: number
  /** Undefined: there is one template only. */
  readonly updated: number | undefined
}

/** What another object controls is told by that one. */
function standingOf(object: KubeObject): Standing | undefined {
  if (controllerOf(object)) return undefined
  const { desired, ready, updated } = countsOf(object)
  const isUpdating = updated !== undefined && updated < desired
  const word = `${ready}/${desired}${isUpdating ? ` UP-TO-DATE ${updated}` : ''}`
  if (isStuck(object)) return { word: `${word} ProgressDeadlineExceeded`, tone: 'exitNonZero', pattern: 'slashes' }
  if (desired === 0) return { word, tone: 'exitZero', pattern: 'plain' }
  if (ready === 0) return { word, tone: 'waiting', pattern: 'hatch' }
  if (ready < desired) return { word, tone: 'notReady', pattern: 'solid' }
  return { word, tone: 'ready', pattern: isUpdating ? 'hatch' : 'solid' }
}

// kubectl: pkg/printers/internalversion/printers.go printDeployment, printDaemonSet (v1.36)
function countsOf({ kind, spec = {}, status = {} }: KubeObject): Counts {
  if (kind === 'DaemonSet') {
    const { desiredNumberScheduled = 0, numberReady = 0, updatedNumberScheduled = 0 } = status as Record<string, number>
    return { desired: desiredNumberScheduled, ready: numberReady, updated: updatedNumberScheduled }
  }
  const { replicas = 1 } = spec as Record<string, number>
  const { readyReplicas = 0, updatedReplicas = 0 } = status as Record<string, number>
  const hasOneTemplate = kind === 'ReplicaSet' || kind === 'ReplicationController'
  return { desired: replicas, ready: readyReplicas, updated: hasOneTemplate ? undefined : updatedReplicas }
}

function isStuck({ status }: KubeObject): boolean {
  const { conditions = [] } = (status ?? {}) as {
    readonly conditions?: readonly { readonly type: string; readonly reason?: string }[]
  }
  return conditions.some(({ type, reason }) => type === 'Progressing' && reason === 'ProgressDeadlineExceeded')
}
