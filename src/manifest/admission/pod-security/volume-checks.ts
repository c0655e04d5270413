import type { PodSpec } from '../../pod/pod.ts'
import type { Volume } from '../../pod/volume.ts'
import { type Check, joinQuote, pluralize, sorted, type Violation } from './check.ts'

/** What a container may get its files from. */
// pod-security-admission: policy/check_restrictedVolumes.go (v1.36)
export const VOLUME_CHECKS: readonly Check[] = [
  {
    id: 'restrictedVolumes',
    level: 'restricted',
    overrides: 'hostPathVolumes',
    versions: [[0, (_, spec) => restrictedVolumes(spec)]],
  },
]

const ALLOWED = [
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image'],
  ...['persistentVolumeClaim', 'projected', 'secret'],
]
const NAMED = [
  ...['awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'fc', 'flexVolume', 'flocker'],
  ...['gcePersistentDisk', 'gitRepo', 'glusterfs', 'hostPath', 'iscsi', 'nfs', 'photonPersistentDisk'],
  ...['portworxVolume', 'quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume'],
]

function restrictedVolumes({ volumes = [] }: PodSpec): Violation | undefined {
  const bad = volumes.filter((volume) => !ALLOWED.some((type) => volume[type]))
  if (bad.length === 0) return undefined
  const types = sorted(bad.map(typeOf))
  const names = joinQuote(bad.map(({ name }) => name))
  const uses = pluralize('uses restricted volume', 'use restricted volume', bad.length)
  const type = pluralize('type', 'types', types.length)
  return {
    reason: 'restricted volume types',
    detail: `${pluralize('volume', 'volumes', bad.length)} ${names} ${uses} ${type} ${joinQuote(types)}`,
  }
}

function typeOf(volume: Volume): string {
  return NAMED.find((type) => volume[type]) ?? 'unknown'
}
