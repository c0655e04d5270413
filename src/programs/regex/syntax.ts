import type { CharSet } from './char-set.ts'

/** What must be true between two characters. */
export type Assertion =
  | 'start'
  | 'end'
  | 'wordStart'
  | 'wordEnd'
  | 'wordBoundary'
  | 'notWordBoundary'
  /** No character of a word before, or after, this place. */
  | 'notAfterWord'
  | 'notBeforeWord'

/** A regular expression, read. */
export type Node =
  | { readonly type: 'empty' }
  | { readonly type: 'set'; readonly set: CharSet /** The one character, where it is one. */; readonly char?: string }
  | { readonly type: 'assert'; readonly assertion: Assertion }
  | { readonly type: 'concat'; readonly items: readonly Node[] }
  | { readonly type: 'either'; readonly items: readonly Node[] }
  | { readonly type: 'repeat'; readonly item: Node; readonly least: number; readonly most: number }
  | { readonly type: 'group'; readonly index: number; readonly item: Node }
  | { readonly type: 'back'; readonly index: number }

export const EMPTY: Node = { type: 'empty' }

/** Why a text is no regular expression, by the names of POSIX' error codes. */
export type Mistake =
  | 'brackets'
  | 'parentheses'
  | 'braces'
  | 'badBraces'
  | 'range'
  | 'escape'
  | 'backReference'
  | 'className'
  | 'collating'
  | 'repetition'
  | 'size'

const GLIBC: Readonly<Record<Mistake, string>> = {
  brackets: 'Unmatched [, [^, [:, [., or [=',
  parentheses: 'Unmatched ( or \\(',
  braces: 'Unmatched \\{',
  badBraces: 'Invalid content of \\{\\}',
  range: 'Invalid range end',
  escape: 'Trailing backslash',
  backReference: 'Invalid back reference',
  className: 'Invalid character class name',
  collating: 'Invalid collation character',
  repetition: 'Invalid preceding regular expression',
  size: 'Regular expression too big',
}

const MUSL: Readonly<Record<Mistake, string>> = {
  brackets: "Missing ']'",
  parentheses: "Missing ')'",
  braces: "Missing '}'",
  badBraces: 'Invalid contents of {}',
  range: 'Invalid character range',
  escape: 'Trailing backslash',
  backReference: 'Invalid back reference',
  className: 'Unknown character class name',
  collating: 'Unknown collating element',
  repetition: 'Repetition not preceded by valid expression',
  size: 'Out of memory',
}

/** A text that is no regular expression. */
export class RegexMistake {
  readonly mistake: Mistake

  constructor(mistake: Mistake) {
    this.mistake = mistake
  }

  /** As the C library of the image says it. */
  inWords(library: 'glibc' | 'musl'): string {
    return (library === 'musl' ? MUSL : GLIBC)[this.mistake]
  }
}
