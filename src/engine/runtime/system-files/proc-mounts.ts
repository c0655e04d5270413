import type { MountInfo } from '../../program-api/files.ts'
import type { RuntimeContainer } from '../container.ts'
import type { NodeFacts } from '../node-facts.ts'

/** /proc/PID/mounts: the root, what the runtime mounts in every container, and what the manifest asks for. */
export function mountLines(container: RuntimeContainer, facts: NodeFacts): string {
  const { files, privileged } = container.config
  const system = privileged ? 'rw' : 'ro'
  const [root, ...others] = files.mounts()
  const lines = [
    `overlay / overlay ${root?.readOnly ? 'ro' : 'rw'},relatime 0 0`,
    'proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0',
    'devpts /dev/pts devpts rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=666 0 0',
    'mqueue /dev/mqueue mqueue rw,nosuid,nodev,noexec,relatime 0 0',
    `sysfs /sys sysfs ${system},nosuid,nodev,noexec,relatime 0 0`,
    facts.cgroup === 'v2'
      ? `cgroup /sys/fs/cgroup cgroup2 ${system},nosuid,nodev,noexec,relatime 0 0`
      : `tmpfs /sys/fs/cgroup tmpfs ${system},nosuid,nodev,noexec,relatime,mode=755 0 0`,
  ]
  // The runtime mounts /dev before what it puts into it.
  for (const mount of others) lines.splice(mount.medium === 'devices' ? 2 : lines.length, 0, mountLine(mount))
  if (!privileged) lines.push('proc /proc/sys proc ro,nosuid,nodev,noexec,relatime 0 0')
  return `${lines.join('\n')}\n`
}

/** One line of what the manifest or the runtime has mounted; those of memory as recorded. */
function mountLine({ path, medium, limitBytes, readOnly }: MountInfo): string {
  const how = readOnly ? 'ro' : 'rw'
  const size = limitBytes === undefined ? '' : `,size=${Math.ceil(limitBytes / 1024)}k`
  if (medium === 'shm') return `shm ${path} tmpfs ${how},relatime${size} 0 0`
  if (medium === 'devices') return `tmpfs ${path} tmpfs ${how},nosuid${size},mode=755 0 0`
  if (medium === 'memory') return `tmpfs ${path} tmpfs ${how},relatime${size},noswap 0 0`
  return `/dev/sda1 ${path} ext4 ${how},relatime 0 0`
}
