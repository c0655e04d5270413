import { POSIX_CLASSES } from '../posix-classes.ts'

/**
 * Shell patterns. A pattern is a text in which `*`, `?` and `[…]` are special and a backslash takes that away: quoted
 * parts of a word come with their special characters escaped.
 */
const SPECIAL = /[*?[\]\\]/g

export function escapePattern(text: string): string {
  return text.replace(SPECIAL, '\\$&')
}

export function unescapePattern(pattern: string): string {
  return pattern.replace(/\\([\s\S])/g, '$1')
}

/** Is there anything special in it? */
export function isPattern(pattern: string): boolean {
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]
    if (char === '\\') i++
    else if (char === '*' || char === '?' || (char === '[' && pattern.indexOf(']', i + 2) > 0)) return true
  }
  return false
}

const REMEMBERED = 500
const compiled = new Map<string, RegExp>()

/** `path`: `*`, `?` and brackets do not match a slash. */
function regexOf(pattern: string, path: boolean, lazy: boolean, anchors: 'both' | 'start' | 'end' | 'none'): RegExp {
  const key = `${path}${lazy}${anchors}${pattern}`
  const before = compiled.get(key)
  if (before) return before
  const source = sourceOf(pattern, path, lazy)
  const start = anchors === 'both' || anchors === 'start' ? '^' : ''
  const end = anchors === 'both' || anchors === 'end' ? '$' : ''
  const regex = new RegExp(`${start}(?:${source})${end}`, 'su')
  if (compiled.size >= REMEMBERED) compiled.clear()
  compiled.set(key, regex)
  return regex
}

function sourceOf(pattern: string, path: boolean, lazy: boolean): string {
  let source = ''
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string
    if (char === '\\' && i + 1 < pattern.length) source += literal(pattern[++i] as string)
    else if (char === '*') {
      // Stars in a row are one; several would make the search explode.
      while (pattern[i + 1] === '*') i++
      source += `${path ? '[^/]' : '.'}*${lazy ? '?' : ''}`
    } else if (char === '?') source += path ? '[^/]' : '.'
    else if (char === '[') {
      const set = bracket(pattern, i)
      if (!set) source += '\\['
      else {
        source += set.source
        i = set.end
      }
    } else source += literal(char)
  }
  return source
}

function bracket(pattern: string, start: number): { readonly source: string; readonly end: number } | undefined {
  let i = start + 1
  const negated = pattern[i] === '!' || pattern[i] === '^'
  if (negated) i++
  let set = ''
  for (let first = true; i < pattern.length; first = false) {
    const char = pattern[i] as string
    if (char === ']' && !first) return { source: `[${negated ? '^' : ''}${set}]`, end: i }
    const named = /^\[:(\w+):\]/.exec(pattern.slice(i, i + 12))
    const members = named ? POSIX_CLASSES[named[1] as string] : undefined
    if (named && members !== undefined) {
      set += members
      i += named[0].length
      continue
    }
    if (char === '\\' && i + 1 < pattern.length) i++
    const single = pattern[i] as string
    const last = pattern[i + 2]
    if (pattern[i + 1] === '-' && last !== undefined && last !== ']' && last >= single) {
      set += `${inSet(single)}-${inSet(last)}`
      i += 3
    } else {
      set += inSet(single)
      i++
    }
  }
  return undefined
}

function inSet(char: string): string {
  return /[\\\]^[-]/.test(char) ? `\\${char}` : char
}

function literal(char: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char
}

export function matches(pattern: string, text: string): boolean {
  if (!isPattern(pattern)) return unescapePattern(pattern) === text
  return regexOf(pattern, false, false, 'both').test(text)
}

export function matchesName(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.') && !pattern.startsWith('\\.')) return false
  return regexOf(pattern, true, false, 'both').test(name)
}

/** The shortest or longest beginning that matches: its length, or -1. */
export function matchStart(pattern: string, text: string, longest: boolean): number {
  const match = regexOf(pattern, false, !longest, 'start').exec(text)
  return match ? match[0].length : -1
}

/** The shortest or longest end that matches: where it begins, or -1. */
export function matchEnd(pattern: string, text: string, longest: boolean): number {
  const whole = regexOf(pattern, false, false, 'both')
  if (longest) {
    for (let i = 0; i <= text.length; i++) if (whole.test(text.slice(i))) return i
  } else {
    for (let i = text.length; i >= 0; i--) if (whole.test(text.slice(i))) return i
  }
  return -1
}

/** bash's ${v/pattern/replacement}. */
export function replacePattern(pattern: string, text: string, by: string, how: '/' | '//' | '/#' | '/%'): string {
  if (pattern === '') return text
  const anchors = how === '/#' ? 'start' : how === '/%' ? 'end' : 'none'
  const regex = regexOf(pattern, false, false, anchors)
  const whole = how === '//' ? new RegExp(regex.source, 'gsu') : regex
  return text.replace(whole, () => by)
}
