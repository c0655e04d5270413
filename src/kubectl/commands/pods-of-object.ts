import type { KubeObject, LabelSelector } from '../../manifest/object/meta.ts'
import { selectorOf } from '../../manifest/object/selector-text.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { CommandError } from '../command-line/command.ts'

/** What is to be done with the Pods, as kubectl's errors say it. */
export type Doing = 'attach to' | 'get the logs from'

/** Kinds whose selector is a map of labels. */
const BY_LABELS = ['Service', 'ReplicationController']
const BY_SELECTOR = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job']

/** Which Pods belong to an object, as a selector is typed. */
// kubectl: pkg/polymorphichelpers/helpers.go SelectorsForObject (v1.36)
export function podSelectorOf(object: KubeObject, doing: Doing): string {
  const { kind, metadata } = object
  const type = `*${object.apiVersion.split('/').at(-1)}.${kind}`
  const spec = (object.spec ?? {}) as { selector?: LabelSelector | Record<string, string> }
  if (BY_LABELS.includes(kind)) {
    const pairs = Object.entries((spec.selector ?? {}) as Record<string, string>)
    if (kind === 'Service' && pairs.length === 0) {
      throw new CommandError(
        `cannot ${doing} ${type}: invalid service '${metadata.name}': Service is defined without a selector`,
      )
    }
    return pairs.map(([key, value]) => `${key}=${value}`).join(',')
  }
  if (BY_SELECTOR.includes(kind)) return selectorOf((spec.selector ?? {}) as LabelSelector)
  throw new CommandError(`cannot ${doing} ${type}: selector for ${type} not implemented`)
}

const PHASES: ReadonlyMap<string, number> = new Map([
  ['Unknown', 1],
  ['Pending', 2],
])

/**
 * The Pod that is most likely to answer comes first: assigned, running, ready, for longer. Of the others those come
 * first, for logs, that have been restarted more often, for everything else, less often.
 */
// kubectl: pkg/util/podutils/podutils.go ByLogging, ActivePods (v1.36)
export function byLikelihood(doing: Doing): (a: Pod, b: Pod) => number {
  const restarts = doing === 'get the logs from' ? -1 : 1
  return (a, b) =>
    Number(!a.spec.nodeName) - Number(!b.spec.nodeName) ||
    (PHASES.get(a.status.phase) ?? 0) - (PHASES.get(b.status.phase) ?? 0) ||
    Number(readySince(a) === undefined) - Number(readySince(b) === undefined) ||
    compareTimes(readySince(a), readySince(b)) ||
    restarts * (mostRestarts(a) - mostRestarts(b)) ||
    compareTimes(a.metadata.creationTimestamp, b.metadata.creationTimestamp)
}

function readySince({ status }: Pod): string | undefined {
  const ready = status.conditions?.find(({ type }) => type === 'Ready')
  return ready?.status === 'True' ? (ready.lastTransitionTime ?? '') : undefined
}

function mostRestarts({ status }: Pod): number {
  return Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }) => restartCount))
}

/** Times as the API writes them are in the order of their texts. */
function compareTimes(a: string | undefined = '', b: string | undefined = ''): number {
  return a < b ? -1 : a > b ? 1 : 0
}
