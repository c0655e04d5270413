import { ownValue } from '../../../lib/own.ts'
import { findMatchingVolume } from '../../../manifest/object/volume-match.ts'
import { matchesAnyTerm } from '../../../manifest/pod/node-match.ts'
import {
  type Claim,
  NO_PROVISIONER,
  type PersistentVolume,
  podClaims,
  type StorageClass,
  storageClassOf,
} from '../claims.ts'
import type { NodeInfo } from '../node-info.ts'
import type { Cycle, FilterPlugin, Rejection } from '../plugin.ts'

const NODE_CONFLICT = "node(s) didn't match PersistentVolume's node affinity"
const NOTHING_TO_BIND = "node(s) didn't find available persistent volumes to bind"
const NO_SUCH_VOLUME = 'node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)'

/** Whether the volumes that a Pod claims can be had on a node. */
// scheduler: plugins/volumebinding/volume_binding.go, binder.go (v1.36)
export const volumeBinding: FilterPlugin = {
  name: 'VolumeBinding',
  preFilter: (cycle) => {
    const { pod, objects } = cycle
    if (pod.claims.length === 0) return undefined
    for (const name of pod.claims) {
      const claim = objects.get('PersistentVolumeClaim', pod.namespace, name) as Claim | undefined
      const wrong = whatIsWrongWith(claim, name)
      if (wrong !== undefined) return rejection(wrong)
    }
    const { bound, waiting, immediate } = podClaims(cycle)
    if (immediate.length > 0) return rejection('pod has unbound immediate PersistentVolumeClaims')
    return {
      reject: (node) => {
        const reasons = new Set<string>()
        for (const claim of bound) {
          const volume = objects.get('PersistentVolume', '', claim.spec.volumeName ?? '') as
            | PersistentVolume
            | undefined
          if (!volume) reasons.add(NO_SUCH_VOLUME)
          else if (!reaches(volume, node)) reasons.add(NODE_CONFLICT)
        }
        if (reasons.size === 0 && findVolumes(cycle, waiting, node) === undefined) reasons.add(NOTHING_TO_BIND)
        return reasons.size === 0 ? undefined : rejection([...reasons])
      },
    }
  },
  isSchedulableAfter: (pod, event) => {
    if (event.kind !== 'storage') return event.kind === 'nodeAdded' || event.kind === 'nodeUpdated'
    const { kind, metadata } = event.object
    if (kind !== 'PersistentVolumeClaim') return true
    return metadata.namespace === pod.namespace && pod.claims.includes(metadata.name)
  },
}

function rejection(reasons: string | readonly string[]): Rejection {
  return { plugin: 'VolumeBinding', reasons: typeof reasons === 'string' ? [reasons] : reasons, unresolvable: true }
}

// scheduler: plugins/volumebinding/volume_binding.go podHasPVCs (v1.36)
function whatIsWrongWith(claim: Claim | undefined, name: string): string | undefined {
  const called = `persistentvolumeclaim "${name}"`
  if (!claim) return `${called} not found`
  if (claim.status?.phase === 'Lost') {
    return `${called} bound to non-existent persistentvolume "${claim.spec.volumeName ?? ''}"`
  }
  return claim.metadata.deletionTimestamp === undefined ? undefined : `${called} is being deleted`
}

/** What a claim that waited for its Pod's node gets there: a volume, or undefined for one yet to be made. */
export type FoundVolumes = ReadonlyMap<Claim, PersistentVolume | undefined>

/** Undefined: there is none for one of the claims, and none would be made. */
// scheduler: plugins/volumebinding/binder.go findMatchingVolumes, checkVolumeProvisions (v1.36)
export function findVolumes(cycle: Cycle, claims: readonly Claim[], node: NodeInfo): FoundVolumes | undefined {
  const found = new Map<Claim, PersistentVolume | undefined>()
  let free = claims.length === 0 ? [] : (cycle.objects.list('PersistentVolume') as readonly PersistentVolume[])
  free = free.filter((volume) => reaches(volume, node))
  for (const claim of claims) {
    const volume = findMatchingVolume(claim, free) as PersistentVolume | undefined
    if (volume) free = free.filter((each) => each !== volume)
    else if (!canProvision(storageClassOf(claim, cycle), node)) return undefined
    found.set(claim, volume)
  }
  return found
}

function canProvision(storageClass: StorageClass | undefined, { labels }: NodeInfo): boolean {
  if (!storageClass?.provisioner || storageClass.provisioner === NO_PROVISIONER) return false
  const { allowedTopologies } = storageClass
  if (!allowedTopologies?.length) return true
  return allowedTopologies.some(({ matchLabelExpressions = [] }) =>
    matchLabelExpressions.every(({ key, values = [] }) => values.includes(ownValue(labels, key) ?? '')),
  )
}

/** Whether a volume can be used from a node. */
// component-helpers: storage/volume/helpers.go CheckNodeAffinity (v1.36)
function reaches({ spec }: PersistentVolume, { node }: NodeInfo): boolean {
  const required = spec.nodeAffinity?.required
  return !required || matchesAnyTerm(node, required.nodeSelectorTerms)
}
