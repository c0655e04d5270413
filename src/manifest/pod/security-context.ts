/** The capabilities that a simulated program asks for; the others of the kernel make no difference here. */
export const CAPABILITIES = ['CHOWN', 'NET_ADMIN'] as const
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
