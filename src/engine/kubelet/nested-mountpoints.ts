import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'

/**
 * What is mounted below a volume that nobody may write to: the kubelet makes the directories for it, since the runtime
 * could not. Paths within the volume.
 */
// kubelet: pkg/volume/util/nested_volumes.go getNestedMountpoints (v1.36)
export function nestedMountpoints({ spec }: Pod, volume: string): string[] {
  const found = new Set<string>()
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
    const all = mountPaths(container)
    for (const { name, mountPath } of container.volumeMounts ?? []) {
      if (name !== volume) continue
      const own = `${clean(mountPath)}/`
      let outer: string | undefined
      for (const path of all) {
        if (!path.startsWith(own) || (outer !== undefined && path.startsWith(outer))) continue
        outer = `${path}/`
        found.add(path.slice(own.length))
      }
    }
  }
  return [...found]
}

function mountPaths({ volumeMounts }: Container): string[] {
  return (volumeMounts ?? []).map(({ mountPath }) => clean(mountPath)).sort()
}

function clean(path: string): string {
  return `/${path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')}`
}
