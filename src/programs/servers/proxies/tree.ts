/** Values of a configuration whose shape nobody has checked. */
export type Tree = Readonly<Record<string, unknown>>

export function treeAt(value: unknown, ...path: readonly string[]): Tree {
  const found = valueAt(value, ...path)
  return isTree(found) ? found : {}
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = valueAt(value, ...path)
  return Array.isArray(found) ? found : []
}

export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, ...path)
  return typeof found === 'string' ? found : typeof found === 'number' ? String(found) : undefined
}

export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const text = textAt(value, ...path)
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let at = value
  for (const name of path) {
    if (!isTree(at) || !Object.hasOwn(at, name)) return undefined
    at = at[name]
  }
  return at
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
