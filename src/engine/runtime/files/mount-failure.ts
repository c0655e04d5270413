/** Why a mount of a container cannot be made. */
export interface MountFailure {
  readonly path: string
  readonly source: string
  readonly readOnly: boolean
  /** Set where its mount point cannot be made; without, it is there and is of the other kind: a directory, or a file. */
  readonly mountPoint?: MountPointFailure
}

export interface MountPointFailure {
  /** The first directory that is missing on the way. */
  readonly missing: string
  readonly error: 'read-only file system' | 'not a directory'
}

/** The words of runc 1.3; those of a directory on a file and of a read-only mount point as recorded. */
// runc: libcontainer/rootfs_linux.go mountToRootfs, createMountpoint; mount_linux.go mountError (v1.3)
export function mountFailureText({ path, source, readOnly, mountPoint }: MountFailure, containerID: string): string {
  const subject = `error mounting "${source}" to rootfs at "${path}"`
  if (mountPoint) {
    const root = `/run/containerd/io.containerd.runtime.v2.task/k8s.io/${containerID}/rootfs`
    return `${subject}: create mountpoint for ${path} mount: make mountpoint "${path}": mkdirat ${root}${mountPoint.missing}: ${mountPoint.error}`
  }
  const flags = `${readOnly ? 'MS_RDONLY|' : ''}MS_BIND|MS_REC`
  return `${subject}: mount src=${source}, dst=${path}, dstFd=/proc/thread-self/fd/14, flags=${flags}: not a directory`
}
