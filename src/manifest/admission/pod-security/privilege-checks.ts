import type { PodSpec } from '../../pod/pod.ts'
import {
  type Check,
  containersNamed,
  containersOf,
  contextOf,
  isInUserNamespace,
  isWindows,
  joinQuote,
  namesWhere,
  type PolicyContext,
  sorted,
  type Violation,
} from './check.ts'

/** What a container may do beyond what its image was made for. */
// pod-security-admission: policy/check_privileged.go and those beside it (v1.36)
export const PRIVILEGE_CHECKS: readonly Check[] = [
  { id: 'capabilities_baseline', level: 'baseline', versions: [[0, (_, spec) => capabilitiesBaseline(spec)]] },
  { id: 'privileged', level: 'baseline', versions: [[0, (_, spec) => privileged(spec)]] },
  {
    id: 'procMount',
    level: 'baseline',
    versions: [
      [0, (_, spec) => procMount(spec)],
      [35, (_, spec) => (isInUserNamespace(spec) ? undefined : procMount(spec))],
    ],
  },
  {
    id: 'allowPrivilegeEscalation',
    level: 'restricted',
    versions: [
      [8, (_, spec) => allowPrivilegeEscalation(spec)],
      [25, (_, spec) => (isWindows(spec) ? undefined : allowPrivilegeEscalation(spec))],
    ],
  },
  {
    id: 'capabilities_restricted',
    level: 'restricted',
    overrides: 'capabilities_baseline',
    versions: [
      [22, (_, spec) => capabilitiesRestricted(spec)],
      [25, (_, spec) => (isWindows(spec) ? undefined : capabilitiesRestricted(spec))],
    ],
  },
  {
    id: 'procMount_restricted',
    level: 'restricted',
    overrides: 'procMount',
    versions: [[35, (_, spec) => procMount(spec)]],
  },
]

/** Those that a container has anyway. */
const DEFAULT_CAPABILITIES = new Set([
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE'],
  ...['SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
])

function capabilitiesBaseline(spec: PodSpec): Violation | undefined {
  const detail = addedBeyond(spec, DEFAULT_CAPABILITIES)
  return detail === undefined ? undefined : { reason: 'non-default capabilities', detail }
}

function capabilitiesRestricted(spec: PodSpec): Violation | undefined {
  const keeping = namesWhere(spec, ({ capabilities }) => !capabilities?.drop?.includes('ALL'))
  const added = addedBeyond(spec, new Set(['NET_BIND_SERVICE']))
  const details = [
    ...(keeping.length > 0 ? [`${containersNamed(keeping)} must set securityContext.capabilities.drop=["ALL"]`] : []),
    ...(added === undefined ? [] : [added]),
  ]
  return details.length === 0 ? undefined : { reason: 'unrestricted capabilities', detail: details.join('; ') }
}

function addedBeyond(spec: PodSpec, allowed: ReadonlySet<string>): string | undefined {
  const beyond = ({ capabilities }: PolicyContext): string[] =>
    (capabilities?.add ?? []).filter((name) => !allowed.has(name))
  const bad = namesWhere(spec, (context) => beyond(context).length > 0)
  if (bad.length === 0) return undefined
  const names = sorted(containersOf(spec).flatMap((container) => beyond(contextOf(container))))
  return `${containersNamed(bad)} must not include ${joinQuote(names)} in securityContext.capabilities.add`
}

function privileged(spec: PodSpec): Violation | undefined {
  const bad = namesWhere(spec, (context) => context.privileged === true)
  if (bad.length === 0) return undefined
  return { reason: 'privileged', detail: `${containersNamed(bad)} must not set securityContext.privileged=true` }
}

function procMount(spec: PodSpec): Violation | undefined {
  const isBad = (mount: string | undefined): mount is string => mount !== undefined && mount !== 'Default'
  const bad = namesWhere(spec, (context) => isBad(context.procMount))
  if (bad.length === 0) return undefined
  const types = sorted(
    containersOf(spec)
      .map((container) => contextOf(container).procMount)
      .filter(isBad),
  )
  const detail = `${containersNamed(bad)} must not set securityContext.procMount to ${joinQuote(types)}`
  return { reason: 'procMount', detail }
}

function allowPrivilegeEscalation(spec: PodSpec): Violation | undefined {
  const bad = namesWhere(spec, (context) => context.allowPrivilegeEscalation !== false)
  if (bad.length === 0) return undefined
  const detail = `${containersNamed(bad)} must set securityContext.allowPrivilegeEscalation=false`
  return { reason: 'allowPrivilegeEscalation != false', detail }
}
