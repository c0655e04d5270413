import { Work } from '../regex/budget.ts'
import { type Regex, regexOf } from '../regex/regex.ts'

/**
 * bash's @(a|b), ?(a|b), *(a|b), +(a|b) and !(a|b): patterns that are as much as regular expressions are, and are matched
 * as such.
 */
const EXTENDED = /[?*+@!]\(/

export function isExtended(pattern: string): boolean {
  return EXTENDED.test(pattern.replace(/\\[\s\S]/g, '')) && pattern.includes(')')
}

/** The pattern as an extended regular expression. */
function sourceOf(pattern: string): string {
  let source = ''
  const open: string[] = []
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string
    if (char === '\\') source += escaped(pattern[++i] ?? '\\')
    else if ('?*+@!'.includes(char) && pattern[i + 1] === '(') {
      open.push(char === '@' || char === '!' ? '' : char)
      source += '('
      i++
    } else if (char === ')' && open.length > 0) source += `)${open.pop()}`
    else if (char === '|' && open.length > 0) source += '|'
    else if (char === '*') source += '.*'
    else if (char === '?') source += '.'
    else if (char === '[') {
      const end = pattern.indexOf(']', i + 2)
      if (end < 0) source += '\\['
      else {
        source += pattern.slice(i, end + 1).replace(/^\[!/, '[^')
        i = end
      }
    } else source += escaped(char)
  }
  return source
}

function escaped(char: string): string {
  return /[\\^$.*+?()[\]{}|]/.test(char) ? `\\${char}` : char
}

function regex(source: string): Regex | undefined {
  const found = regexOf(source, { kind: 'extended' })
  return 'exec' in found ? found : undefined
}

export function matchesExtended(pattern: string, text: string): boolean {
  // !(…) alone is what does not match; inside of other patterns it is not told apart.
  if (/^!\([^()]*\)$/.test(pattern)) return !matchesExtended(`@${pattern.slice(1)}`, text)
  return regex(`^(${sourceOf(pattern)})$`)?.test(text, new Work()) ?? false
}

export function extendedStart(pattern: string, text: string, longest: boolean): number {
  if (longest) return regex(`^(${sourceOf(pattern)})`)?.exec(text, new Work())?.end ?? -1
  for (let end = 0; end <= text.length; end++) if (matchesExtended(pattern, text.slice(0, end))) return end
  return -1
}

export function extendedEnd(pattern: string, text: string, longest: boolean): number {
  if (longest) return regex(`(${sourceOf(pattern)})$`)?.exec(text, new Work())?.start ?? -1
  for (let start = text.length; start >= 0; start--) if (matchesExtended(pattern, text.slice(start))) return start
  return -1
}

export function replaceExtended(pattern: string, text: string, by: string, all: boolean): string {
  let result = ''
  let copied = 0
  for (const { start, end } of regex(sourceOf(pattern))?.all(text, new Work()) ?? []) {
    if (end === start) continue
    result += text.slice(copied, start) + by
    copied = end
    if (!all) break
  }
  return result + text.slice(copied)
}
