import { ownValue } from '../../lib/own.ts'
import { type Container, setDefaultsContainer } from './container.ts'
import type { PodSpec } from './pod.ts'
import { isPodLevelResource, podRequests } from './requests.ts'
import { roundResourcesToMilli, setDefaultRequests } from './resources.ts'
import { setDefaultsVolume } from './volume.ts'

/** Defaults of a Pod's spec wherever it stands, in a Pod or in a template. Changes the object it is given. */
// apis/core/v1: defaults.go SetDefaults_PodSpec (v1.36)
export function setDefaultsPodSpec(spec: PodSpec): void {
  for (const volume of spec.volumes ?? []) setDefaultsVolume(volume)
  for (const container of containersOf(spec)) {
    setDefaultsContainer(container)
    dropDisabledFields(container)
    omitEmpty(container, ['stdin', 'stdinOnce', 'tty'])
    for (const mount of container.volumeMounts ?? []) omitEmpty(mount, ['readOnly', 'subPath', 'subPathExpr'])
    for (const probe of [container.livenessProbe, container.readinessProbe, container.startupProbe]) {
      if (probe) omitEmpty(probe, ['initialDelaySeconds'])
    }
  }
  omitEmpty(spec, ['hostNetwork', 'hostPID', 'hostIPC', 'nodeName', 'hostname', 'subdomain', 'priorityClassName'])
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
    const request = ownValue(together, resource) ?? ownValue(resources.limits, resource)
    if (request !== undefined) requests[resource] ??= request
  }
  if (Object.keys(requests).length > 0) resources.requests = requests
}

/** The field's gate (ContainerStopSignals) is off: the API server drops it without a word. */
// pkg/api/pod: util.go dropDisabledFields (v1.36)
function dropDisabledFields(container: Container): void {
  if (container.lifecycle?.stopSignal === undefined) return
  delete container.lifecycle.stopSignal
  if (Object.keys(container.lifecycle).length === 0) delete container.lifecycle
}

/** Go cannot tell false, nought and empty from absent in these, and leaves them out. */
function omitEmpty<T extends object>(holder: T, fields: readonly (keyof T)[]): void {
  for (const field of fields) if (!holder[field]) delete holder[field]
}

function containersOf(spec: PodSpec) {
  return [...(spec.containers ?? []), ...(spec.initContainers ?? []), ...(spec.ephemeralContainers ?? [])]
}
