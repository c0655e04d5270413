import type { ResourceList } from '../../manifest/pod/resources.ts'

/** What a kubelet knows of its node. */
export interface KubeletNode {
  readonly name: string
  readonly ip: string
  readonly uid: string
  readonly memoryBytes: number
  /** What its Node says that Pods may have. */
  allocatable(): ResourceList
}
