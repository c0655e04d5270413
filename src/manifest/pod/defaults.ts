import { setDefaultsContainer } from './container.ts'
import type { PodSpec } from './pod.ts'
import { isPodLevelResource, podRequests } from './requests.ts'
import { roundResourcesToMilli, setDefaultRequests } from './resources.ts'
import { setDefaultsVolume } from './volume.ts'

/** Defaults of a Pod's spec wherever it stands, in a Pod or in a template. Changes the object it is given. */
// apis/core/v1: defaults.go SetDefaults_PodSpec (v1.36)
export function setDefaultsPodSpec(spec: PodSpec): void {
  for (const volume of spec.volumes ?? []) setDefaultsVolume(volume)
  for (const container of containersOf(spec)) setDefaultsContainer(container)
  spec.restartPolicy ||= 'Always'
  spec.terminationGracePeriodSeconds ??= 30
  spec.dnsPolicy ||= 'ClusterFirst'
  spec.securityContext ??= {}
  spec.schedulerName ||= 'default-scheduler'
  if (spec.hostNetwork) {
    for (const container of [...(spec.initContainers ?? []), ...(spec.containers ?? [])]) {
      for (const port of container.ports ?? []) port.hostPort ||= port.containerPort
    }
  }
}

// apis/core/v1: defaults.go SetDefaults_Pod (v1.36)
export function setDefaultsPod(spec: PodSpec): void {
  setDefaultsPodSpec(spec)
  for (const container of [...(spec.containers ?? []), ...(spec.initContainers ?? [])]) {
    if (container.resources) setDefaultRequests(container.resources)
  }
  setDefaultPodRequests(spec)
  spec.enableServiceLinks ??= true
}

/** Where a Pod as a whole is limited, it requests what its containers do together, or as much as it may have. */
// apis/core/v1: defaults.go defaultPodRequests (v1.36)
function setDefaultPodRequests(spec: PodSpec): void {
  const { resources } = spec
  if (!resources?.limits) return
  roundResourcesToMilli(resources)
  const together = podRequests({ ...spec, resources: {}, overhead: {} })
  const requests = { ...resources.requests }
  for (const resource of new Set([...Object.keys(together), ...Object.keys(resources.limits)])) {
    if (!isPodLevelResource(resource)) continue
    const request = together[resource] ?? resources.limits[resource]
    if (request !== undefined) requests[resource] ??= request
  }
  if (Object.keys(requests).length > 0) resources.requests = requests
}

function containersOf(spec: PodSpec) {
  return [...(spec.containers ?? []), ...(spec.initContainers ?? []), ...(spec.ephemeralContainers ?? [])]
}
