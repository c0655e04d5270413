import { ensure } from '../../lib/assert.ts'
import type { Duration } from '../../lib/time.ts'
import type { KubeObject, LabelSelector } from '../../manifest/object/meta.ts'
import { selectorOf } from '../../manifest/object/selector-text.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity } from '../client/api-client.ts'
import { kindNamed } from '../command-line/resource-arguments.ts'
import { type Call, CommandError } from './command.ts'
import { namespaceFor } from './refs.ts'

/** The Pod that POD or TYPE/NAME means: of what has Pods, one of them; it is waited for. */
// kubectl: pkg/polymorphichelpers/attachablepodforobject.go, helpers.go GetFirstPod (v1.36)
export function* podOfWord(call: Call, word: string, timeout: Duration): Activity<Pod> {
  const object = yield* objectOfWord(call, word)
  if (object.kind === 'Pod') return object as Pod
  const selector = podSelectorOf(object)
  const deadline = call.client.now() + timeout
  const info = ensure(kindInfo('v1', 'Pod'), 'the kind of Pods')
  const namespace = object.metadata.namespace ?? call.namespace
  const watch = call.client.watch(info, namespace, { labelSelector: selector })
  try {
    for (;;) {
      const pods = yield* call.client.list(info, namespace, { labelSelector: selector })
      if (pods.status) throw new CommandError(pods.status)
      const [first] = (pods.ok as readonly Pod[]).toSorted(byReadiness)
      if (first) return first
      if (!(yield* watch.next(deadline))) throw new CommandError('timed out waiting for the condition')
    }
  } finally {
    watch.stop()
  }
}

export function* objectOfWord(call: Call, word: string): Activity<KubeObject> {
  const [kind = '', name, ...more] = word.split('/')
  if (more.length > 0) throw new CommandError('arguments in resource/name form may not have more than one slash')
  if (name === '' || (name !== undefined && kind === '')) {
    throw new CommandError('arguments in resource/name form must have a single resource and name')
  }
  const info =
    name === undefined ? ensure(kindInfo('v1', 'Pod'), 'the kind of Pods') : kindNamed(kind, call.client.kinds())
  const reply = yield* call.client.get({ info, namespace: namespaceFor(info, call), name: name ?? kind })
  if (reply.status) throw new CommandError(reply.status)
  return reply.ok
}

/** Which Pods belong to an object, as a selector is typed. */
// kubectl: pkg/polymorphichelpers/helpers.go SelectorsForObject (v1.36)
function podSelectorOf(object: KubeObject): string {
  const { kind, metadata } = object
  const spec = (object.spec ?? {}) as { selector?: LabelSelector | Record<string, string> }
  if (kind === 'Service') {
    const pairs = Object.entries((spec.selector ?? {}) as Record<string, string>)
    if (pairs.length === 0) {
      throw new CommandError(
        `cannot attach to *v1.Service: invalid service '${metadata.name}': Service is defined without a selector`,
      )
    }
    return pairs.map(([key, value]) => `${key}=${value}`).join(',')
  }
  if (kind === 'ReplicationController') {
    return Object.entries((spec.selector ?? {}) as Record<string, string>)
      .map(([key, value]) => `${key}=${value}`)
      .join(',')
  }
  if (!['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'].includes(kind)) {
    throw new CommandError(`cannot attach to *v1.${kind}: selector for *v1.${kind} not implemented`)
  }
  return selectorOf((spec.selector ?? {}) as LabelSelector)
}

/** The Pod that is most likely to answer: assigned, running, ready, for longer. */
// kubectl: pkg/util/podutils/podutils.go ByLogging, ActivePods (v1.36)
function byReadiness(a: Pod, b: Pod): number {
  const rank = (pod: Pod): number =>
    (pod.spec.nodeName ? 0 : 4) +
    (pod.status.phase === 'Running' ? 0 : 2) +
    (pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ? 0 : 1)
  return rank(a) - rank(b)
}
