import type { PodSpec } from '../pod/pod.ts'
import type { KubeObject } from './meta.ts'

const OF_TEMPLATE = ['spec', 'template', 'spec']

/** Where the Pod's spec stands in an object that is a Pod or makes some. */
const PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', ['spec']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
  ...['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController'].map(
    (kind) => [kind, OF_TEMPLATE] as const,
  ),
])

export function podTemplateOf(object: KubeObject): { path: readonly string[]; spec: PodSpec } | undefined {
  const path = PATHS.get(object.kind)
  let value: unknown = object
  for (const name of path ?? []) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return path && value ? { path, spec: value as PodSpec } : undefined
}

/** Whether objects of a kind make Pods, or what does. */
export function makesPods(kind: string): boolean {
  return kind !== 'Pod' && PATHS.has(kind)
}
