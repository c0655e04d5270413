import type { KubeObject } from '../manifest/object/meta.ts'

const CONFIG_MIRROR = 'kubernetes.io/config.mirror'

/**
 * What the node calls a Pod, and so do spans, probes, memory and logs. Of a static Pod the API server has only a mirror
 * with a uid of its own; the Pod's is in an annotation.
 */
export function podUidOf({ metadata }: KubeObject): string {
  return metadata.annotations?.[CONFIG_MIRROR] ?? metadata.uid ?? ''
}
