import { ownValue } from '../../lib/own.ts'
import { type FieldError, invalid, required } from '../field-error.ts'
import { readJSON } from '../json-text.ts'
import { child, item, keyed } from '../path.ts'
import type { Taint } from './node.ts'
import { validateNodeTaints } from './validate-taints.ts'

const TAINTS = 'scheduler.alpha.kubernetes.io/taints'
const PREFER_AVOID_PODS = 'scheduler.alpha.kubernetes.io/preferAvoidPods'

/** Annotations that were fields once, and are still read. */
// apis/core/validation: validation.go ValidateNodeSpecificAnnotations (v1.36)
export function validateNodeAnnotations(annotations: Readonly<Record<string, string>>, path: string): FieldError[] {
  const taints = ownValue(annotations, TAINTS)
  const avoided = ownValue(annotations, PREFER_AVOID_PODS)
  return [
    ...(taints ? at(keyed(path, TAINTS), validateTaintsAnnotation(taints, path)) : []),
    ...(avoided ? at(keyed(path, PREFER_AVOID_PODS), validateAvoidPods(avoided, path)) : []),
  ]
}

/** The whole annotation is to blame: what is in it has no place in the text. */
function at(near: string, errors: readonly FieldError[]): FieldError[] {
  return errors.map((error) => ({ ...error, near }))
}

// apis/core/validation: validation.go ValidateTaintsInNodeAnnotations (v1.36)
function validateTaintsAnnotation(text: string, path: string): FieldError[] {
  const read = readJSON(text)
  if ('error' in read) return [invalid(path, TAINTS, read.error)]
  if (read.value !== null && !Array.isArray(read.value)) {
    return [invalid(path, TAINTS, `json: cannot unmarshal ${goKind(read.value)} into Go value of type []core.Taint`)]
  }
  const taints = (read.value ?? []).map((taint: unknown): Taint => {
    const [key = '', value = '', effect = ''] = ['key', 'value', 'effect'].map((field) => textOf(taint, field))
    return { key, value, effect }
  })
  return validateNodeTaints(taints, child(path, TAINTS))
}

// apis/core/validation: validation.go ValidateAvoidPodsInNodeAnnotations, validatePreferAvoidPodsEntry (v1.36)
function validateAvoidPods(text: string, path: string): FieldError[] {
  const unreadable = (why: string) => [invalid(child(path, 'AvoidPods'), PREFER_AVOID_PODS, why)]
  const read = readJSON(text)
  if ('error' in read) return unreadable(read.error)
  if (read.value !== null && goKind(read.value) !== 'object') {
    return unreadable(`json: cannot unmarshal ${goKind(read.value)} into Go value of type v1.AvoidPods`)
  }
  const entries = fieldOf(read.value, 'preferAvoidPods') ?? []
  if (!Array.isArray(entries)) {
    const field = 'Go struct field AvoidPods.preferAvoidPods of type []v1.PreferAvoidPodsEntry'
    return unreadable(`json: cannot unmarshal ${goKind(entries)} into ${field}`)
  }
  return entries.flatMap((entry: unknown, index) => {
    const entryPath = item(child(path, PREFER_AVOID_PODS), index)
    const controller = fieldOf(fieldOf(entry, 'podSignature'), 'podController') ?? undefined
    if (controller === undefined) return [required(child(entryPath, 'PodSignature'))]
    if (fieldOf(controller, 'controller') === true) return []
    return [invalid(child(entryPath, 'PodSignature.PodController.Controller'), false, 'must point to a controller')]
  })
}

function fieldOf(value: unknown, field: string): unknown {
  return goKind(value) === 'object' ? ownValue(value as Record<string, unknown>, field) : undefined
}

function textOf(value: unknown, field: string): string {
  const text = fieldOf(value, field)
  return typeof text === 'string' ? text : ''
}

/** As Go's decoder calls what it finds. */
function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  if (value === null) return 'null'
  return typeof value === 'boolean' ? 'bool' : typeof value
}
