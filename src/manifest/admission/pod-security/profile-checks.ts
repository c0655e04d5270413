import { ownValue } from '../../../lib/own.ts'
import { goQuote } from '../../field-error.ts'
import type { ObjectMeta } from '../../object/meta.ts'
import type { PodSpec } from '../../pod/pod.ts'
import {
  type Check,
  containersNamed,
  containersOf,
  contextOf,
  isWindows,
  joinQuote,
  namesWhere,
  type PolicyContext,
  pluralize,
  setters,
  sorted,
  type Violation,
} from './check.ts'

/** Which profiles of AppArmor, SELinux and seccomp a container runs under. */
// pod-security-admission: policy/check_appArmorProfile.go and those beside it (v1.36)
export const PROFILE_CHECKS: readonly Check[] = [
  { id: 'appArmorProfile', level: 'baseline', versions: [[0, appArmorProfile]] },
  {
    id: 'seLinuxOptions',
    level: 'baseline',
    versions: [
      [0, (_, spec) => seLinuxOptions(spec, SELINUX_TYPES)],
      [31, (_, spec) => seLinuxOptions(spec, [...SELINUX_TYPES, 'container_engine_t'])],
    ],
  },
  {
    id: 'seccompProfile_baseline',
    level: 'baseline',
    versions: [
      [0, seccompAnnotations],
      [19, (_, spec) => seccompBaseline(spec)],
    ],
  },
  {
    id: 'seccompProfile_restricted',
    level: 'restricted',
    overrides: 'seccompProfile_baseline',
    versions: [
      [19, (_, spec) => seccompRestricted(spec)],
      [25, (_, spec) => (isWindows(spec) ? undefined : seccompRestricted(spec))],
    ],
  },
]

const PROFILES = ['RuntimeDefault', 'Localhost']
const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/'
const SECCOMP_POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod'
const SECCOMP_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/'
const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t']

function appArmorProfile({ annotations = {} }: Partial<ObjectMeta>, spec: PodSpec): Violation | undefined {
  const bad = badProfiles(spec, ({ appArmorProfile: profile }) => profile)
  const annotated = Object.entries(annotations)
    .filter(
      ([key, value]) => key.startsWith(APPARMOR_ANNOTATION) && !isAllowedAnnotation(value, ['', 'runtime/default']),
    )
    .map(([key, value]) => `${key}=${goQuote(value)}`)
    .sort()
  const who = [
    ...(bad.setters === '' ? [] : [bad.setters]),
    ...(annotated.length > 0 ? [pluralize('annotation', 'annotations', annotated.length)] : []),
  ]
  if (who.length === 0) return undefined
  const values = [...bad.types, ...annotated]
  return {
    reason: pluralize('forbidden AppArmor profile', 'forbidden AppArmor profiles', values.length),
    detail: `${who.join(' and ')} must not set AppArmor profile type to ${joinQuote(values)}`,
  }
}

function isAllowedAnnotation(value: string, allowed: readonly string[]): boolean {
  return allowed.includes(value) || value.startsWith('localhost/')
}

function seLinuxOptions(spec: PodSpec, types: readonly string[]): Violation | undefined {
  const isBad = ({ seLinuxOptions: options }: PolicyContext): boolean =>
    options !== undefined && (!types.includes(options.type ?? '') || Boolean(options.user || options.role))
  const pod = isBad(contextOf(spec))
  const bad = namesWhere(spec, isBad)
  if (!pod && bad.length === 0) return undefined
  const all = [contextOf(spec), ...containersOf(spec).map(contextOf)].map((context) => context.seLinuxOptions ?? {})
  const badTypes = sorted(all.map(({ type = '' }) => type).filter((type) => !types.includes(type)))
  const said = [
    ...(badTypes.length > 0 ? [`${pluralize('type', 'types', badTypes.length)} ${joinQuote(badTypes)}`] : []),
    ...(all.some(({ user }) => user) ? ['user may not be set'] : []),
    ...(all.some(({ role }) => role) ? ['role may not be set'] : []),
  ]
  const detail = `${setters(pod, bad)} set forbidden securityContext.seLinuxOptions: ${said.join('; ')}`
  return { reason: 'seLinuxOptions', detail }
}

function seccompAnnotations({ annotations = {} }: Partial<ObjectMeta>, spec: PodSpec): Violation | undefined {
  const keys = [SECCOMP_POD_ANNOTATION, ...containersOf(spec).map(({ name }) => SECCOMP_ANNOTATION + name)]
  const bad = sorted(
    keys.flatMap((key) => {
      const value = ownValue(annotations, key)
      if (value === undefined || isAllowedAnnotation(value, ['runtime/default', 'docker/default'])) return []
      return [`${key}=${goQuote(value)}`]
    }),
  )
  if (bad.length === 0) return undefined
  const detail = `forbidden ${pluralize('annotation', 'annotations', bad.length)} ${bad.join(', ')}`
  return { reason: 'seccompProfile', detail }
}

function seccompBaseline(spec: PodSpec): Violation | undefined {
  const bad = badProfiles(spec, ({ seccompProfile }) => seccompProfile)
  if (bad.setters === '') return undefined
  const detail = `${bad.setters} must not set securityContext.seccompProfile.type to ${joinQuote(bad.types)}`
  return { reason: 'seccompProfile', detail }
}

function seccompRestricted(spec: PodSpec): Violation | undefined {
  const explicit = seccompBaseline(spec)
  if (explicit) return explicit
  if (contextOf(spec).seccompProfile) return undefined
  const without = namesWhere(spec, ({ seccompProfile }) => !seccompProfile)
  if (without.length === 0) return undefined
  const words = 'must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"'
  return { reason: 'seccompProfile', detail: `pod or ${containersNamed(without)} ${words}` }
}

/** Who sets a profile that lets too much through, and which; setters is empty where nobody does. */
function badProfiles(
  spec: PodSpec,
  profileOf: (context: PolicyContext) => { readonly type?: string } | undefined,
): { setters: string; types: string[] } {
  const badType = (context: PolicyContext): string[] => {
    const profile = profileOf(context)
    return profile && !PROFILES.includes(profile.type ?? '') ? [profile.type ?? ''] : []
  }
  const all = [contextOf(spec), ...containersOf(spec).map(contextOf)]
  return {
    setters: setters(
      badType(contextOf(spec)).length > 0,
      namesWhere(spec, (context) => badType(context).length > 0),
    ),
    types: sorted(all.flatMap(badType)),
  }
}
