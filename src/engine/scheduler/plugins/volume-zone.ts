import { ownValue } from '../../../lib/own.ts'
import { podClaims } from '../claims.ts'
import type { FilterPlugin, Rejection } from '../plugin.ts'

const KEYS = [
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
]
const REJECTION: Rejection = {
  plugin: 'VolumeZone',
  reasons: ['node(s) had no available volume zone'],
  unresolvable: true,
}

/** A volume that is labelled with a zone can only be used there. Its label may name several, with __ between. */
// scheduler: plugins/volumezone/volume_zone.go (v1.36)
export const volumeZone: FilterPlugin = {
  name: 'VolumeZone',
  preFilter: (cycle) => {
    if (cycle.pod.claims.length === 0) return undefined
    const wanted = podClaims(cycle).bound.flatMap(({ spec }) => {
      const volume = cycle.objects.get('PersistentVolume', '', spec.volumeName ?? '')
      return KEYS.flatMap((key) => {
        const value = ownValue(volume?.metadata.labels, key)
        return value === undefined ? [] : [{ key, values: value.split('__') }]
      })
    })
    if (wanted.length === 0) return undefined
    return {
      reject: ({ labels }) => {
        // A node that says nothing of zones is in a cluster without them.
        if (KEYS.every((key) => ownValue(labels, key) === undefined)) return undefined
        return wanted.every(({ key, values }) => values.includes(ownValue(labels, key) ?? '')) ? undefined : REJECTION
      },
    }
  },
  isSchedulableAfter: (_pod, event) =>
    event.kind === 'storage' || event.kind === 'nodeAdded' || event.kind === 'nodeUpdated',
}
