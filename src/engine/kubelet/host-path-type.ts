import type { Volume } from '../runtime/volume.ts'

/** Directories that any Linux node has; others are there only where a Pod has made them. */
const NODE_DIRECTORIES =
  /^\/(?:$|bin|boot|dev|etc|home|lib|lib64|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)(?:\/(?:log|lib|run|tmp|local|share|kubernetes|cache|lib\/kubelet|log\/pods|log\/containers))?$/
const NODE_FILES: ReadonlySet<string> = new Set([
  '/etc/localtime',
  '/etc/hosts',
  '/etc/resolv.conf',
  '/etc/machine-id',
  '/etc/os-release',
])
const NODE_SOCKETS: ReadonlySet<string> = new Set([
  '/run/containerd/containerd.sock',
  '/var/run/containerd/containerd.sock',
])

/** VOLUME-1: undefined where a hostPath is what its type says; else the kubelet's words. `made`: what Pods have made on the node. */
// kubelet: pkg/volume/hostpath/host_path.go checkTypeInternal (v1.36)
export function checkHostPathType(path: string, type: string, made: ReadonlyMap<string, Volume>): string | undefined {
  const refuse = (what: string): string => `hostPath type check failed: ${path} is not a ${what}`
  switch (type) {
    case 'Directory':
      return made.has(path) || NODE_DIRECTORIES.test(path) ? undefined : refuse('directory')
    case 'File':
      return NODE_FILES.has(path) ? undefined : refuse('file')
    case 'Socket':
      return NODE_SOCKETS.has(path) ? undefined : refuse('socket file')
    case 'CharDevice':
      return /^\/dev\/(?:null|zero|random|urandom|tty|fuse|kvm)$/.test(path) ? undefined : refuse('character device')
    case 'BlockDevice':
      return /^\/dev\/(?:sd|vd|nvme)/.test(path) ? undefined : refuse('block device')
    default:
      return undefined
  }
}
