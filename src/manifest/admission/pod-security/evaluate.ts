import type { ObjectMeta } from '../../object/meta.ts'
import type { PodSpec } from '../../pod/pod.ts'
import type { Check, CheckPod, Violation } from './check.ts'
import { HOST_CHECKS } from './host-checks.ts'
import type { LevelVersion } from './policy.ts'
import { PRIVILEGE_CHECKS } from './privilege-checks.ts'
import { PROFILE_CHECKS } from './profile-checks.ts'
import { SYSCTL_CHECKS } from './sysctl-checks.ts'
import { USER_CHECKS } from './user-checks.ts'
import { VOLUME_CHECKS } from './volume-checks.ts'

/** Those of the baseline first, each level in the order of its ids. */
const CHECKS: readonly Check[] = [
  ...HOST_CHECKS,
  ...PRIVILEGE_CHECKS,
  ...PROFILE_CHECKS,
  ...SYSCTL_CHECKS,
  ...USER_CHECKS,
  ...VOLUME_CHECKS,
].sort((a, b) => (a.level === b.level ? (a.id < b.id ? -1 : 1) : a.level === 'baseline' ? -1 : 1))

/** What a level has against a Pod, as the API server lists it; undefined: nothing. */
// pod-security-admission: policy/checks.go ForbiddenDetail (v1.36)
export function forbiddenDetail(of: LevelVersion, metadata: Partial<ObjectMeta>, spec: PodSpec): string | undefined {
  const said = evaluatePod(of, metadata, spec).map(({ reason, detail }) => `${reason} (${detail})`)
  return said.length === 0 ? undefined : said.join(', ')
}

/** The same without saying who does it. */
// pod-security-admission: policy/checks.go ForbiddenReason (v1.36)
export function forbiddenReason(of: LevelVersion, metadata: Partial<ObjectMeta>, spec: PodSpec): string | undefined {
  const said = evaluatePod(of, metadata, spec).map(({ reason }) => reason)
  return said.length === 0 ? undefined : said.join(', ')
}

// pod-security-admission: policy/registry.go EvaluatePod (v1.36)
function evaluatePod({ level, minor }: LevelVersion, metadata: Partial<ObjectMeta>, spec: PodSpec): Violation[] {
  if (level === 'privileged') return []
  const active = CHECKS.flatMap((check) => {
    const checkPod = versionOf(check, minor)
    return checkPod && (level === 'restricted' || check.level === 'baseline') ? [{ check, checkPod }] : []
  })
  const overridden = new Set(active.map(({ check }) => check.overrides))
  return active.flatMap(({ check, checkPod }) => (overridden.has(check.id) ? [] : (checkPod(metadata, spec) ?? [])))
}

function versionOf({ versions }: Check, minor: number | 'latest'): CheckPod | undefined {
  return versions.findLast(([since]) => minor === 'latest' || since <= minor)?.[1]
}
