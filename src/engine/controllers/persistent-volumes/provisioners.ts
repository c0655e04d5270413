import type { PersistentVolumeSpec } from '../../../manifest/object/storage.ts'

/**
 * What usual clusters bring along to make volumes with. Any other name belongs to a driver that somebody has to install
 * first: without it a claim waits, here as there.
 */
const COMMON: ReadonlySet<string> = new Set([
  'cinder.csi.openstack.org',
  'csi.vsphere.vmware.com',
  'disk.csi.azure.com',
  'docker.io/hostpath',
  'driver.longhorn.io',
  'ebs.csi.aws.com',
  'efs.csi.aws.com',
  'file.csi.azure.com',
  'hostpath.csi.k8s.io',
  'k8s.io/minikube-hostpath',
  'kubernetes.io/aws-ebs',
  'kubernetes.io/azure-disk',
  'kubernetes.io/gce-pd',
  'pd.csi.storage.gke.io',
  'rancher.io/local-path',
])

export function isCommonProvisioner(name: string): boolean {
  return COMMON.has(name)
}

/** They make directories on the node that the claim's Pod was given: nobody has them elsewhere. */
// local-path-provisioner: provisioner.go provisionFor; csi-driver-host-path: pkg/hostpath/nodeserver.go
const OF_A_NODE: ReadonlySet<string> = new Set(['hostpath.csi.k8s.io', 'rancher.io/local-path'])

/** Where a volume that is made on a node can be used. */
export function nodeAffinityOf(provisioner: string, node: string | undefined): PersistentVolumeSpec['nodeAffinity'] {
  if (node === undefined || !OF_A_NODE.has(provisioner)) return undefined
  const here = { key: 'kubernetes.io/hostname', operator: 'In' as const, values: [node] }
  return { required: { nodeSelectorTerms: [{ matchExpressions: [here] }] } }
}
