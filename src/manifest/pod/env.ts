import { type FieldError, invalid, required } from '../field-error.ts'
import { isConfigMapKey, isDNS1123Subdomain, isRelaxedEnvVarName } from '../object/name.ts'
import { child, item } from '../path.ts'
import {
  ENV_FIELD_PATHS,
  type ObjectFieldSelector,
  type ResourceFieldSelector,
  validateObjectFieldSelector,
  validateResourceFieldSelector,
} from './field-ref.ts'

export interface EnvVar {
  name: string
  value?: string
  valueFrom?: {
    fieldRef?: ObjectFieldSelector
    resourceFieldRef?: ResourceFieldSelector
    configMapKeyRef?: { name: string; key: string; optional?: boolean }
    secretKeyRef?: { name: string; key: string; optional?: boolean }
    fileKeyRef?: { volumeName: string; path: string; key: string; optional?: boolean }
  }
}

export interface EnvFromSource {
  prefix?: string
  configMapRef?: { name: string; optional?: boolean }
  secretRef?: { name: string; optional?: boolean }
}

// apis/core/v1: defaults.go SetDefaults_ObjectFieldSelector (v1.36)
export function setDefaultsEnvVar(variable: EnvVar): void {
  const source = variable.valueFrom
  if (source?.fieldRef) source.fieldRef.apiVersion ||= 'v1'
  if (source?.resourceFieldRef) source.resourceFieldRef.divisor ||= '0'
}

// apis/core/validation: validation.go ValidateEnv (v1.36)
export function validateEnv(variables: readonly EnvVar[], path: string): FieldError[] {
  return variables.flatMap((variable, index) => {
    const at = item(path, index)
    const namePath = child(at, 'name')
    const errors = variable.name
      ? isRelaxedEnvVarName(variable.name).map((wrong) => invalid(namePath, variable.name, wrong))
      : [required(namePath)]
    return [...errors, ...validateValueFrom(variable, child(at, 'valueFrom'))]
  })
}

// apis/core/validation: validation.go validateEnvVarValueFrom (v1.36)
function validateValueFrom(variable: EnvVar, path: string): FieldError[] {
  const source = variable.valueFrom
  if (!source) return []
  const errors: FieldError[] = []
  if (source.fieldRef) {
    errors.push(...validateObjectFieldSelector(source.fieldRef, ENV_FIELD_PATHS, child(path, 'fieldRef')))
  }
  if (source.resourceFieldRef) {
    errors.push(...validateResourceFieldSelector(source.resourceFieldRef, false, child(path, 'resourceFieldRef')))
  }
  if (source.configMapKeyRef)
    errors.push(...validateKeySelector(source.configMapKeyRef, child(path, 'configMapKeyRef')))
  if (source.secretKeyRef) errors.push(...validateKeySelector(source.secretKeyRef, child(path, 'secretKeyRef')))
  if (source.fileKeyRef) errors.push(...validateFileKeySelector(source.fileKeyRef, child(path, 'fileKeyRef')))
  const given = Object.keys(source).length
  if (given === 0) {
    const fields = '`fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`'
    errors.push(invalid(path, '', `must specify one of: ${fields}`))
  }
  if (variable.value) {
    if (given > 0) errors.push(invalid(path, '', 'may not be specified when `value` is not empty'))
  } else if (given > 1) errors.push(invalid(path, '', 'may not have more than one field specified at a time'))
  return errors
}

function validateKeySelector({ name = '', key = '' }: { name?: string; key?: string }, path: string): FieldError[] {
  const errors = isDNS1123Subdomain(name).map((wrong) => invalid(child(path, 'name'), name, wrong))
  if (key === '') errors.push(required(child(path, 'key')))
  else errors.push(...isConfigMapKey(key).map((wrong) => invalid(child(path, 'key'), key, wrong)))
  return errors
}

function validateFileKeySelector(
  selector: { volumeName?: string; path?: string; key?: string },
  path: string,
): FieldError[] {
  return (['key', 'volumeName', 'path'] as const)
    .filter((field) => !selector[field])
    .map((field) => required(child(path, field)))
}

// apis/core/validation: validation.go ValidateEnvFrom (v1.36)
export function validateEnvFrom(sources: readonly EnvFromSource[], path: string): FieldError[] {
  return sources.flatMap((source, index) => {
    const at = item(path, index)
    const errors: FieldError[] = []
    if (source.prefix) {
      errors.push(
        ...isRelaxedEnvVarName(source.prefix).map((wrong) => invalid(child(at, 'prefix'), source.prefix, wrong)),
      )
    }
    const given = (['configMapRef', 'secretRef'] as const).filter((field) => source[field])
    for (const field of given) {
      const name = source[field]?.name ?? ''
      const namePath = child(child(at, field), 'name')
      if (name === '') errors.push(required(namePath))
      else errors.push(...isDNS1123Subdomain(name).map((wrong) => invalid(namePath, name, wrong)))
    }
    // Upstream blames the whole list; the place is the item's.
    const blame = { ...invalid(path, '', ''), near: at }
    if (given.length === 0) errors.push({ ...blame, detail: 'must specify one of: `configMapRef` or `secretRef`' })
    else if (given.length > 1) {
      errors.push({ ...blame, detail: 'may not have more than one field specified at a time' })
    }
    return errors
  })
}
