import type { FileTree } from '../../program-api/files.ts'

/** What a container runtime puts into every root file system, whatever the image. */
export const BASE_TREE: FileTree = {
  '/dev': { kind: 'directory' },
  '/proc/self/fd/0': { kind: 'device', device: 'stdin' },
  '/proc/self/fd/1': { kind: 'device', device: 'stdout' },
  '/proc/self/fd/2': { kind: 'device', device: 'stderr' },
  '/proc/1/fd/1': { kind: 'device', device: 'init-stdout' },
  '/proc/1/fd/2': { kind: 'device', device: 'init-stderr' },
  '/proc/mounts': { kind: 'file', content: 'overlay / overlay rw,relatime 0 0\n', mode: 0o444 },
  '/sys/fs/cgroup': { kind: 'directory', mode: 0o555 },
  '/etc/hostname': { kind: 'file', content: '' },
  '/etc/hosts': { kind: 'file', content: '' },
  '/etc/resolv.conf': { kind: 'file', content: '' },
  '/tmp': { kind: 'directory', mode: 0o1777 },
}

/** A container's /dev. */
// runc: libcontainer/specconv/spec_linux.go AllowedDevices; rootfs_linux.go setupDevSymlinks (v1.3)
export const DEVICE_TREE: FileTree = {
  '/null': { kind: 'device', device: 'null' },
  '/zero': { kind: 'device', device: 'zero' },
  '/full': { kind: 'device', device: 'full' },
  '/random': { kind: 'device', device: 'random' },
  '/urandom': { kind: 'device', device: 'random' },
  '/tty': { kind: 'device', device: 'tty' },
  '/stdin': { kind: 'link', target: '/proc/self/fd/0' },
  '/stdout': { kind: 'link', target: '/proc/self/fd/1' },
  '/stderr': { kind: 'link', target: '/proc/self/fd/2' },
  '/fd': { kind: 'link', target: '/proc/self/fd' },
  '/core': { kind: 'link', target: '/proc/kcore' },
  '/ptmx': { kind: 'link', target: 'pts/ptmx' },
  '/shm': { kind: 'directory', mode: 0o1777 },
  '/pts': { kind: 'directory' },
  '/mqueue': { kind: 'directory', mode: 0o1777 },
}
