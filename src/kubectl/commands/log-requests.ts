import { ensure } from '../../lib/assert.ts'
import { parseGoDuration } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity } from '../client/api-client.ts'
import { type Call, CommandError } from '../command-line/command.ts'
import { containerOf } from './pod-containers.ts'
import { objectOfWord, podsOfObject } from './pod-of-word.ts'
import { listSelected } from './refs.ts'
import { warn } from './warn.ts'

/** The log of a container. */
export interface LogRequest {
  readonly namespace: string
  readonly pod: string
  readonly container: string
}

/** What the word names, or the Pods that the selector picks. */
export function* objectsToLog(call: Call): Activity<readonly KubeObject[]> {
  const { given, namespace } = call
  const [word = ''] = given.args
  const selector = given.text('selector')
  if (selector === '') {
    try {
      return [yield* objectOfWord(call, word)]
    } catch (error) {
      const status = error instanceof CommandError ? error.errors[0] : undefined
      if (typeof status !== 'object' || status.reason !== 'NotFound') throw error
      throw new CommandError(
        `error from server (NotFound): ${status.message} in namespace ${JSON.stringify(namespace)}`,
      )
    }
  }
  const found = yield* listSelected(call, ensure(kindInfo('v1', 'Pod'), 'the kind of Pods'), { selector })
  if ('failure' in found) throw new CommandError(found.failure)
  return found.objects
}

/** Which logs are meant, in the order in which they are printed: kubectl says first what it has chosen. */
// kubectl: pkg/polymorphichelpers/logsforobject.go (v1.36)
export function* logRequests(call: Call, objects: readonly KubeObject[]): Activity<readonly LogRequest[]> {
  const requests: LogRequest[] = []
  for (const object of objects) {
    for (const pod of yield* podsToLog(call, object)) requests.push(...(yield* requestsOf(call, pod)))
  }
  return requests
}

function* podsToLog(call: Call, object: KubeObject): Activity<readonly Pod[]> {
  if (object.kind === 'Pod') return [object as Pod]
  const { given, terminal } = call
  const timeout = parseGoDuration(given.text('pod-running-timeout')) ?? 0
  const pods = yield* podsOfObject(call, object, 'get the logs from', timeout)
  if (given.bool('all-pods')) return pods
  const [first, ...others] = pods
  const pod = ensure(first, 'the first of Pods that are there')
  if (others.length > 0) yield* warn(terminal, `Found ${pods.length} pods, using pod/${pod.metadata.name}`)
  return [pod]
}

function* requestsOf(call: Call, pod: Pod): Activity<readonly LogRequest[]> {
  const { given } = call
  const { name, namespace = '' } = pod.metadata
  const request = (container: string): LogRequest => ({ namespace, pod: name, container })
  if (given.bool('all-containers')) {
    const { initContainers = [], containers, ephemeralContainers = [] } = pod.spec
    return [...initContainers, ...containers, ...ephemeralContainers].map((each) => request(each.name))
  }
  return [request(yield* containerOf(call, pod, { asked: given.args[1] }))]
}
