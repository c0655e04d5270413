import { LIMITS } from '../limits.ts'

/** bash's {a,b} and {1..5}, on the text of a word. */
export function expandBraces(text: string): string[] {
  const found = firstBraces(text)
  if (!found) return [text]
  const { start, end, items } = found
  const before = text.slice(0, start)
  const results: string[] = []
  const rest = expandBraces(text.slice(end + 1))
  for (const item of items.flatMap((each) => expandBraces(each))) {
    for (const after of rest) {
      results.push(before + item + after)
      if (results.length > LIMITS.words) return results
    }
  }
  return results
}

function firstBraces(text: string): { start: number; end: number; items: string[] } | undefined {
  for (let start = skipTo(text, 0); start >= 0; start = skipTo(text, start + 1)) {
    let depth = 0
    let from = start + 1
    const items: string[] = []
    for (let i = start; i < text.length; i++) {
      const char = text[i]
      if (char === '\\') i++
      else if (char === "'" || char === '"') i = closingQuote(text, i)
      else if (char === '{') depth++
      else if (char === ',' && depth === 1) {
        items.push(text.slice(from, i))
        from = i + 1
      } else if (char === '}' && --depth === 0) {
        const last = text.slice(from, i)
        if (items.length > 0) return { start, end: i, items: [...items, last] }
        const range = rangeOf(last)
        if (range) return { start, end: i, items: range }
        break
      }
    }
  }
  return undefined
}

/** The next brace that is not quoted and does not belong to a parameter. */
function skipTo(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const char = text[i]
    if (char === '\\') i++
    else if (char === "'" || char === '"') i = closingQuote(text, i)
    else if (char === '{' && text[i - 1] !== '$') return i
  }
  return -1
}

function closingQuote(text: string, open: number): number {
  const close = text.indexOf(text[open] as string, open + 1)
  return close < 0 ? text.length : close
}

function rangeOf(text: string): string[] | undefined {
  const numbers = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/.exec(text)
  const letters = /^([A-Za-z])\.\.([A-Za-z])$/.exec(text)
  if (!numbers && !letters) return undefined
  const ends = (numbers ?? letters)?.slice(1, 3) ?? []
  const [first = 0, last = 0] = ends.map((end) => (numbers ? Number(end) : end.charCodeAt(0)))
  const step = Math.max(1, Math.abs(Number(numbers?.[3] ?? 1)))
  const width = numbers && /^-?0\d/.test(numbers[1] as string) ? (numbers[1] as string).length : 0
  const items: string[] = []
  for (let n = first; first <= last ? n <= last : n >= last; n += first <= last ? step : -step) {
    items.push(numbers ? String(n).padStart(width, '0') : String.fromCharCode(n))
    if (items.length > LIMITS.words) break
  }
  return items
}
