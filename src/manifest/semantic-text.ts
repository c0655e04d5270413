import { formatQuantity, parseQuantity } from './quantity.ts'

/** One text for all that means the same: the order of fields, what is empty, and how a quantity is written do not count. */
// apimachinery: pkg/api/equality/semantic.go (v1.36)
export function semanticText(value: unknown): string {
  return JSON.stringify(normal(value, false)) ?? ''
}

function normal(value: unknown, quantity: boolean): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((each) => normal(each, false))
  if (value === null) return undefined
  if (typeof value === 'object') {
    const entries = Object.entries(value)
      .map(([key, each]) => [key, normal(each, quantity || key === 'limits' || key === 'requests')] as const)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return entries.length === 0 ? undefined : Object.fromEntries(entries)
  }
  const amount = quantity ? parseQuantity(value as string) : undefined
  return amount ? formatQuantity({ ...amount, format: 'DecimalSI' }) : value
}
