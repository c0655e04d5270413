import type { Identity } from '../program-api/program.ts'

/** Who a process is to the kernel: what it may do to files and to itself. */
export interface Credentials {
  readonly uid: number
  readonly gid: number
  /** All its groups, its first among them. */
  readonly groups: readonly number[]
  /** The capabilities in force. */
  readonly capabilities: ReadonlySet<string>
}

const NONE: ReadonlySet<string> = new Set()

/**
 * Groups need CAP_SETGID and a user needs CAP_SETUID, unless they are the process's own already. Whoever
 * stops being root leaves its capabilities behind.
 */
// linux: kernel/sys.c __sys_setuid, __sys_setgid; kernel/groups.c may_setgroups; security/commoncap.c cap_emulate_setxuid
export function becoming(now: Credentials, { uid = now.uid, gid = now.gid, groups }: Identity): Credentials | 'EPERM' {
  const { capabilities } = now
  const setsGroups = groups !== undefined || gid !== now.gid
  if (setsGroups && !capabilities.has('SETGID')) return 'EPERM'
  if (uid !== now.uid && !capabilities.has('SETUID')) return 'EPERM'
  return {
    uid,
    gid,
    groups: groups ? [...new Set([gid, ...groups])] : gid === now.gid ? now.groups : [...new Set([gid, ...now.groups])],
    capabilities: uid !== 0 && now.uid === 0 ? NONE : capabilities,
  }
}
