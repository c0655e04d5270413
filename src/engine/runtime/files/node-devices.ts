import type { FileTree } from '../../program-api/files.ts'

/** What a node has in its /dev beside what every container has: privileged containers see it. */
export const NODE_DEVICES: FileTree = {
  '/autofs': { kind: 'device', device: 'null' },
  '/console': { kind: 'device', device: 'null' },
  '/fuse': { kind: 'device', device: 'null' },
  '/kmsg': { kind: 'device', device: 'null' },
  '/kvm': { kind: 'device', device: 'null' },
  '/loop-control': { kind: 'device', device: 'null' },
  '/loop0': { kind: 'device', device: 'disk' },
  '/mem': { kind: 'device', device: 'zero' },
  '/net/tun': { kind: 'device', device: 'null' },
  '/sda': { kind: 'device', device: 'disk' },
  '/sda1': { kind: 'device', device: 'disk' },
  '/tty0': { kind: 'device', device: 'tty' },
  '/tty1': { kind: 'device', device: 'tty' },
}
