import { asPrinted, duplicate, type FieldError, invalid, notSupported, required } from '../field-error.ts'
import { child, item } from '../path.ts'
import { isQualifiedName, isValidLabelValue } from './name.ts'
import type { Taint } from './node.ts'

export const TAINT_EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const

/** `where`: the taints' place in the text, if that is not the path. */
// apis/core/validation: validation.go validateNodeTaints (v1.36)
export function validateNodeTaints(taints: readonly Taint[], path: string, where = path): FieldError[] {
  const errors: FieldError[] = []
  const seen = new Set<string>()
  for (const [index, { key = '', value = '', effect = '', timeAdded = null }] of taints.entries()) {
    const at = item(path, index)
    const near = item(where, index)
    const found = [
      ...isQualifiedName(key).map((wrong) => invalid(child(at, 'key'), key, wrong)),
      ...joined(isValidLabelValue(value)).map((wrong) => invalid(child(at, 'value'), value, wrong)),
      ...validateTaintEffect(effect, child(at, 'effect')),
    ]
    const pair = `${effect} ${key}`
    if (seen.has(pair)) {
      const taint = asPrinted({ Key: key, Value: value, Effect: effect, TimeAdded: timeAdded })
      found.push({ ...duplicate(at, taint), detail: 'taints must be unique by key and effect pair' })
    }
    seen.add(pair)
    errors.push(
      ...(where === path ? found : found.map((error) => ({ ...error, near: near + error.path.slice(at.length) }))),
    )
  }
  return errors
}

/** All that is wrong with one value is one error. */
function joined(wrong: readonly string[]): string[] {
  return wrong.length === 0 ? [] : [wrong.join(';')]
}

// apis/core/validation: validation.go validateTaintEffect (v1.36)
function validateTaintEffect(effect: string, path: string): FieldError[] {
  if (effect === '') return [required(path)]
  return isTaintEffect(effect) ? [] : [notSupported(path, effect, TAINT_EFFECTS)]
}

export function isTaintEffect(effect: string): boolean {
  return TAINT_EFFECTS.some((each) => each === effect)
}
