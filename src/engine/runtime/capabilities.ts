import type { SecurityContext } from '../../manifest/pod/security-context.ts'

/** All that the kernel knows, in the order of their bits. */
// linux: include/uapi/linux/capability.h (6.x)
const ALL_CAPABILITIES = `CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE
  NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE
  SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL
  SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE`.split(/\s+/)

/**
 * What a container has without asking. Low ports and ping need none of them: the runtime opens both to everybody
 * (containerd: enable_unprivileged_ports and enable_unprivileged_icmp, on since 2.0).
 */
// containerd: pkg/oci/spec.go defaultUnixCaps (v2.1)
const DEFAULT: readonly string[] = `CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP
  NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE`.split(/\s+/)

export const DEFAULT_CAPABILITIES: ReadonlySet<string> = new Set(DEFAULT)

/**
 * CAPABILITY-1: the capabilities in force for a process of this container. A user other than root has none: what is added stays
 * within bounds that only a file with capabilities of its own could use.
 */
// containerd: internal/cri/server/container_create_linux.go runtimeSpec; internal/cri/opts/spec_linux_opts.go (v2.1)
export function effectiveCapabilities(context: SecurityContext | undefined, uid: number): ReadonlySet<string> {
  if (uid !== 0) return new Set()
  if (context?.privileged) return new Set(ALL_CAPABILITIES)
  const add = (context?.capabilities?.add ?? []).map((name) => name.toUpperCase())
  const drop = (context?.capabilities?.drop ?? []).map((name) => name.toUpperCase())
  const start = drop.includes('ALL') ? [] : add.includes('ALL') ? ALL_CAPABILITIES : DEFAULT
  const inForce = new Set<string>([...start, ...add])
  for (const name of drop) inForce.delete(name)
  return inForce
}

/** As /proc writes them. */
export function capabilityMask(capabilities: ReadonlySet<string>): string {
  let mask = 0n
  for (const [bit, name] of ALL_CAPABILITIES.entries()) if (capabilities.has(name)) mask |= 1n << BigInt(bit)
  return mask.toString(16).padStart(16, '0')
}
