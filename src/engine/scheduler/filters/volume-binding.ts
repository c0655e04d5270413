import type { Pod } from '../../../manifest/pod/pod.ts'

/**
 * What stands against a Pod on every node alike: a PersistentVolumeClaim that does not exist. Binding of claims is not
 * simulated.
 */
// scheduler: plugins/volumebinding/volume_binding.go PreFilter (v1.36)
export function missingClaim(pod: Pod, exists: (claim: string) => boolean): string | undefined {
  for (const volume of pod.spec.volumes ?? []) {
    const claim = volume.persistentVolumeClaim?.claimName
    if (claim !== undefined && !exists(claim)) return `persistentvolumeclaim "${claim}" not found`
  }
  return undefined
}
