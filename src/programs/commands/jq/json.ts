/** Values of JSON. Objects come from texts and programs of users: only their own keys are looked at. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export type JsonObject = { readonly [key: string]: Json }

export function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function typeOf(value: Json): string {
  return value === null ? 'null' : isArray(value) ? 'array' : typeof value
}

export function truthy(value: Json): boolean {
  return value !== null && value !== false
}

/** An object without a prototype, so that any key is one like the others. */
export function objectOf(entries: Iterable<readonly [string, Json]>): JsonObject {
  const object = Object.create(null) as Record<string, Json>
  for (const [key, value] of entries) object[key] = value
  return object
}

export function sortedKeys(object: JsonObject): string[] {
  return Object.keys(object).sort(byCodePoint)
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const ORDER = ['null', 'false', 'true', 'number', 'string', 'array', 'object']

function rank(value: Json): number {
  return ORDER.indexOf(typeof value === 'boolean' ? String(value) : typeOf(value))
}

/** jq's order of all values. */
export function compare(a: Json, b: Json): number {
  const ranks = rank(a) - rank(b)
  if (ranks !== 0) return ranks
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return byCodePoint(a, b)
  if (a !== null && b !== null && isArray(a) && isArray(b)) return compareLists(a, b)
  if (isObject(a) && isObject(b)) {
    const [left, right] = [sortedKeys(a), sortedKeys(b)]
    return (
      compareLists(left, right) ||
      compareLists(
        left.map((key) => a[key] as Json),
        right.map((key) => b[key] as Json),
      )
    )
  }
  return 0
}

function compareLists(a: readonly Json[], b: readonly Json[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compare(a[i] as Json, b[i] as Json)
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** As jq writes numbers: whole ones without a point, great ones with an exponent. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return 'null'
  if (!Number.isFinite(value)) return value > 0 ? '1.7976931348623157e+308' : '-1.7976931348623157e+308'
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2')
}

export interface Layout {
  /** What a level is indented by; without, all is on one line. */
  readonly indent?: string
  readonly sortKeys?: boolean
}

export function jsonText(value: Json, layout: Layout = {}, depth = 0): string {
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'string') return JSON.stringify(value).replaceAll('\x7f', '\\u007f')
  if (value === null || typeof value === 'boolean') return String(value)
  const { indent, sortKeys } = layout
  const items = isArray(value)
    ? value.map((each) => jsonText(each, layout, depth + 1))
    : (sortKeys ? sortedKeys(value) : Object.keys(value)).map(
        (key) =>
          `${JSON.stringify(key)}:${indent === undefined ? '' : ' '}${jsonText(value[key] as Json, layout, depth + 1)}`,
      )
  const [open, close] = isArray(value) ? ['[', ']'] : ['{', '}']
  if (items.length === 0 || indent === undefined) return `${open}${items.join(',')}${close}`
  const inner = indent.repeat(depth + 1)
  return `${open}\n${items.map((each) => inner + each).join(',\n')}\n${indent.repeat(depth)}${close}`
}
