import { ownValue } from '../../lib/own.ts'
import { parseRfc3339, type Time } from '../../lib/time.ts'

export type Fields = Readonly<Record<string, unknown>>

/** What stands at a path of an object that nobody has typed; undefined: nothing. */
export function at(object: unknown, ...path: readonly (string | number)[]): unknown {
  let value: unknown = object
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Array.isArray(value) ? value[Number(name)] : ownValue(value as Fields, String(name))
  }
  return value ?? undefined
}

export function textAt(object: unknown, ...path: readonly (string | number)[]): string {
  const value = at(object, ...path)
  return value === undefined ? '' : String(value)
}

export function numberAt(object: unknown, ...path: readonly (string | number)[]): number {
  const value = at(object, ...path)
  return typeof value === 'number' ? value : 0
}

export function listAt(object: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = at(object, ...path)
  return Array.isArray(value) ? value : []
}

export function mapAt(object: unknown, ...path: readonly (string | number)[]): Fields {
  const value = at(object, ...path)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

export function timeAt(object: unknown, ...path: readonly (string | number)[]): Time | undefined {
  return parseRfc3339(textAt(object, ...path))
}

/** Pairs in the order of their names, as Go prints maps. */
export function sortedEntries(map: Fields): [string, unknown][] {
  return Object.entries(map).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

/** a=b,c=d; `<none>` where there are none. */
// apimachinery: pkg/labels/labels.go FormatLabels (v1.36)
export function labelsText(map: Fields): string {
  const text = sortedEntries(map)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(',')
  return text === '' ? '<none>' : text
}
