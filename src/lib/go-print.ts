/** A value as Go's %v prints what it has read from JSON: map[a:1 b:[x <nil>]]. */
// Go: fmt/print.go printValue, maps in the order of their keys
export function goPrint(value: unknown): string {
  if (value === null || value === undefined) return '<nil>'
  if (Array.isArray(value)) return `[${value.map(goPrint).join(' ')}]`
  if (typeof value !== 'object') return String(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `map[${entries.map(([key, each]) => `${key}:${goPrint(each)}`).join(' ')}]`
}

/** The same as Go's %#v prints it: map[string]interface {}{"a":1, "b":[]interface {}{"x", interface {}(nil)}}. */
export function goSyntax(value: unknown): string {
  if (value === null || value === undefined) return 'interface {}(nil)'
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `map[string]interface {}{${entries.map(([key, each]) => `${JSON.stringify(key)}:${goSyntax(each)}`).join(', ')}}`
}

/** What Go calls the kind of a value that it has read from JSON. */
export function goKind(value: unknown): string {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  return Array.isArray(value) ? 'slice' : 'map'
}
