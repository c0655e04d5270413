import type { Dialect } from './dialect.ts'

/** Where and what a shell's own reader would have complained about. */
export interface SyntaxMistake {
  readonly position: number
  /** How it is put: bash's first line, and the others'. */
  readonly message: string
  /** bash shows the line as well. */
  readonly showsLine: boolean
}

/** What is wrong. */
export type Wrong =
  | {
      readonly kind: 'unexpected'
      readonly position: number
      /** An operator or a reserved word as it stands; `word`, `newline` and `end` otherwise. */
      readonly token: string
      /** What stands there. */
      readonly text: string
      readonly expecting?: string
    }
  | { readonly kind: 'open'; readonly position: number; readonly what: '"' | "'" | '`' | '}' | ')' | '))' | ']]' }

export function inWordsOf(wrong: Wrong, dialect: Dialect): SyntaxMistake {
  const { position } = wrong
  if (dialect === 'bash') {
    if (wrong.kind === 'open') {
      const what = wrong.what === '))' ? ')' : wrong.what
      const matching = what === ']]' ? '' : 'matching '
      return { position, message: `unexpected EOF while looking for ${matching}\`${what}'`, showsLine: false }
    }
    if (wrong.token === 'end') {
      return { position: Number.POSITIVE_INFINITY, message: 'syntax error: unexpected end of file', showsLine: false }
    }
    return { position, message: `syntax error near unexpected token \`${wrong.text}'`, showsLine: true }
  }
  const isDash = dialect === 'dash'
  if (wrong.kind === 'open') {
    return {
      position,
      message: isDash ? `Syntax error: ${openInDash(wrong.what)}` : `syntax error: ${openInAsh(wrong.what)}`,
      showsLine: false,
    }
  }
  const token =
    wrong.token === 'end'
      ? 'end of file'
      : wrong.token === 'word' || wrong.token === 'newline'
        ? wrong.token
        : `"${wrong.token}"`
  const expecting = wrong.expecting === undefined ? '' : ` (expecting "${wrong.expecting}")`
  const message = isDash
    ? `Syntax error: ${token} unexpected${expecting}`
    : `syntax error: unexpected ${token}${expecting}`
  return { position, message, showsLine: false }
}

type Open = Extract<Wrong, { kind: 'open' }>['what']

function openInDash(what: Open): string {
  if (what === '`') return 'EOF in backquote substitution'
  if (what === '}' || what === '))') return `Missing '${what}'`
  return what === ')' ? 'end of file unexpected (expecting ")")' : 'Unterminated quoted string'
}

function openInAsh(what: Open): string {
  if (what === '`') return 'EOF in backquote substitution'
  if (what === '}' || what === '))') return `missing '${what}'`
  return what === ')' ? 'unexpected end of file (expecting ")")' : 'unterminated quoted string'
}
