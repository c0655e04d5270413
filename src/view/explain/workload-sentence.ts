import type { Duration, Time } from '../../lib/time.ts'
import { controllerOf } from '../../manifest/object/controller-of.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { ObjectWritten } from '../../trace/entry.ts'
import type { Trace } from '../../trace/trace.ts'
import type { RunWords } from './run-words-en.ts'

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController']
const REVISION = 'deployment.kubernetes.io/revision'

export interface WorkloadSentence {
  readonly text: string
  readonly at: Time
  /** Its Pods are not what is asked for at the end. */
  readonly isBehind: boolean
  /** What is the matter with single Pods is told with it. */
  readonly tellsPods?: boolean
}

interface Counts {
  readonly desired: number
  readonly ready: number
  readonly updated: number
  readonly all: number
  /** The controller has seen what is asked for now. */
  readonly isObserved: boolean
}

/** What became of the first object that keeps Pods, and of its last rollout: of one that keeps none now last. */
export function workloadSentence(trace: Trace, words: RunWords): WorkloadSentence | undefined {
  let idle: WorkloadSentence | undefined
  for (const kind of KINDS) {
    for (const [key, versions] of trace.objects) {
      const last = versions.at(-1)
      if (!key.startsWith(`${kind}/`) || !last || last.change === 'DELETED' || controllerOf(last.object)) continue
      const fate = fateOf(versions, last, words)
      if (countsOf(last.object).desired > 0) return fate
      idle ??= fate
    }
  }
  return idle
}

function fateOf(versions: readonly ObjectWritten[], last: ObjectWritten, words: RunWords): WorkloadSentence {
  const whose = `${last.objectKind} ${last.name}`
  const revision = revisionOf(last.object)
  const first = versions[0] as ObjectWritten
  // A new template is asked for one version before its number is written.
  const from = Math.max(
    0,
    versions.findIndex(({ object }) => revisionOf(object) === revision),
  )
  const begun = revision === undefined || revision === '1' ? first : (versions[from] as ObjectWritten)
  const during = versions.slice(from)
  const done = during.find(({ object }) => isDone(countsOf(object)))
  const { desired, ready, updated } = countsOf(last.object)
  const isNew = revision === undefined || revision === '1'
  if (!done || !isDone(countsOf(last.object))) {
    const text = isNew
      ? words.workloadBehind(whose, ready, desired)
      : words.rolloutStuck(whose, revision, begun.at, updated, desired)
    return { text, at: begun.at, isBehind: true }
  }
  const took: Duration = done.at - begun.at
  if (isNew) return { text: words.workloadReady(whose, ready, desired, took), at: done.at, isBehind: false }
  const rolling = during.slice(0, during.indexOf(done) + 1).map(({ object }) => countsOf(object).ready)
  return { text: words.rolledOut(whose, revision, took, Math.min(...rolling), desired), at: begun.at, isBehind: false }
}

function isDone({ desired, ready, updated, all, isObserved }: Counts): boolean {
  return isObserved && updated === desired && ready === desired && all === desired
}

function revisionOf({ metadata }: KubeObject): string | undefined {
  return metadata.annotations?.[REVISION]
}

function countsOf({ kind, metadata, spec = {}, status = {} }: KubeObject): Counts {
  const counts = status as Record<string, number>
  const isObserved = counts.observedGeneration === metadata.generation
  if (kind === 'DaemonSet') {
    const {
      desiredNumberScheduled = 0,
      numberReady = 0,
      updatedNumberScheduled = 0,
      currentNumberScheduled = 0,
    } = counts
    return {
      desired: desiredNumberScheduled,
      ready: numberReady,
      updated: updatedNumberScheduled,
      all: currentNumberScheduled,
      isObserved,
    }
  }
  const { replicas: desired = 1 } = spec as Record<string, number>
  const { replicas: all = 0, readyReplicas: ready = 0, updatedReplicas } = counts
  const hasOneTemplate = kind === 'ReplicaSet' || kind === 'ReplicationController'
  return { desired, ready, all, isObserved, updated: hasOneTemplate ? all : (updatedReplicas ?? 0) }
}
