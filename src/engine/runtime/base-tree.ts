import type { FileTree } from './file-system.ts'

/** What a container runtime puts into every root file system, whatever the image. */
export const BASE_TREE: FileTree = {
  '/dev/null': { kind: 'device', device: 'null' },
  '/dev/zero': { kind: 'device', device: 'zero' },
  '/dev/full': { kind: 'device', device: 'full' },
  '/dev/random': { kind: 'device', device: 'random' },
  '/dev/urandom': { kind: 'device', device: 'random' },
  '/dev/tty': { kind: 'device', device: 'tty' },
  '/dev/stdin': { kind: 'link', target: '/proc/self/fd/0' },
  '/dev/stdout': { kind: 'link', target: '/proc/self/fd/1' },
  '/dev/stderr': { kind: 'link', target: '/proc/self/fd/2' },
  '/dev/fd': { kind: 'link', target: '/proc/self/fd' },
  '/dev/shm': { kind: 'directory', mode: 0o1777 },
  '/proc/self/fd/0': { kind: 'device', device: 'stdin' },
  '/proc/self/fd/1': { kind: 'device', device: 'stdout' },
  '/proc/self/fd/2': { kind: 'device', device: 'stderr' },
  '/proc/1/fd/1': { kind: 'device', device: 'init-stdout' },
  '/proc/1/fd/2': { kind: 'device', device: 'init-stderr' },
  '/proc/mounts': { kind: 'file', content: 'overlay / overlay rw,relatime 0 0\n', mode: 0o444 },
  '/sys/fs/cgroup': { kind: 'directory', mode: 0o555 },
  '/dev/pts': { kind: 'directory' },
  '/dev/mqueue': { kind: 'directory', mode: 0o1777 },
  '/etc/hostname': { kind: 'file', content: '' },
  '/etc/hosts': { kind: 'file', content: '' },
  '/etc/resolv.conf': { kind: 'file', content: '' },
  '/tmp': { kind: 'directory', mode: 0o1777 },
}
