import { CAPABILITIES, type Capability, type SecurityContext } from '../../manifest/pod/security-context.ts'

/** What a container has without asking. */
// containerd: pkg/oci/spec.go defaultUnixCaps (v2.1)
const DEFAULT: readonly Capability[] = ['CHOWN']

/**
 * CAPABILITY-1: the capabilities in force for a process of this container. A user other than root has none: what is added stays
 * within bounds that only a file with capabilities of its own could use.
 */
// containerd: internal/cri/server/container_create_linux.go runtimeSpec; internal/cri/opts/spec_linux_opts.go (v2.1)
export function effectiveCapabilities(context: SecurityContext | undefined, uid: number): ReadonlySet<string> {
  if (uid !== 0) return new Set()
  if (context?.privileged) return new Set(CAPABILITIES)
  const add = (context?.capabilities?.add ?? []).map((name) => name.toUpperCase())
  const drop = (context?.capabilities?.drop ?? []).map((name) => name.toUpperCase())
  const start = drop.includes('ALL') ? [] : add.includes('ALL') ? CAPABILITIES : DEFAULT
  const inForce = new Set<string>([...start, ...add])
  for (const name of drop) inForce.delete(name)
  return inForce
}
