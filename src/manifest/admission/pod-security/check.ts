import type { ObjectMeta } from '../../object/meta.ts'
import type { Container } from '../../pod/container.ts'
import type { PodSpec } from '../../pod/pod.ts'

/** What a policy forbids of a Pod: the reason, and who does it. */
export interface Violation {
  readonly reason: string
  readonly detail: string
}

export type CheckPod = (metadata: Partial<ObjectMeta>, spec: PodSpec) => Violation | undefined

/** One thing that a level looks at, as it was from some version of Kubernetes on. */
// pod-security-admission: policy/checks.go Check, VersionedCheck (v1.36)
export interface Check {
  readonly id: string
  readonly level: 'baseline' | 'restricted'
  /** The check that this stricter one takes the place of. */
  readonly overrides?: string
  /** The oldest first; before the first minor version there is no check. */
  readonly versions: readonly (readonly [sinceMinor: number, check: CheckPod])[]
}

/** Fields of security contexts that no program here notices, and that policies look at. */
export interface PolicyContext {
  readonly runAsNonRoot?: boolean
  readonly runAsUser?: number
  readonly privileged?: boolean
  readonly allowPrivilegeEscalation?: boolean
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] }
  readonly procMount?: string
  readonly seccompProfile?: { readonly type?: string }
  readonly appArmorProfile?: { readonly type?: string }
  readonly seLinuxOptions?: { readonly type?: string; readonly user?: string; readonly role?: string }
  readonly windowsOptions?: { readonly hostProcess?: boolean }
}

// pod-security-admission: policy/visitor.go visitContainers (v1.36)
export function containersOf({ initContainers, containers, ephemeralContainers }: PodSpec): readonly Container[] {
  return [...(initContainers ?? []), ...(containers ?? []), ...(ephemeralContainers ?? [])]
}

export function contextOf(holder: { readonly securityContext?: unknown }): PolicyContext {
  return (holder.securityContext ?? {}) as PolicyContext
}

/** The names of the containers for which something holds. */
export function namesWhere(spec: PodSpec, holds: (context: PolicyContext, container: Container) => boolean): string[] {
  return containersOf(spec)
    .filter((container) => holds(contextOf(container), container))
    .map(({ name }) => name)
}

/** container "a" · containers "a", "b" */
export function containersNamed(names: readonly string[]): string {
  return `${pluralize('container', 'containers', names.length)} ${joinQuote(names)}`
}

/** pod and containers "a", "b": those that set a bad value themselves. */
export function setters(pod: boolean, names: readonly string[]): string {
  return [...(pod ? ['pod'] : []), ...(names.length > 0 ? [containersNamed(names)] : [])].join(' and ')
}

export function joinQuote(items: readonly string[]): string {
  return items.map((each) => `"${each}"`).join(', ')
}

export function pluralize(singular: string, plural: string, count: number): string {
  return count === 1 ? singular : plural
}

/** Each once, in the order of the alphabet. */
export function sorted(items: Iterable<string>): string[] {
  return [...new Set(items)].sort()
}

/** root in a user namespace of its own is nobody outside of it. */
export function isInUserNamespace(spec: PodSpec): boolean {
  return spec.hostUsers === false
}

export function isWindows(spec: PodSpec): boolean {
  return (spec.os as { name?: string } | undefined)?.name === 'windows'
}
