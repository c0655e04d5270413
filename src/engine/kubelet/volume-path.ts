import type { Pod } from '../../manifest/pod/pod.ts'
import type { Volume as VolumeSpec } from '../../manifest/pod/volume.ts'

/** Where a node has what is a Pod's. */
// kubelet: kubelet_getters.go getPodDir (v1.36)
export function podDirectory({ metadata }: Pod): string {
  return `/var/lib/kubelet/pods/${metadata.uid}`
}

// kubelet: pkg/volume, GetPath of each plugin; kubelet_getters.go getPodVolumeDir (v1.36)
export function volumePath(pod: Pod, spec: VolumeSpec): string {
  return `${podDirectory(pod)}/volumes/kubernetes.io~${pluginOf(spec)}/${spec.name}`
}

function pluginOf(spec: VolumeSpec): string {
  if (spec.configMap) return 'configmap'
  if (spec.secret) return 'secret'
  if (spec.downwardAPI) return 'downward-api'
  if (spec.projected) return 'projected'
  return 'empty-dir'
}

/** Where a part of a volume is mounted for one container, which counts its mounts from 0. */
// kubelet: pkg/volume/util/subpath/subpath_linux.go getSubpathBindTarget (v1.36)
export function subPathSource(pod: Pod, volume: string, container: string, index: number): string {
  return `${podDirectory(pod)}/volume-subpaths/${volume}/${container}/${index}`
}
