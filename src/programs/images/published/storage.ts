import type { ImageSpec } from '../image.ts'
import { GO_WITHOUT_HANDLER, published } from './published.ts'

/** The sidecars of storage drivers, and provisioners. kubernetes-csi/*: Dockerfile (distroless static, no USER). */
const SIDECARS: readonly (readonly [name: string, mib: number])[] = [
  ['csi-provisioner', 27],
  ['csi-attacher', 25],
  ['csi-resizer', 25],
  ['csi-snapshotter', 25],
  ['csi-external-health-monitor-controller', 24],
  ['snapshot-controller', 26],
]

export const STORAGE: readonly ImageSpec[] = [
  ...SIDECARS.map(([name, mib]) =>
    published({ names: `sig-storage/${name} k8scsi/${name}`, mib, binary: `/${name}`, term: GO_WITHOUT_HANDLER }),
  ),
  // kubernetes-csi/node-driver-registrar: cmd/csi-node-driver-registrar/node_register.go removes its socket at SIGTERM, then exits
  published({
    names: 'sig-storage/csi-node-driver-registrar k8scsi/csi-node-driver-registrar',
    mib: 11,
    binary: '/csi-node-driver-registrar',
  }),
  // kubernetes-csi/livenessprobe: cmd/livenessprobe/main.go, --health-port 9808
  published({
    names: 'sig-storage/livenessprobe k8scsi/livenessprobe',
    mib: 13,
    binary: '/livenessprobe',
    ports: [9808],
    term: GO_WITHOUT_HANDLER,
  }),
  // kubernetes-csi/csi-driver-host-path: Dockerfile (alpine with util-linux)
  published({ names: 'sig-storage/hostpathplugin', base: 'alpine', mib: 15, binary: '/hostpathplugin' }),
  // kubernetes-csi/csi-driver-nfs: Dockerfile
  published({ names: 'sig-storage/nfsplugin', base: 'debian', mib: 80, binary: '/nfsplugin' }),
  // kubernetes-sigs/nfs-subdir-external-provisioner: Dockerfile (distroless static)
  published({
    names: 'sig-storage/nfs-subdir-external-provisioner external_storage/nfs-client-provisioner',
    mib: 18,
    binary: '/nfs-subdir-external-provisioner',
    term: GO_WITHOUT_HANDLER,
  }),
  // kubernetes-sigs/sig-storage-local-static-provisioner: deployment/docker/Dockerfile; metrics on 8080
  published({
    names: 'sig-storage/local-volume-provisioner',
    base: 'debian',
    mib: 50,
    binary: '/local-provisioner',
    ports: [8080],
  }),
  // rancher/local-path-provisioner: package/Dockerfile
  published({
    names: 'rancher/local-path-provisioner',
    base: 'alpine',
    mib: 17,
    binary: '/usr/bin/local-path-provisioner',
    entrypoint: '',
    cmd: 'local-path-provisioner',
  }),
  // longhorn/longhorn-manager: package/Dockerfile; API on 9500
  published({
    names: 'longhornio/longhorn-manager',
    base: 'rhel',
    mib: 110,
    binary: '/usr/local/sbin/longhorn-manager',
    entrypoint: '',
    cmd: 'longhorn-manager',
    ports: [9500],
  }),
  // kubernetes-sigs/aws-ebs-csi-driver: Dockerfile
  published({
    names: 'ebs-csi-driver/aws-ebs-csi-driver amazon/aws-ebs-csi-driver',
    mib: 75,
    binary: '/bin/aws-ebs-csi-driver',
  }),
]
