import type { FileTree } from '../program-api/files.ts'
import type { FilesOfOne } from '../runtime/files/file-node.ts'
import { Volume } from '../runtime/files/volume.ts'
import { NODE_DNS_IP } from '../world/cluster-addresses.ts'

/** What a node has on its disk before any Pod: what manifests mount of it, as on a usual distribution. */
export function hostFiles(name: string, address: string, now: () => number): Volume {
  return new Volume({ now, tree: STANDARD, ofOne: ownFiles(name, address), medium: 'disk' })
}

const directory = { kind: 'directory' } as const
const sticky = { kind: 'directory', mode: 0o1777 } as const
const file = (content: string, mode = 0o644) => ({ kind: 'file', content, mode }) as const
const program = { kind: 'program', program: 'node' } as const
const link = (target: string) => ({ kind: 'link', target }) as const
const socket = { kind: 'device', device: 'socket' } as const
const disk = { kind: 'device', device: 'disk' } as const

function ownFiles(name: string, address: string): FilesOfOne {
  return {
    '/etc/hostname': file(`${name}\n`),
    '/etc/hosts': file(`127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n${address}\t${name}\n`),
    '/etc/resolv.conf': file(`nameserver ${NODE_DNS_IP}\n`),
  }
}

const ACCOUNTS = [
  'root:x:0:0:root:/root:/bin/bash',
  'daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin',
  'bin:x:2:2:bin:/bin:/usr/sbin/nologin',
  'sys:x:3:3:sys:/dev:/usr/sbin/nologin',
  'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin',
]
const OS_RELEASE = [
  'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"',
  'NAME="Debian GNU/Linux"',
  'VERSION_ID="12"',
  'ID=debian',
]

const STANDARD: FileTree = {
  '/boot': directory,
  '/bin': link('usr/bin'),
  '/lib': link('usr/lib'),
  '/lib64': link('usr/lib64'),
  '/sbin': link('usr/sbin'),
  '/home': directory,
  '/media': directory,
  '/mnt': directory,
  '/opt/cni/bin': directory,
  '/proc': { kind: 'directory', mode: 0o555 },
  '/root': { kind: 'directory', mode: 0o700 },
  '/srv': directory,
  '/sys/fs/cgroup': { kind: 'directory', mode: 0o555 },
  '/sys/fs/bpf': directory,
  '/sys/kernel/debug': directory,
  '/sys/class': directory,
  '/sys/devices': directory,
  '/tmp': sticky,
  '/dev/null': { kind: 'device', device: 'null' },
  '/dev/zero': { kind: 'device', device: 'zero' },
  '/dev/full': { kind: 'device', device: 'full' },
  '/dev/random': { kind: 'device', device: 'random' },
  '/dev/urandom': { kind: 'device', device: 'random' },
  '/dev/tty': { kind: 'device', device: 'tty' },
  '/dev/fuse': { kind: 'device', device: 'null' },
  '/dev/kvm': { kind: 'device', device: 'null' },
  '/dev/net/tun': { kind: 'device', device: 'null' },
  '/dev/sda': disk,
  '/dev/sda1': disk,
  '/dev/disk': directory,
  '/dev/shm': sticky,
  '/dev/log': link('/run/systemd/journal/dev-log'),
  '/etc/adjtime': file('0.0 0 0.0\n0\nUTC\n'),
  '/etc/cni/net.d': directory,
  '/etc/containerd/config.toml': file('version = 3\n'),
  '/etc/debian_version': file('12.8\n'),
  '/etc/fstab': file('/dev/sda1 / ext4 defaults 0 1\n'),
  '/etc/group': file('root:x:0:\ndaemon:x:1:\nbin:x:2:\nsys:x:3:\nadm:x:4:\nnogroup:x:65534:\n'),
  '/etc/kubernetes/kubelet.conf': file('', 0o600),
  '/etc/kubernetes/manifests': directory,
  '/etc/kubernetes/pki/ca.crt': file('-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'),
  '/etc/localtime': file('TZif2\n'),
  '/etc/machine-id': file('3f1c9b0d5a7e4c2f8d6b1e0a9c8f7d65\n', 0o444),
  '/etc/nsswitch.conf': file('passwd: files\ngroup: files\nhosts: files dns\n'),
  '/etc/os-release': link('../usr/lib/os-release'),
  '/etc/passwd': file(`${ACCOUNTS.join('\n')}\n`),
  '/etc/shadow': file('root:*:19700:0:99999:7:::\n', 0o640),
  '/etc/ssl/certs/ca-certificates.crt': file('-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'),
  '/etc/systemd/system': directory,
  '/etc/timezone': file('Etc/UTC\n'),
  '/etc/ca-certificates': directory,
  '/lost+found': { kind: 'directory', mode: 0o700 },
  '/run/containerd/containerd.sock': socket,
  '/run/dbus/system_bus_socket': socket,
  '/run/lock': sticky,
  '/run/log/journal': directory,
  '/run/systemd/journal/dev-log': socket,
  '/run/udev': directory,
  '/run/xtables.lock': file('', 0o600),
  '/usr/bin/bash': program,
  '/usr/bin/cat': program,
  '/usr/bin/containerd': program,
  '/usr/bin/kubelet': program,
  '/usr/bin/ls': program,
  '/usr/bin/sh': program,
  '/usr/lib/modules': directory,
  '/usr/lib/os-release': file(`${OS_RELEASE.join('\n')}\n`),
  '/usr/lib/systemd': directory,
  '/usr/lib64': directory,
  '/usr/local/bin': directory,
  '/usr/sbin': directory,
  '/usr/share/ca-certificates': directory,
  '/usr/share/zoneinfo/UTC': file('TZif2\n'),
  '/usr/src': directory,
  '/var/cache': directory,
  '/var/lib/cni': directory,
  '/var/lib/containerd': { kind: 'directory', mode: 0o700 },
  '/var/lib/etcd': { kind: 'directory', mode: 0o700 },
  '/var/lib/kubelet/config.yaml': file('apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n'),
  '/var/lib/kubelet/device-plugins': directory,
  '/var/lib/kubelet/plugins': directory,
  '/var/lib/kubelet/plugins_registry': directory,
  '/var/lib/kubelet/pod-resources': directory,
  '/var/lib/kubelet/pods': directory,
  '/var/local': directory,
  '/var/lock': link('/run/lock'),
  '/var/log/containers': directory,
  '/var/log/dmesg': file(''),
  '/var/log/journal': directory,
  '/var/log/kern.log': file(''),
  '/var/log/messages': file(''),
  '/var/log/pods': directory,
  '/var/log/syslog': file(''),
  '/var/run': link('/run'),
  '/var/spool': directory,
  '/var/tmp': sticky,
}
