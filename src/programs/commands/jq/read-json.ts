import type { Json } from './json.ts'

/** Reads JSON texts one behind the other, as jq's input is. */
export function parseJson(text: string): { readonly values: readonly Json[]; readonly problem?: string } {
  const values: Json[] = []
  let at = 0
  for (;;) {
    const start = text.slice(at).search(/\S/)
    if (start < 0) return { values }
    const from = at + start
    const end = endOf(text, from)
    try {
      values.push(JSON.parse(text.slice(from, end)) as Json)
    } catch {
      const lines = text.slice(0, end).split('\n')
      const where = `at line ${lines.length}, column ${(lines.at(-1) ?? '').length}`
      const what =
        end >= text.length && /^[[{"]/.test(text[from] ?? '') ? 'Unfinished JSON term' : 'Invalid numeric literal'
      return { values, problem: `parse error: ${what} ${where}` }
    }
    at = end
  }
}

/** Behind one value: its brackets are closed, or a blank ends the word. */
function endOf(text: string, from: number): number {
  let depth = 0
  for (let i = from; i < text.length; i++) {
    const char = text[i] as string
    if (char === '"') {
      for (i++; i < text.length && text[i] !== '"'; i++) if (text[i] === '\\') i++
      if (depth === 0) return i + 1
    } else if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') {
      if (--depth <= 0) return i + 1
    } else if (depth === 0 && /[\s{["]/.test(text[i + 1] ?? ' ')) return i + 1
  }
  return text.length
}
