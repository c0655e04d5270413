import { controllerOf } from '../../../manifest/object/controller-of.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Activity, Reader } from '../../client/api-client.ts'
import { textAt } from '../field.ts'
import { listOf } from './reading.ts'

const WORDS = [
  ['Running', 'Running'],
  ['Pending', 'Waiting'],
  ['Succeeded', 'Succeeded'],
  ['Failed', 'Failed'],
] as const

/** How many of a controller's own Pods are in which phase. */
// kubectl: pkg/describe/describe.go getPodStatusForController (v1.36)
export function* podCounts(reader: Reader, { metadata }: KubeObject, selector: string): Activity<string> {
  const pods = yield* listOf(reader, 'v1', 'Pod', metadata.namespace, { labelSelector: selector })
  const own = pods.filter((pod) => controllerOf(pod)?.uid === metadata.uid)
  return WORDS.map(
    ([phase, word]) => `${own.filter((pod) => textAt(pod, 'status', 'phase') === phase).length} ${word}`,
  ).join(' / ')
}
