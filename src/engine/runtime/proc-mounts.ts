import type { RuntimeContainer } from './container.ts'
import type { NodeFacts } from './node-facts.ts'

/** /proc/PID/mounts: the root, what the runtime mounts in every container, and what the manifest asks for. */
export function mountLines(container: RuntimeContainer, facts: NodeFacts): string {
  const { files, privileged } = container.config
  const system = privileged ? 'rw' : 'ro'
  const [root, ...others] = files.mounts()
  const lines = [
    `overlay / overlay ${root?.readOnly ? 'ro' : 'rw'},relatime 0 0`,
    'proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0',
    'tmpfs /dev tmpfs rw,nosuid,size=65536k,mode=755 0 0',
    'devpts /dev/pts devpts rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=666 0 0',
    'mqueue /dev/mqueue mqueue rw,nosuid,nodev,noexec,relatime 0 0',
    `sysfs /sys sysfs ${system},nosuid,nodev,noexec,relatime 0 0`,
    facts.cgroup === 'v2'
      ? `cgroup /sys/fs/cgroup cgroup2 ${system},nosuid,nodev,noexec,relatime 0 0`
      : `tmpfs /sys/fs/cgroup tmpfs ${system},nosuid,nodev,noexec,relatime,mode=755 0 0`,
    ...others.map(({ path, limitBytes, readOnly }) => {
      const how = `${readOnly ? 'ro' : 'rw'},relatime`
      return limitBytes === undefined
        ? `/dev/sda1 ${path} ext4 ${how} 0 0`
        : `tmpfs ${path} tmpfs ${how},size=${Math.ceil(limitBytes / 1024)}k 0 0`
    }),
    'shm /dev/shm tmpfs rw,nosuid,nodev,noexec,relatime,size=65536k 0 0',
  ]
  if (!privileged) lines.push('proc /proc/sys proc ro,nosuid,nodev,noexec,relatime 0 0')
  return `${lines.join('\n')}\n`
}
