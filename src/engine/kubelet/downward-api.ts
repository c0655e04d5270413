import { ownValue } from '../../lib/own.ts'
import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ResourceList } from '../../manifest/pod/resources.ts'
import { bytesOf } from './quantity-number.ts'

/** The value of a Pod's field for env or a downward volume; undefined where there is none. */
// kubelet: pkg/fieldpath/fieldpath.go ExtractFieldPathAsString, kubelet_pods.go podFieldSelectorRuntimeValue (v1.36)
export function downwardField(pod: Pod, path: string, podIP: string, hostIP: string): string | undefined {
  const keyed = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path)
  if (keyed) return ownValue(pod.metadata[keyed[1] as 'labels' | 'annotations'], keyed[2] as string) ?? ''
  switch (path) {
    case 'metadata.name':
      return pod.metadata.name
    case 'metadata.namespace':
      return pod.metadata.namespace ?? DEFAULT_NAMESPACE
    case 'metadata.uid':
      return pod.metadata.uid ?? ''
    case 'metadata.labels':
      return formatMap(pod.metadata.labels)
    case 'metadata.annotations':
      return formatMap(pod.metadata.annotations)
    case 'spec.nodeName':
      return pod.spec.nodeName ?? ''
    case 'spec.serviceAccountName':
      return pod.spec.serviceAccountName ?? 'default'
    case 'status.hostIP':
    case 'status.hostIPs':
      return hostIP
    case 'status.podIP':
    case 'status.podIPs':
      return podIP
    default:
      return undefined
  }
}

/** A limit that nobody has set is the Pod's, or all that the node has for Pods. */
// kubelet: pkg/api/v1/resource/helpers.go ExtractContainerResourceValue, MergeContainerResourceLimits (v1.36)
export function downwardResource(
  pod: Pod,
  container: Container,
  ref: { readonly containerName?: string; readonly resource: string; readonly divisor?: string | number },
  allocatable: ResourceList = {},
): string {
  const all = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]
  const of = ref.containerName === undefined ? container : all.find((each) => each.name === ref.containerName)
  const [list, resource] = ref.resource.split('.', 2) as ['limits' | 'requests', string]
  const own = ownValue(of?.resources?.[list], resource)
  const quantity =
    list === 'requests' || isPositive(own)
      ? own
      : [ownValue(pod.spec.resources?.limits, resource), ownValue(allocatable, resource)].find(isPositive)
  const divisor = Number(toNumber(ref.divisor === undefined || String(ref.divisor) === '0' ? '1' : ref.divisor)) || 1
  return String(Math.ceil(toNumber(quantity ?? '0') / divisor))
}

function isPositive(quantity: string | number | undefined): boolean {
  return quantity !== undefined && toNumber(quantity) > 0
}

function toNumber(quantity: string | number): number {
  return bytesOf(quantity) ?? 0
}

// kubelet: pkg/fieldpath/fieldpath.go FormatMap (v1.36)
function formatMap(map: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(map ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join('\n')
}
