import { type FieldError, forbidden, invalid, notFound, notSupported, required } from '../field-error.ts'
import { child, item } from '../path.ts'
import type { Container } from './container.ts'

const PROPAGATIONS = ['Bidirectional', 'HostToContainer', 'None']

// apis/core/validation: validation.go ValidateVolumeMounts (v1.36)
export function validateVolumeMounts(container: Container, volumes: ReadonlySet<string>, path: string): FieldError[] {
  const errors: FieldError[] = []
  const mountPaths = new Set<string>()
  for (const [index, mount] of (container.volumeMounts ?? []).entries()) {
    const at = item(path, index)
    if (!mount.name) errors.push(required(child(at, 'name')))
    if (!volumes.has(mount.name ?? '')) errors.push(notFound(child(at, 'name'), mount.name ?? ''))
    if (!mount.mountPath) errors.push(required(child(at, 'mountPath')))
    if (mountPaths.has(mount.mountPath)) errors.push(invalid(child(at, 'mountPath'), mount.mountPath, 'must be unique'))
    mountPaths.add(mount.mountPath)
    // Upstream names the list, not the mount.
    const near = (field: string) => ({ near: child(at, field) })
    if (mount.subPath) {
      errors.push(
        ...validateLocalDescendingPath(mount.subPath, child(path, 'subPath')).map((error) => ({
          ...error,
          ...near('subPath'),
        })),
      )
    }
    if (mount.subPathExpr) {
      if (mount.subPath) {
        const detail = 'subPathExpr and subPath are mutually exclusive'
        errors.push(invalid(child(at, 'subPathExpr'), mount.subPathExpr, detail))
      }
      errors.push(
        ...validateLocalDescendingPath(mount.subPathExpr, child(path, 'subPathExpr')).map((error) => ({
          ...error,
          ...near('subPathExpr'),
        })),
      )
    }
    if (mount.mountPropagation !== undefined) {
      errors.push(...validatePropagation(mount.mountPropagation, container, child(at, 'mountPropagation')))
    }
  }
  return errors
}

function validatePropagation(propagation: string, container: Container, path: string): FieldError[] {
  if (!PROPAGATIONS.includes(propagation)) return [notSupported(path, propagation, PROPAGATIONS)]
  if (propagation !== 'Bidirectional' || container.securityContext?.privileged) return []
  return [forbidden(path, 'Bidirectional mount propagation is available only to privileged containers')]
}

// apis/core/validation: validation.go validateLocalDescendingPath (v1.36)
function validateLocalDescendingPath(target: string, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (target.startsWith('/')) errors.push(invalid(path, target, 'must be a relative path'))
  return [...errors, ...validatePathNoBacksteps(target, path)]
}

// apis/core/validation: validation.go validateLocalNonReservedPath (v1.36)
export function validateLocalNonReservedPath(target: string, path: string): FieldError[] {
  const errors = validateLocalDescendingPath(target, path)
  if (target.startsWith('..') && !target.startsWith('../')) {
    errors.push(invalid(path, target, "must not start with '..'"))
  }
  return errors
}

export function validatePathNoBacksteps(target: string, path: string): FieldError[] {
  return target.split('/').includes('..') ? [invalid(path, target, "must not contain '..'")] : []
}
