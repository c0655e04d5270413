import { ownValue } from '../../lib/own.ts'
import { POSIX_CLASSES } from '../posix-classes.ts'

/** POSIX regular expressions, basic or extended, as a RegExp; undefined where it is none. */
export function toRegExp(pattern: string, kind: 'basic' | 'extended' | 'fixed', flags: string): RegExp | undefined {
  try {
    return new RegExp(
      kind === 'fixed' ? pattern.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&') : sourceOf(pattern, kind),
      flags,
    )
  } catch {
    return undefined
  }
}

/** In basic expressions ( ) { } | + ? are ordinary and special with a backslash; in extended ones the other way round. */
function sourceOf(pattern: string, kind: 'basic' | 'extended'): string {
  let source = ''
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string
    if (char === '\\') {
      const next = pattern[++i] ?? '\\'
      if ('(){}|+?'.includes(next)) source += kind === 'basic' ? next : `\\${next}`
      else if (/[1-9bBwWsS]/.test(next)) source += `\\${next}`
      else if (next === 'n' || next === 't') source += `\\${next}`
      else if (next === '<' || next === '>') source += '\\b'
      else source += /[A-Za-z0-9]/.test(next) ? next : `\\${next}`
    } else if (char === '[') {
      const end = endOfBracket(pattern, i)
      if (end < 0) throw new SyntaxError('unbalanced [')
      source += bracket(pattern.slice(i + 1, end))
      i = end
    } else if (char === '*' && (source === '' || source === '^')) source += '\\*'
    else if (kind === 'basic' && '(){}|+?'.includes(char)) source += `\\${char}`
    else if (kind === 'basic' && char === '^' && i > 0 && !/(\(|\|)$/.test(source)) source += '\\^'
    else if (kind === 'basic' && char === '$' && i < pattern.length - 1 && !pattern.startsWith('\\)', i + 1))
      source += '\\$'
    else if (char === '/') source += '\\/'
    else source += char
  }
  return source
}

function endOfBracket(pattern: string, start: number): number {
  let i = start + 1
  if (pattern[i] === '^') i++
  if (pattern[i] === ']') i++
  for (; i < pattern.length; i++) {
    if (pattern[i] === '[' && pattern[i + 1] === ':') {
      const end = pattern.indexOf(':]', i)
      if (end > 0) i = end + 1
    } else if (pattern[i] === ']') return i
  }
  return -1
}

function bracket(inner: string): string {
  const negated = inner.startsWith('^')
  const text = (negated ? inner.slice(1) : inner)
    .split(/(\[:\w+:\])/)
    .map((part) => ownValue(POSIX_CLASSES, /^\[:(\w+):\]$/.exec(part)?.[1] ?? '') ?? part.replace(/[\\[\]]/g, '\\$&'))
    .join('')
  return `[${negated ? '^' : ''}${text}]`
}
