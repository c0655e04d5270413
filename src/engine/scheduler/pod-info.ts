import { isRestartableInitContainer, type Pod, type PodSpec } from '../../manifest/pod/pod.ts'
import type { PodRef } from '../../trace/pod-ref.ts'
import { type AffinityTerm, preferredTerms, requiredTerms } from './affinity-term.ts'
import { nonZeroRequestsOf, type Resources, requestsOf, sameResources } from './resources.ts'

export interface HostPort {
  readonly ip: string
  readonly protocol: string
  readonly port: number
}

interface PodTerms {
  readonly affinity: readonly AffinityTerm[]
  readonly antiAffinity: readonly AffinityTerm[]
  readonly preferred: readonly AffinityTerm[]
  readonly preferredAnti: readonly AffinityTerm[]
}

const NO_TERMS: PodTerms = { affinity: [], antiAffinity: [], preferred: [], preferredAnti: [] }

/** A Pod with what the scheduler reckons from it. It does not change: a new version of the Pod is a new one. */
// scheduler: framework/types.go PodInfo (v1.36)
export interface PodInfo {
  readonly pod: Pod
  readonly uid: string
  readonly namespace: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly priority: number
  readonly requests: Resources
  readonly nonZeroRequests: Resources
  readonly hostPorts: readonly HostPort[]
  readonly terms: PodTerms
  /** Claims of volumes, by name. */
  readonly claims: readonly string[]
  readonly terminating: boolean
}

/** `before`, the Pod's last version: what did not change is not reckoned again. */
export function podInfo(pod: Pod, before?: PodInfo): PodInfo {
  const { metadata, spec } = pod
  const labels = metadata.labels ?? NO_LABELS
  const same = before?.labels === labels && saysTheSame(before.pod.spec, spec)
  const sameRequests = before && asksTheSame(before.pod.spec, spec) && resized(before.pod) === resized(pod)
  const requests = sameRequests ? before.requests : kept(requestsOf(pod), before?.requests)
  return {
    pod,
    uid: metadata.uid ?? '',
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    labels,
    priority: spec.priority ?? 0,
    requests,
    nonZeroRequests: sameRequests
      ? before.nonZeroRequests
      : kept(nonZeroRequestsOf(pod, requests), before?.nonZeroRequests),
    hostPorts: same ? before.hostPorts : hostPortsOf(pod),
    terms: same ? before.terms : termsOf(pod),
    claims: same ? before.claims : claimsOf(pod),
    terminating: metadata.deletionTimestamp !== undefined,
  }
}

/** A Pod that is bound has another spec, but nothing else in it is new. */
function asksTheSame(a: PodSpec, b: PodSpec): boolean {
  return (
    a === b ||
    (a.containers === b.containers &&
      a.initContainers === b.initContainers &&
      a.resources === b.resources &&
      a.overhead === b.overhead)
  )
}

function saysTheSame(a: PodSpec, b: PodSpec): boolean {
  return (
    a === b ||
    (a.containers === b.containers &&
      a.initContainers === b.initContainers &&
      a.affinity === b.affinity &&
      a.volumes === b.volumes)
  )
}

/** That the kubelet has said what it gives makes no other Pod of one. */
function kept(now: Resources, before: Resources | undefined): Resources {
  return before && sameResources(now, before) ? before : now
}

export function refOf({ namespace, name, uid }: PodInfo): PodRef {
  return { namespace, name, uid }
}

const NO_LABELS: Readonly<Record<string, string>> = {}

/** Whether two versions of a Pod weigh the same on their node and look the same to other Pods. */
export function sameForOthers(a: PodInfo, b: PodInfo): boolean {
  return (
    a.requests === b.requests &&
    a.terms === b.terms &&
    a.hostPorts === b.hostPorts &&
    a.labels === b.labels &&
    a.priority === b.priority &&
    a.terminating === b.terminating
  )
}

/** What of a Pod's status has a say in what it asks for. */
function resized({ status }: Pod): string {
  let text = ''
  for (const list of [status.containerStatuses, status.initContainerStatuses]) {
    for (const { name, resources, allocatedResources } of list ?? []) {
      if (resources || allocatedResources) text += `${name}${JSON.stringify([resources, allocatedResources])}`
    }
  }
  if (text === '') return text
  const pending = status.conditions?.find(({ type }) => type === 'PodResizePending')
  return text + (pending?.reason ?? '')
}

function termsOf(pod: Pod): PodTerms {
  const affinity = pod.spec.affinity
  if (!affinity?.podAffinity && !affinity?.podAntiAffinity) return NO_TERMS
  return {
    affinity: requiredTerms(pod, affinity.podAffinity),
    antiAffinity: requiredTerms(pod, affinity.podAntiAffinity),
    preferred: preferredTerms(pod, affinity.podAffinity),
    preferredAnti: preferredTerms(pod, affinity.podAntiAffinity),
  }
}

// scheduler: util/utils.go GetHostPorts (v1.36)
function hostPortsOf({ spec }: Pod): HostPort[] {
  const sidecars = (spec.initContainers ?? []).filter(isRestartableInitContainer)
  return [...spec.containers, ...sidecars].flatMap((container) =>
    (container.ports ?? []).flatMap((port) =>
      port.hostPort ? [{ ip: port.hostIP || '0.0.0.0', protocol: port.protocol ?? 'TCP', port: port.hostPort }] : [],
    ),
  )
}

/** An ephemeral volume's claim is named for the Pod and the volume. */
// component-helpers: storage/ephemeral VolumeClaimName (v1.36)
function claimsOf({ spec, metadata }: Pod): string[] {
  return (spec.volumes ?? []).flatMap((volume) => {
    if (volume.persistentVolumeClaim) return [volume.persistentVolumeClaim.claimName]
    return volume.ephemeral ? [`${metadata.name}-${volume.name}`] : []
  })
}
