import { child, item } from './path.ts'

interface Level {
  readonly path: string
  /** Of an object: the fields so far. */
  readonly fields: Set<string> | undefined
  /** Of a list: which item comes next. */
  index: number
  /** The field or item whose value comes next. */
  at: string
}

/** Which fields a JSON text names twice in one object, by their paths; of those the last one counts. */
// sigs.k8s.io/json: internal/golang/encoding/json/kubernetes_patch.go, strict errors (v1.36)
export function duplicateFields(text: string): string[] {
  const found = new Set<string>()
  const open: Level[] = []
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g
  let wantsKey = false
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [part] = match
    const level = open.at(-1)
    if (part === '{' || part === '[') {
      const path = level?.at ?? ''
      open.push({ path, fields: part === '{' ? new Set() : undefined, index: 0, at: part === '[' ? item(path, 0) : '' })
      wantsKey = part === '{'
    } else if (part === '}' || part === ']') {
      open.pop()
      wantsKey = false
    } else if (part === ',') {
      if (level && !level.fields) level.at = item(level.path, ++level.index)
      wantsKey = level?.fields !== undefined
    } else if (part.startsWith('"') && wantsKey && level?.fields) {
      const name = JSON.parse(part) as string
      level.at = child(level.path, name)
      if (level.fields.has(name)) found.add(level.at)
      level.fields.add(name)
      wantsKey = false
    }
  }
  return [...found]
}
