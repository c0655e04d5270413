import type { Container } from '../../manifest/pod/container.ts'
import type { Pod, PodSpec } from '../../manifest/pod/pod.ts'
import { podLimits, podRequests } from '../../manifest/pod/requests.ts'
import type { ResourceList, ResourceRequirements } from '../../manifest/pod/resources.ts'
import type { ContainerStatus, PodStatus } from '../../manifest/pod/status.ts'
import type { ContainerInstance } from './runtime-status.ts'

/** What a container's status says besides its state: what it has been given, mounted and run as. */
// kubelet: kubelet_pods.go convertToAPIContainerStatuses (v1.36)
export function containerStatusDetails(
  container: Container,
  instance: ContainerInstance | undefined,
): Pick<ContainerStatus, 'allocatedResources' | 'resources' | 'volumeMounts' | 'user'> {
  return { ...(instance ? given(container, instance) : {}), ...mounted(container) }
}

/** RESIZE-4: while it runs, the resources are those in force; otherwise those allocated, which the next run will get. */
// kubelet: kubelet_pods.go convertContainerStatusResources (v1.36)
function given(container: Container, instance: ContainerInstance): Partial<ContainerStatus> {
  const { resources, user } = instance
  const requests = container.resources?.requests
  return {
    ...(isEmpty(requests) ? {} : { allocatedResources: { ...requests } }),
    resources: bare((instance.state === 'running' ? resources : undefined) ?? container.resources),
    ...(user ? { user: { linux: { ...user, supplementalGroups: [...user.supplementalGroups] } } } : {}),
  }
}

function mounted({ volumeMounts }: Container): Pick<ContainerStatus, 'volumeMounts'> {
  if (!volumeMounts?.length) return {}
  return {
    volumeMounts: volumeMounts.map(({ name, mountPath, readOnly, recursiveReadOnly }) => ({
      name,
      mountPath,
      ...(readOnly ? { readOnly: true, recursiveReadOnly: effectiveRecursiveReadOnly(recursiveReadOnly) } : {}),
    })),
  }
}

/** Usual nodes can do it. */
// kubelet: kubelet_pods.go resolveRecursiveReadOnly (v1.36)
function effectiveRecursiveReadOnly(asked: string | undefined): string {
  return asked === 'Enabled' || asked === 'IfPossible' ? 'Enabled' : 'Disabled'
}

/** The resources of the Pod as a whole. */
// kubelet: kubelet_pods.go convertToAPIPodLevelResourcesStatus (v1.36)
export function podResourcesStatus({ spec }: Pod): PodResources {
  let status = statusOf.get(spec)
  if (!status) {
    const requests = podRequests(spec)
    const resources = bare({ limits: podLimits(spec), requests })
    status = isEmpty(requests) ? { resources } : { allocatedResources: requests, resources }
    statusOf.set(spec, status)
  }
  return status
}

type PodResources = Pick<PodStatus, 'allocatedResources' | 'resources'>

/** A spec does not change, and each sync asks. */
const statusOf = new WeakMap<PodSpec, PodResources>()

function bare({ limits, requests }: ResourceRequirements = {}): ResourceRequirements {
  return {
    ...(isEmpty(limits) ? {} : { limits: { ...limits } }),
    ...(isEmpty(requests) ? {} : { requests: { ...requests } }),
  }
}

function isEmpty(list: ResourceList | undefined): boolean {
  return Object.keys(list ?? {}).length === 0
}
