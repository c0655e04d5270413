import { ownValue } from '../../lib/own.ts'
import { type FieldError, invalid, notSupported, required } from '../field-error.ts'
import { isInRange, isValidUserID } from '../object/name.ts'
import { child, item } from '../path.ts'
import type { PodSecurityContext, SecurityContext } from './security-context.ts'

const PROFILE_TYPES = ['Localhost', 'RuntimeDefault', 'Unconfined']

// apis/core/validation: validation.go ValidateSecurityContext (v1.36)
export function validateSecurityContext(context: SecurityContext, path: string): FieldError[] {
  const errors = validateIds(context, path)
  if (context.allowPrivilegeEscalation === false) {
    const conflict = context.privileged
      ? '`privileged` to true'
      : context.capabilities?.add?.includes('CAP_SYS_ADMIN')
        ? '`capabilities.Add` CAP_SYS_ADMIN'
        : undefined
    if (conflict !== undefined) {
      const detail = `cannot set \`allowPrivilegeEscalation\` to false and ${conflict}`
      errors.push(invalid(path, context, detail))
    }
  }
  return [...errors, ...validateProfiles(context, path)]
}

// apis/core/validation: validation.go validatePodSpecSecurityContext (v1.36)
export function validatePodSecurityContext(context: PodSecurityContext, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (context.fsGroup !== undefined) {
    errors.push(
      ...isValidUserID(context.fsGroup).map((wrong) => invalid(child(path, 'fsGroup'), context.fsGroup, wrong)),
    )
  }
  errors.push(...validateIds(context, path))
  for (const [index, group] of (context.supplementalGroups ?? []).entries()) {
    const at = item(child(path, 'supplementalGroups'), index)
    errors.push(...isValidUserID(group).map((wrong) => invalid(at, group, wrong)))
  }
  errors.push(...validateChoice(context, 'fsGroupChangePolicy', ['Always', 'OnRootMismatch'], path))
  errors.push(...validateProfiles(context, path))
  errors.push(...validateChoice(context, 'supplementalGroupsPolicy', ['Merge', 'Strict'], path))
  return errors
}

function validateIds(context: SecurityContext | PodSecurityContext, path: string): FieldError[] {
  return (['runAsUser', 'runAsGroup'] as const).flatMap((field) => {
    const id = context[field]
    return id === undefined ? [] : isInRange(id, 0, 2147483647).map((wrong) => invalid(child(path, field), id, wrong))
  })
}

function validateProfiles(context: SecurityContext | PodSecurityContext, path: string): FieldError[] {
  return ['seccompProfile', 'appArmorProfile'].flatMap((field) => {
    const profile = ownValue(context, field) as { type?: string; localhostProfile?: string } | undefined
    if (!profile) return []
    const at = child(path, field)
    const name = field === 'seccompProfile' ? 'Seccomp' : 'AppArmor'
    if (!profile.type) return [required(child(at, 'type'), `type is required when ${field} is set`)]
    if (!PROFILE_TYPES.includes(profile.type)) return [notSupported(child(at, 'type'), profile.type, PROFILE_TYPES)]
    const localPath = child(at, 'localhostProfile')
    if (profile.type === 'Localhost') {
      return profile.localhostProfile ? [] : [required(localPath, `must be set when ${name} type is Localhost`)]
    }
    if (profile.localhostProfile === undefined) return []
    return [invalid(localPath, profile.localhostProfile, `can only be set when ${name} type is Localhost`)]
  })
}

function validateChoice(
  context: PodSecurityContext,
  field: string,
  choices: readonly string[],
  path: string,
): FieldError[] {
  const value = ownValue(context, field)
  if (value === undefined || choices.includes(value as string)) return []
  return [notSupported(child(path, field), value, choices)]
}
