import type { AdmitHandler } from './admit-handler.ts'

/** Isolated between Pods and harmless to the node; they need no consent of whoever runs it. */
// kubelet: sysctl/safe_sysctls.go SafeSysctlAllowlist (v1.36)
export const SAFE_SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
] as const

/** `allowed`: names, or prefixes that end with a star. */
// kubelet: sysctl/allowlist.go Admit, validateSysctl (v1.36)
export function sysctlAllowlist(allowed: readonly string[]): AdmitHandler {
  const isAllowed = (name: string) =>
    allowed.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern))
  return ({ spec }) => {
    for (const { name } of spec.securityContext?.sysctls ?? []) {
      const dotted = name.replaceAll('/', '.')
      const problem = isAllowed(dotted)
        ? sharedWithNode(dotted, spec.hostNetwork ?? false, spec.hostIPC ?? false)
        : 'not allowlisted'
      if (problem) return { reason: 'SysctlForbidden', message: `forbidden sysctl: "${dotted}" ${problem}` }
    }
    return undefined
  }
}

// kubelet: component-helpers/node/util/sysctl/namespace.go GetNamespace (v1.36)
function sharedWithNode(name: string, hostNetwork: boolean, hostIPC: boolean): string | undefined {
  if (name.startsWith('net.')) return hostNetwork ? 'not allowed with host Net enabled' : undefined
  const ofIPC = /^(?:kernel\.(?:sem|shm.*|msg.*)|fs\.mqueue\..*)$/.test(name)
  return ofIPC && hostIPC ? 'not allowed with host IPC enabled' : undefined
}
