/** A value as kubectl's -o json writes it: four blanks a level, keys in the order of the alphabet. */
// encoding/json: MarshalIndent
export function jsonText(value: unknown, indent = '    '): string {
  return `${written(value, '', indent)}\n`
}

/** The same in one line. */
export function compactJson(value: unknown): string {
  return written(value, '', '')
}

/** In the order of the value's own fields, which is that of Go's struct where kubectl has made it itself. */
export function goJsonText(value: unknown, indent = '    '): string {
  return `${written(value, '', indent, false)}\n`
}

export function compactGoJson(value: unknown): string {
  return written(value, '', '', false)
}

function written(value: unknown, before: string, indent: string, isSorted = true): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const inner = before + indent
  const [open, close, items] = Array.isArray(value)
    ? ['[', ']', value.map((item) => written(item, inner, indent, isSorted))]
    : ['{', '}', fields(value as Readonly<Record<string, unknown>>, inner, indent, isSorted)]
  if (items.length === 0) return open + close
  if (indent === '') return `${open}${items.join(',')}${close}`
  return `${open}\n${items.map((item) => inner + item).join(',\n')}\n${before}${close}`
}

function fields(value: Readonly<Record<string, unknown>>, inner: string, indent: string, isSorted: boolean): string[] {
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  if (isSorted) entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return entries.map(
    ([key, each]) => `${quoted(key)}:${indent === '' ? '' : ' '}${written(each, inner, indent, isSorted)}`,
  )
}

/** Go's JSON may stand in HTML. */
function quoted(text: string): string {
  return JSON.stringify(text)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}
