import { ensure } from '../../lib/assert.ts'
import type { Duration } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity } from '../client/api-client.ts'
import { type Call, CommandError } from '../command-line/command.ts'
import { kindNamed } from '../command-line/resource-arguments.ts'
import { byLikelihood, type Doing, podSelectorOf } from './pods-of-object.ts'
import { namespaceFor } from './refs.ts'

/** The Pod that POD or TYPE/NAME means: of what has Pods, one of them; it is waited for. */
// kubectl: pkg/polymorphichelpers/attachablepodforobject.go (v1.36)
export function* podOfWord(call: Call, word: string, timeout: Duration): Activity<Pod> {
  const object = yield* objectOfWord(call, word)
  if (object.kind === 'Pod') return object as Pod
  const [first] = yield* podsOfObject(call, object, 'attach to', timeout)
  return ensure(first, 'the first of Pods that are there')
}

/** The Pods of an object, the likeliest first: it is waited until there is one. */
// kubectl: pkg/polymorphichelpers/helpers.go GetFirstPod, GetPodList (v1.36)
export function* podsOfObject(
  call: Call,
  object: KubeObject,
  doing: Doing,
  timeout: Duration,
): Activity<readonly Pod[]> {
  const labelSelector = podSelectorOf(object, doing)
  const deadline = call.client.now() + timeout
  const info = ensure(kindInfo('v1', 'Pod'), 'the kind of Pods')
  const namespace = object.metadata.namespace ?? call.namespace
  const watch = call.client.watch(info, namespace, { labelSelector })
  try {
    for (;;) {
      const pods = yield* call.client.list(info, namespace, { labelSelector })
      if (pods.status) throw new CommandError(pods.status)
      if (pods.ok.length > 0) return (pods.ok as readonly Pod[]).toSorted(byLikelihood(doing))
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
