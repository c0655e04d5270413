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
