import { REVISION_HASH_LABEL } from '../../../manifest/object/controller-revision.ts'
import type { PersistentVolumeClaim } from '../../../manifest/object/kinds.ts'
import { DEFAULT_NAMESPACE } from '../../../manifest/object/meta.ts'
import type { StatefulSet } from '../../../manifest/object/stateful-set.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import type { Volume } from '../../../manifest/pod/volume.ts'
import { podFromTemplate } from '../base/pod-from-template.ts'

const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name'
const POD_INDEX_LABEL = 'apps.kubernetes.io/pod-index'
/** No ordinal is larger. */
const MOST_ORDINAL = 2 ** 31 - 1

export function startOrdinal({ spec }: StatefulSet): number {
  return spec.ordinals?.start ?? 0
}

function podNameOf({ metadata }: StatefulSet, ordinal: number): string {
  return `${metadata.name}-${ordinal}`
}

/** The ordinal in a Pod's name; undefined where the name is none of the set's. */
// controller-manager: pkg/controller/statefulset/stateful_set_utils.go getParentNameAndOrdinal, isMemberOf (v1.36)
export function ordinalOf({ metadata }: StatefulSet, podName: string): number | undefined {
  const dash = podName.lastIndexOf('-')
  const digits = podName.slice(dash + 1)
  if (podName.slice(0, dash) !== metadata.name || !/^[0-9]+$/.test(digits)) return undefined
  const ordinal = Number(digits)
  return ordinal > MOST_ORDINAL ? undefined : ordinal
}

// controller-manager: pkg/controller/statefulset/stateful_set_utils.go podInOrdinalRange (v1.36)
export function isInRange(set: StatefulSet, ordinal: number): boolean {
  const start = startOrdinal(set)
  return ordinal >= start && ordinal < start + (set.spec.replicas ?? 1)
}

/** Which revision a Pod says that it is of. */
export function revisionOf({ metadata }: Pod): string {
  return metadata.labels?.[REVISION_HASH_LABEL] ?? ''
}

/** The Pod of an ordinal as it is to be made; `set` has the template of the revision. */
// controller-manager: pkg/controller/statefulset/stateful_set_utils.go newStatefulSetPod, setPodRevision, initIdentity (v1.36)
export function podOfSet(set: StatefulSet, ordinal: number, revision: string): Pod {
  const name = podNameOf(set, ordinal)
  const made = podFromTemplate(set, set.spec.template)
  const { metadata, spec } = withStorage(set, withIdentity(set, made, ordinal), ordinal)
  const { subdomain: _own, ...rest } = spec
  return {
    ...made,
    metadata: { ...metadata, name, labels: { ...metadata.labels, [REVISION_HASH_LABEL]: revision } },
    spec: { ...rest, hostname: name, ...(set.spec.serviceName ? { subdomain: set.spec.serviceName } : {}) },
  }
}

// controller-manager: pkg/controller/statefulset/stateful_set_utils.go identityMatches (v1.36)
export function identityMatches(set: StatefulSet, { metadata }: Pod): boolean {
  const ordinal = ordinalOf(set, metadata.name)
  return (
    ordinal !== undefined &&
    metadata.namespace === (set.metadata.namespace ?? DEFAULT_NAMESPACE) &&
    metadata.labels?.[POD_NAME_LABEL] === metadata.name &&
    metadata.labels?.[POD_INDEX_LABEL] === `${ordinal}`
  )
}

// controller-manager: pkg/controller/statefulset/stateful_set_utils.go updateIdentity, initIdentity (v1.36)
export function withIdentity(set: StatefulSet, pod: Pod, ordinal: number): Pod {
  const labels = {
    ...pod.metadata.labels,
    [POD_NAME_LABEL]: podNameOf(set, ordinal),
    [POD_INDEX_LABEL]: `${ordinal}`,
  }
  return { ...pod, metadata: { ...pod.metadata, labels } }
}

/** What the claim of a template is called that the Pod of an ordinal has. */
// controller-manager: pkg/controller/statefulset/stateful_set_utils.go getPersistentVolumeClaimName (v1.36)
function claimNameOf({ metadata }: StatefulSet, template: string, ordinal: number): string {
  return `${template}-${metadata.name}-${ordinal}`
}

/** The claims that the Pod of an ordinal needs. */
// controller-manager: pkg/controller/statefulset/stateful_set_utils.go getPersistentVolumeClaims (v1.36)
export function claimsOf(set: StatefulSet, ordinal: number): PersistentVolumeClaim[] {
  return (set.spec.volumeClaimTemplates ?? []).map(({ metadata, spec }) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...metadata,
      name: claimNameOf(set, metadata?.name ?? '', ordinal),
      namespace: set.metadata.namespace ?? DEFAULT_NAMESPACE,
      labels: { ...metadata?.labels, ...set.spec.selector?.matchLabels },
    },
    spec,
  }))
}

// controller-manager: pkg/controller/statefulset/stateful_set_utils.go storageMatches (v1.36)
export function storageMatches(set: StatefulSet, { metadata, spec }: Pod): boolean {
  const ordinal = ordinalOf(set, metadata.name)
  if (ordinal === undefined) return false
  return templateNames(set).every((name) =>
    spec.volumes?.some(
      (volume) => volume.name === name && volume.persistentVolumeClaim?.claimName === claimNameOf(set, name, ordinal),
    ),
  )
}

/** The set's claims are volumes of the Pod, and win over its own of the same name. */
// controller-manager: pkg/controller/statefulset/stateful_set_utils.go updateStorage (v1.36)
export function withStorage(set: StatefulSet, pod: Pod, ordinal: number): Pod {
  const names = templateNames(set)
  if (names.length === 0) return pod
  const claims: Volume[] = names.map((name) => ({
    name,
    persistentVolumeClaim: { claimName: claimNameOf(set, name, ordinal) },
  }))
  const others = (pod.spec.volumes ?? []).filter(({ name }) => !names.includes(name))
  return { ...pod, spec: { ...pod.spec, volumes: [...claims, ...others] } }
}

function templateNames({ spec }: StatefulSet): string[] {
  return (spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata?.name ?? '')
}
