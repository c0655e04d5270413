/**
 * The capabilities that make a difference here, or none on a real node either: those that the runtime gives unasked, as
 * far as simulated programs ask for them, and NET_ADMIN, SYS_ADMIN (for mounts) and SYS_TIME. For NET_BIND_SERVICE and
 * NET_RAW see `capabilities.ts`.
 */
export const CAPABILITIES = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'KILL',
  'SETGID',
  'SETUID',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'NET_ADMIN',
  'SYS_ADMIN',
  'SYS_TIME',
] as const
export type Capability = (typeof CAPABILITIES)[number]

export interface SecurityContext {
  runAsUser?: number
  runAsGroup?: number
  runAsNonRoot?: boolean
  readOnlyRootFilesystem?: boolean
  privileged?: boolean
  allowPrivilegeEscalation?: boolean
  capabilities?: { add?: readonly string[]; drop?: readonly string[] }
  [field: string]: unknown
}

export interface PodSecurityContext {
  runAsUser?: number
  runAsGroup?: number
  runAsNonRoot?: boolean
  fsGroup?: number
  supplementalGroups?: number[]
  sysctls?: { name: string; value: string }[]
  [field: string]: unknown
}
