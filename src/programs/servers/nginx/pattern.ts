import type { Directive } from './directive.ts'
import { problemAt } from './directive.ts'

/** A regular expression of a configuration. Subjects are the paths and names of requests, which are kept short. */
export interface Pattern {
  /** The whole, then its groups; undefined: it does not match. */
  match(subject: string): readonly (string | undefined)[] | undefined
  /** Names of groups that become variables. */
  named(subject: string): Readonly<Record<string, string>>
}

/** Longest subject that is matched: what a request line may have (large_client_header_buffers). */
const LONGEST = 8192

/** PCRE's notation where JavaScript's differs: possessive and atomic groups, inline flags at the start. */
export function patternOf(source: string, directive: Directive, ignoreCase = false): Pattern {
  const insensitive = ignoreCase || source.startsWith('(?i)')
  const text = source
    .replace(/^\(\?i\)/, '')
    .replace(/\(\?P</g, '(?<')
    .replace(/\\([AZz])/g, (_, anchor: string) => (anchor === 'A' ? '^' : '$'))
  let expression: RegExp
  try {
    expression = new RegExp(text, insensitive ? 'i' : '')
  } catch {
    throw problemAt(directive, `pcre2_compile() failed: not understood in "${source}"`)
  }
  return {
    match: (subject) => expression.exec(subject.slice(0, LONGEST)) ?? undefined,
    named: (subject) => expression.exec(subject.slice(0, LONGEST))?.groups ?? {},
  }
}
