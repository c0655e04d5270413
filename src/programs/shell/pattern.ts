import { ownValue } from '../../lib/own.ts'
import { POSIX_CLASSES } from '../posix-classes.ts'
import { extendedEnd, extendedStart, isExtended, matchesExtended, replaceExtended } from './extended-pattern.ts'

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
    else if (
      char === '*' ||
      char === '?' ||
      ('+@!'.includes(char as string) && pattern[i + 1] === '(') ||
      (char === '[' && pattern.indexOf(']', i + 2) > 0)
    )
      return true
  }
  return false
}

/** One thing of a pattern, which takes one character; a star takes any number. */
type Token = { readonly kind: 'star' | 'any' } | { readonly kind: 'one'; readonly takes: (char: string) => boolean }

interface Compiled {
  readonly tokens: readonly Token[]
  readonly reversed: readonly Token[]
}

const REMEMBERED = 500
const known = new Map<string, Compiled>()

function compile(pattern: string): Compiled {
  const before = known.get(pattern)
  if (before) return before
  const tokens: Token[] = []
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string
    if (char === '*') {
      if (tokens.at(-1)?.kind !== 'star') tokens.push({ kind: 'star' })
      continue
    }
    if (char === '?') {
      tokens.push({ kind: 'any' })
      continue
    }
    const set = char === '[' ? bracket(pattern, i) : undefined
    if (set) {
      const regex = new RegExp(set.source, 's')
      tokens.push({ kind: 'one', takes: (each) => regex.test(each) })
      i = set.end
      continue
    }
    const wanted = char === '\\' && i + 1 < pattern.length ? (pattern[++i] as string) : char
    tokens.push({ kind: 'one', takes: (each) => each === wanted })
  }
  const compiled = { tokens, reversed: [...tokens].reverse() }
  if (known.size >= REMEMBERED) known.clear()
  known.set(pattern, compiled)
  return compiled
}

function takes(token: Token, char: string): boolean {
  return token.kind !== 'one' || token.takes(char)
}

/** Back to the last star only: the time is at most length × length, whatever the pattern. */
function matchesAll(tokens: readonly Token[], text: string): boolean {
  let at = 0
  let token = 0
  let star = -1
  let resume = 0
  while (at < text.length) {
    const next = tokens[token]
    if (next?.kind === 'star') {
      star = token++
      resume = at
    } else if (next && takes(next, text[at] as string)) {
      token++
      at++
    } else if (star >= 0) {
      token = star + 1
      at = ++resume
    } else return false
  }
  while (tokens[token]?.kind === 'star') token++
  return token === tokens.length
}

interface Found {
  /** -1: no match. */
  readonly length: number
  /** The pattern got as far as a star. */
  readonly sawStar: boolean
}

/** How much of the text from `from` on, in steps of `step`, the tokens take: at least, or at most. */
function find(tokens: readonly Token[], text: string, from: number, step: 1 | -1, longest: boolean): Found {
  let states = closure(tokens, new Set([0]))
  let length = -1
  let sawStar = false
  for (let taken = 0; ; taken++) {
    if (states.has(tokens.length)) {
      length = taken
      if (!longest) break
    }
    const char = text[from + taken * step]
    if (char === undefined || states.size === 0) break
    const next = new Set<number>()
    for (const state of states) {
      const token = tokens[state]
      if (!token || !takes(token, char)) continue
      if (token.kind === 'star') sawStar = true
      next.add(token.kind === 'star' ? state : state + 1)
    }
    states = closure(tokens, next)
  }
  return { length, sawStar }
}

/** A star may take nothing. */
function closure(tokens: readonly Token[], states: Set<number>): Set<number> {
  for (const state of states) if (tokens[state]?.kind === 'star') states.add(state + 1)
  return states
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
    const members = named ? ownValue(POSIX_CLASSES, named[1] as string) : undefined
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

export function matches(pattern: string, text: string): boolean {
  if (isExtended(pattern)) return matchesExtended(pattern, text)
  if (!isPattern(pattern)) return unescapePattern(pattern) === text
  return matchesAll(compile(pattern).tokens, text)
}

/** A file's name: it has no slash in it. */
export function matchesName(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.') && !pattern.startsWith('\\.')) return false
  if (isExtended(pattern)) return matchesExtended(pattern, name)
  return matchesAll(compile(pattern).tokens, name)
}

/** The shortest or longest beginning that matches: its length, or -1. */
export function matchStart(pattern: string, text: string, longest: boolean): number {
  if (isExtended(pattern)) return extendedStart(pattern, text, longest)
  if (!isPattern(pattern)) {
    const plain = unescapePattern(pattern)
    return text.startsWith(plain) ? plain.length : -1
  }
  return find(compile(pattern).tokens, text, 0, 1, longest).length
}

/** The shortest or longest end that matches: where it begins, or -1. */
export function matchEnd(pattern: string, text: string, longest: boolean): number {
  if (isExtended(pattern)) return extendedEnd(pattern, text, longest)
  if (!isPattern(pattern)) {
    const plain = unescapePattern(pattern)
    return text.endsWith(plain) ? text.length - plain.length : -1
  }
  const { length } = find(compile(pattern).reversed, text, text.length - 1, -1, longest)
  return length < 0 ? -1 : text.length - length
}

/** ${v/pattern/replacement}: every match is the longest at its place. */
export function replacePattern(pattern: string, text: string, by: string, how: '/' | '//' | '/#' | '/%'): string {
  if (how === '/#') {
    const length = matchStart(pattern, text, true)
    return length < 0 ? text : by + text.slice(length)
  }
  if (how === '/%') {
    const start = matchEnd(pattern, text, true)
    return start < 0 ? text : text.slice(0, start) + by
  }
  if (pattern === '') return text
  if (isExtended(pattern)) return replaceExtended(pattern, text, by, how === '//')
  if (!isPattern(pattern)) {
    const plain = unescapePattern(pattern)
    return how === '//' ? text.replaceAll(plain, () => by) : text.replace(plain, () => by)
  }
  const { tokens } = compile(pattern)
  let result = ''
  let copied = 0
  for (let at = 0; at < text.length; ) {
    const { length, sawStar } = find(tokens, text, at, 1, true)
    if (length > 0) {
      result += text.slice(copied, at) + by
      at += length
      copied = at
      if (how === '/') break
    }
    // What follows the star was not found up to the end: from further on it will not be either.
    else if (sawStar) break
    else at++
  }
  return result + text.slice(copied)
}
