import { type FieldError, invalid, notSupported } from '../field-error.ts'
import { isQualifiedName, isValidLabelValue } from '../object/name.ts'
import type { Taint } from '../object/node.ts'
import { isTaintEffect, TAINT_EFFECTS } from '../object/validate-taints.ts'
import { child, item } from '../path.ts'
import type { Toleration } from './pod.ts'

/** Behind a gate that is off: known, and not accepted. */
const COMPARISONS = ['Lt', 'Gt']

// apis/core/validation: validation.go ValidateTolerations (v1.36)
export function validateTolerations(tolerations: readonly Toleration[], path: string): FieldError[] {
  return tolerations.flatMap((toleration, index) => {
    const at = item(path, index)
    const { key, operator, value = '', effect, tolerationSeconds } = toleration
    const errors: FieldError[] = []
    if (key) errors.push(...isQualifiedName(key).map((wrong) => invalid(child(at, 'key'), key, wrong)))
    if (!key && operator !== 'Exists') {
      const detail = 'operator must be Exists when `key` is empty, which means "match all values and all keys"'
      errors.push(invalid(child(at, 'operator'), operator ?? '', detail))
    }
    if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
      const detail = "effect must be 'NoExecute' when `tolerationSeconds` is set"
      errors.push(invalid(child(at, 'effect'), effect ?? '', detail))
    }
    errors.push(...validateOperator(operator, value, child(at, 'operator')))
    if (effect && !isTaintEffect(effect)) errors.push(notSupported(child(at, 'effect'), effect, TAINT_EFFECTS))
    return errors
  })
}

function validateOperator(operator: string | undefined, value: string, path: string): FieldError[] {
  if (!operator || operator === 'Equal') {
    const wrong = isValidLabelValue(value)
    return wrong.length === 0 ? [] : [invalid(path, value, wrong.join(';'))]
  }
  if (operator === 'Exists') {
    return value === '' ? [] : [invalid(path, value, "value must be empty when `operator` is 'Exists'")]
  }
  if (COMPARISONS.includes(operator)) return [notSupported(path, operator, ['Equal', 'Exists', 'Lt', 'Gt'])]
  return [notSupported(path, operator, ['Equal', 'Exists'])]
}

// component-helpers: scheduling/corev1/helpers.go, api/core/v1/toleration.go ToleratesTaint (v1.36)
export function toleratesTaint(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false
  if (toleration.key && toleration.key !== taint.key) return false
  switch (toleration.operator) {
    case 'Exists':
      return true
    case undefined:
    case '':
    case 'Equal':
      return (toleration.value ?? '') === (taint.value ?? '')
    default:
      return false
  }
}
