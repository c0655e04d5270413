import { ownValue } from '../../lib/own.ts'
import { duplicate, type FieldError, forbidden, invalid, required } from '../field-error.ts'
import { child, item, keyed } from '../path.ts'
import { compareQuantities, formatQuantity, parseQuantity, type Quantity, quantityMilliValue } from '../quantity.ts'
import type { LimitRangeItem } from './limit-range.ts'
import { isQualifiedName } from './name.ts'

const STANDARD_TYPES = ['Pod', 'Container', 'PersistentVolumeClaim']
const LISTS = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const

// apis/core/validation: validation.go ValidateLimitRange (v1.36)
export function validateLimits(limits: readonly LimitRangeItem[], path: string): FieldError[] {
  return limits.flatMap((limit, index) => {
    const at = item(path, index)
    const { type = '' } = limit
    const errors = isQualifiedName(type).map((wrong) => invalid(child(at, 'type'), type, wrong))
    if (!type.includes('/') && !STANDARD_TYPES.includes(type)) {
      errors.push(invalid(child(at, 'type'), type, 'must be a standard limit type or fully qualified'))
    }
    if (limits.slice(0, index).some((other) => other.type === type)) errors.push(duplicate(child(at, 'type'), type))
    if (type === 'Pod') {
      const detail = "may not be specified when `type` is 'Pod'"
      const given = (['default', 'defaultRequest'] as const).filter((list) => Object.keys(limit[list] ?? {}).length > 0)
      errors.push(...given.map((list) => forbidden(child(at, list), detail)))
    }
    if (type === 'PersistentVolumeClaim' && limit.min?.storage === undefined && limit.max?.storage === undefined) {
      const detail = 'either minimum or maximum storage value is required, but neither was provided'
      errors.push(required(child(at, 'limits'), detail))
    }
    const resources = new Set(LISTS.flatMap((list) => Object.keys(limit[list] ?? {})))
    return [...errors, ...[...resources].sort().flatMap((resource) => validateAmounts(limit, resource, at))]
  })
}

/** That the amounts of one resource can all hold at once. */
function validateAmounts(limit: LimitRangeItem, resource: string, path: string): FieldError[] {
  const [max, min, byDefault, request, ratio] = LISTS.map((list) => {
    const given = limit.type === 'Pod' && list.startsWith('default') ? undefined : ownValue(limit[list], resource)
    return given === undefined ? undefined : parseQuantity(given)
  })
  const errors: FieldError[] = []
  const check = (
    low: readonly [name: string, Quantity | undefined],
    high: readonly [name: string, Quantity | undefined],
    list: (typeof LISTS)[number],
    shown: Quantity | undefined,
  ): void => {
    if (!low[1] || !high[1] || !shown || compareQuantities(low[1], high[1]) <= 0) return
    const detail = `${low[0]} value ${formatQuantity(low[1])} is greater than ${high[0]} value ${formatQuantity(high[1])}`
    errors.push(invalid(keyed(child(path, list), resource), formatQuantity(shown), detail))
  }
  check(['min', min], ['max', max], 'min', min)
  check(['min', min], ['default request', request], 'defaultRequest', request)
  check(['default request', request], ['max', max], 'defaultRequest', request)
  check(['default request', request], ['default limit', byDefault], 'defaultRequest', request)
  check(['min', min], ['default', byDefault], 'default', min)
  check(['default', byDefault], ['max', max], 'default', max)
  if (ratio) errors.push(...validateRatio(ratio, min, max, keyed(child(path, 'maxLimitRequestRatio'), resource)))
  return errors
}

function validateRatio(
  ratio: Quantity,
  min: Quantity | undefined,
  max: Quantity | undefined,
  path: string,
): FieldError[] {
  const text = formatQuantity(ratio)
  const errors: FieldError[] = []
  if (quantityMilliValue(ratio) < 1000n) errors.push(invalid(path, text, `ratio ${text} is less than 1`))
  if (min && max && min.nano > 0n) {
    const most = Number(max.nano) / Number(min.nano)
    if (Number(quantityMilliValue(ratio)) / 1000 > most) {
      errors.push(invalid(path, text, `ratio ${text} is greater than max/min = ${most.toFixed(6)}`))
    }
  }
  return errors
}
