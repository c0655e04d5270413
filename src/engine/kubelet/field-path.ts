import type { Pod } from '../../manifest/pod/pod.ts'

/** The fieldPath of a container's Events. */
// kubelet: container/ref.go fieldPath (v1.36)
export function fieldPathOf(pod: Pod, container: string): string {
  if (pod.spec.initContainers?.some((each) => each.name === container)) return `spec.initContainers{${container}}`
  if (pod.spec.ephemeralContainers?.some((each) => each.name === container))
    return `spec.ephemeralContainers{${container}}`
  return `spec.containers{${container}}`
}

/** Where a container stands in the manifest: spec.containers[0]. */
export function manifestPathOf(pod: Pod, container: string): string {
  for (const list of ['containers', 'initContainers', 'ephemeralContainers'] as const) {
    const index = pod.spec[list]?.findIndex((each) => each.name === container) ?? -1
    if (index >= 0) return `spec.${list}[${index}]`
  }
  return 'spec'
}
