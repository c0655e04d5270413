import type { Volume } from '../runtime/files/volume.ts'

/** A volume of a Pod, as the kubelet has mounted it on its node. */
export interface PodVolume {
  readonly volume: Volume
  /** Which part of it the Pod was given: '' is all of it. */
  readonly within: string
  /** Where the node has it. */
  readonly source: string
  /** Nobody writes to it, whatever a mount says. */
  readonly readOnly: boolean
}

/** The volumes of one Pod on one node, once they are mounted. */
export type PodVolumes = ReadonlyMap<string, PodVolume>
