import { type PerlMatch, PerlPattern } from '../../regex/perl-pattern.ts'
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

export function patternOf(source: string, directive: Directive, ignoreCase = false): Pattern {
  let pattern: PerlPattern
  try {
    pattern = new PerlPattern(source, ignoreCase)
  } catch {
    throw problemAt(directive, `pcre2_compile() failed: not understood in "${source}"`)
  }
  const find = (subject: string): PerlMatch | undefined => pattern.match(subject.slice(0, LONGEST))
  return {
    match: (subject) => find(subject)?.groups,
    named: (subject) => find(subject)?.named ?? {},
  }
}

/** False: how long the search takes has no bound, so that nothing is searched. */
export function isBounded(source: string): boolean {
  try {
    return new PerlPattern(source).isBounded
  } catch {
    return true
  }
}
