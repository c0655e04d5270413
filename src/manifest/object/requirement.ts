/** What the value under a key has to be: part of a label selector, or of what a Pod asks of its node. */
export interface Requirement {
  key: string
  operator: string
  values?: readonly string[]
}

/** Whether `value` (undefined: there is none under the key) is what is asked for; an unknown operator is never met. */
// apimachinery: pkg/labels/selector.go Requirement.Matches (v1.36)
export function meets(value: string | undefined, { operator, values = [] }: Requirement): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
      return isInteger(value) && isInteger(values[0]) && Number(value) > Number(values[0])
    case 'Lt':
      return isInteger(value) && isInteger(values[0]) && Number(value) < Number(values[0])
    default:
      return false
  }
}

function isInteger(text: string | undefined): boolean {
  return text !== undefined && /^[+-]?\d+$/.test(text)
}
